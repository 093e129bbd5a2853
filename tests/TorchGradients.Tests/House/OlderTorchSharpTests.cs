using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.House;

/// <summary>The code compiles against TorchSharp 0.105.1 too, the version for Windows, which is nowhere built here.</summary>
public sealed class OlderTorchSharpTests
{
    static readonly string[] s_lines = [.. File
        .ReadLines(Path.Combine(Repository.Root, "tests/TorchGradients.Tests/House/torchsharp-0.107.0-beyond-0.105.1.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>What 0.105.1 lacks; an overload for which it has the same method with a list is not among it.</summary>
    static readonly HashSet<string> s_lacking = [.. s_lines.Where(line => line[0] == '+').Select(line => line[2..])];

    /// <summary>What both versions have though it is not public.</summary>
    static readonly HashSet<string> s_hidden = [.. s_lines.Where(line => line[0] == '=').Select(line => line[2..])];

    /// <summary>
    /// The output folder of these tests, and of other projects of the same configuration and platform below theirs.
    /// </summary>
    static readonly string s_output = Path.GetRelativePath(Repository.PathOf("tests", "TorchGradients.Tests"), AppContext.BaseDirectory);

    [Theory]
    [InlineData("tests/TorchGradients.Tests", "TorchGradients")]
    [InlineData("tests/TorchGradients.Tests", "TorchGradients.Cli")]
    [InlineData("tests/TorchGradients.Tests", "TorchGradients.Tests")]
    [InlineData("tests/TorchGradients.Benchmarks", "TorchGradients.Benchmarks")]
    [InlineData("tests/gpu/Check", "torchgradients-gpu-check")]
    public void Nothing_is_used_that_the_version_for_Windows_lacks(string project, string assembly)
    {
        string file = Repository.PathOf(project, s_output, $"{assembly}.dll");
        IReadOnlyList<string> used = TorchSharpUse.Of(file);

        Assert.NotEmpty(used);
        Assert.DoesNotContain(used, s_lacking.Contains);
        Assert.DoesNotContain(TorchSharpUse.ByName(file), member => !s_hidden.Contains(member));
    }

    [Fact]
    public void A_private_member_that_is_taken_by_its_name_is_seen()
    {
        string[] library = [.. TorchSharpUse.ByName(typeof(TorchGradients.Training.TorchEngine).Assembly.Location)];

        Assert.Equal(s_hidden, library);
    }

    [Fact]
    public void The_list_belongs_to_the_version_that_is_built_here()
    {
        IReadOnlySet<string> all = TorchSharpUse.All();

        Assert.Equal("0.107.0", typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0]);
        Assert.All(s_lines, line => Assert.Contains(line[2..], all));
    }

    [Fact]
    public void A_use_of_what_is_newer_is_seen()
    {
        MethodInfo added = typeof(torch.Tensor).GetMethod("to_sparse", [])!;
        using var module = ModuleDefinition.CreateModule("made", ModuleKind.Dll);
        var type = new TypeDefinition("", "Made", Mono.Cecil.TypeAttributes.Class, module.TypeSystem.Object);
        var method = new MethodDefinition("Use", Mono.Cecil.MethodAttributes.Static, module.TypeSystem.Void);
        method.Body.GetILProcessor().Emit(OpCodes.Call, module.ImportReference(added));
        type.Methods.Add(method);
        module.Types.Add(type);
        using var written = new MemoryStream();
        module.Write(written);
        written.Position = 0;

        using var read = ModuleDefinition.ReadModule(written, TorchSharpUse.Beside(typeof(torch).Assembly.Location));

        Assert.Contains("TorchSharp.torch/Tensor TorchSharp.torch/Tensor::to_sparse()", TorchSharpUse.Of(read).Where(s_lacking.Contains));
    }
}
