using System.Reflection;
using System.Text.RegularExpressions;

namespace TorchGradients.GpuCheck;

/// <summary>The libtorch of a Python installation: the folder <c>torch/lib</c>.</summary>
internal sealed partial class LibTorchFolder(string folder)
{
    /// <summary>The libraries that TorchSharp's native part needs, each before those that need it; the last two for CUDA.</summary>
    static readonly string[] s_libraries = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];
    static readonly string[] s_ofCuda = ["libc10_cuda.so", "libtorch_cuda.so"];

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(folder);

    /// <summary>The version in <c>torch/version.py</c> beside it; null where there is none.</summary>
    public string? Version
    {
        get
        {
            string file = System.IO.Path.Combine(Path, "..", "version.py");
            return File.Exists(file) && VersionLine().Match(File.ReadAllText(file)) is { Success: true } line ? line.Groups[1].Value : null;
        }
    }

    /// <summary>The version that TorchSharp is built for, as 2.10: known from the build, since asking TorchSharp would make it look for one.</summary>
    public static string BuiltFor { get; } = string.Join('.', typeof(LibTorchFolder).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "LibTorch").Value!.Split('.')[..2]);

    /// <summary>Whether it is of the version that TorchSharp is built for; null where its version is not known.</summary>
    public bool? IsSameVersion => Version is null ? null : string.Join('.', Version.Split('.')[..2]) == BuiltFor;

    /// <summary>Whether it can use CUDA.</summary>
    public bool HasCuda => File.Exists(System.IO.Path.Combine(Path, s_ofCuda[1]));

    /// <summary>
    /// Loads it and TorchSharp's native part with every symbol resolved, before TorchSharp looks for a libtorch of its own.
    /// </summary>
    /// <returns>What keeps it from fitting, in the loader's words; null where it was loaded.</returns>
    public string? Load()
    {
        foreach (string library in HasCuda ? [.. s_libraries[..2], .. s_ofCuda, s_libraries[2]] : s_libraries)
        {
            // As needed: not every symbol of libtorch has to be there, since not all of it is used.
            if (SharedLibrary.Load(System.IO.Path.Combine(Path, library), allSymbols: false) is { } missing) return missing;
        }

        return SharedLibrary.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"), allSymbols: true);
    }

    /// <summary>What is told where it does not fit.</summary>
    /// <param name="loader">What the loader says.</param>
    public string DoesNotFit(string loader) =>
        $"{Name} does NOT fit: TorchSharp's native part is built for libtorch {BuiltFor}, and the system's loader says: {loader}\n"
        + $"Install PyTorch {BuiltFor} (pip install \"torch=={BuiltFor}.*\"), or name another folder torch/lib with --libtorch.";

    /// <summary>What is told where it could be loaded.</summary>
    public string IsThere => IsSameVersion switch
    {
        true => $"{Name} is the version that TorchSharp's native part is built for; it is loaded, and every symbol is there.",
        false => $"{Name} is a neighbour of {BuiltFor}, the version that TorchSharp's native part is built for. "
            + "It is loaded, and every symbol is there; whether it fits, the comparison of engines says.",
        null => $"{Name} is loaded, and every symbol is there. TorchSharp's native part is built for {BuiltFor}.",
    };

    /// <summary>Whether it fits.</summary>
    /// <param name="enginesAgree">Whether the comparison of engines holds.</param>
    public string Verdict(bool enginesAgree) => enginesAgree
        ? $"{Name} fits TorchSharp's native part, which is built for {BuiltFor}: every symbol is there, and the engines agree."
        : $"{Name}: every symbol that TorchSharp's native part (built for {BuiltFor}) needs is there, but the engines do NOT agree.";

    string Name => Version is { } version ? $"libtorch {version} in {Path}" : $"The libtorch in {Path} (no version.py beside it)";

    [GeneratedRegex("""^__version__\s*=\s*['"]([^'"]+)['"]""", RegexOptions.Multiline)]
    internal static partial Regex VersionLine();
}
