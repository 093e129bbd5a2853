using System.Runtime.InteropServices;

namespace TorchGradients.GpuCheck;

/// <summary>
/// Loads a shared library through the system's loader: unlike <see cref="NativeLibrary"/> it can resolve every symbol at
/// once, so that a libtorch without one is found out here, not in the middle of a step.
/// </summary>
internal static class SharedLibrary
{
    const int Lazy = 1;   // RTLD_LAZY
    const int Now = 2;    // RTLD_NOW

    /// <summary>Loads a library; it stays loaded.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="allSymbols">Fail where a symbol is missing, instead of at its first use.</param>
    /// <returns>What the loader says where it cannot; else null.</returns>
    public static string? Load(string path, bool allSymbols)
    {
        _ = Error();   // Looked up now: looking it up after a failure would forget the failure.
        return Open(path, allSymbols ? Now : Lazy) != 0 ? null : Marshal.PtrToStringUTF8(Error()) ?? $"{path} cannot be loaded";
    }

    [DllImport("libdl.so.2", EntryPoint = "dlopen")]
    static extern nint Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libdl.so.2", EntryPoint = "dlerror")]
    static extern nint Error();
}
