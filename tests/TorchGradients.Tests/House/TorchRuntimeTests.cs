using System.Text.Json;
using Xunit;

namespace TorchGradients.Tests.House;

public sealed class TorchRuntimeTests
{
    [Theory]
    [InlineData("cpu", "linux", "TorchSharp 0.107.0", "TorchSharp-cpu 0.107.0")]
    [InlineData("cpu", "windows", "TorchSharp 0.105.1", "TorchSharp-cpu 0.105.1")]
    [InlineData("cuda", "linux", "TorchSharp 0.107.0", "libtorch-cuda-12.8-linux-x64 2.10.0")]
    [InlineData("cuda", "windows", "TorchSharp 0.105.1", "libtorch-cuda-12.1-win-x64 2.5.1")]
    public async Task Runtime_and_platform_choose_the_packages(string runtime, string platform, params string[] packages)
    {
        foreach (var project in new[] { "src/TorchGradients.Cli", "tests/TorchGradients.Tests" })
        {
            var (exitCode, output) = await DotNet.MSBuild(project, "-getItem:PackageReference,PackageVersion",
                $"-p:TorchRuntime={runtime}", $"-p:TorchPlatform={platform}");

            Assert.Equal(0, exitCode);
            Assert.Equal(packages, TorchPackages(output));
        }
    }

    [Fact]
    public async Task Cpu_is_the_default()
    {
        var (_, output) = await DotNet.MSBuild("src/TorchGradients.Cli", "-getProperty:TorchRuntime");

        Assert.Equal("cpu", output.Trim());
    }

    [Theory]
    [InlineData("src/TorchGradients")]
    [InlineData("src/TorchGradients.Reporting")]
    public async Task Libraries_bring_no_native_package(string project)
    {
        var (_, output) = await DotNet.MSBuild(project, "-getItem:PackageReference,PackageVersion");

        Assert.DoesNotContain(TorchPackages(output), package => !package.StartsWith("TorchSharp ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TorchRuntime", "gpu", "TorchRuntime is 'gpu', but must be 'cpu' or 'cuda'.")]
    [InlineData("TorchPlatform", "macos", "TorchPlatform is 'macos', but must be 'linux' or 'windows'.")]
    public async Task An_unknown_choice_is_an_error_of_the_build(string property, string value, string message)
    {
        var (exitCode, output) = await DotNet.MSBuild(
            "src/TorchGradients.Cli", "-t:CollectPackageReferences", "-v:q", $"-p:{property}={value}");

        Assert.Equal(1, exitCode);
        Assert.Contains($"error : {message}", output, StringComparison.Ordinal);
    }

    /// <summary>"Name version" of the references that have to do with torch, by name.</summary>
    static IEnumerable<string> TorchPackages(string evaluation)
    {
        using var document = JsonDocument.Parse(evaluation);
        var items = document.RootElement.GetProperty("Items");
        var versions = items.GetProperty("PackageVersion").EnumerateArray()
            .ToDictionary(Name, item => item.GetProperty("Version").GetString());

        return items.GetProperty("PackageReference").EnumerateArray()
            .Select(Name)
            .Where(name => name.Contains("torch", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .Select(name => $"{name} {versions[name]}")
            .ToArray();
    }

    static string Name(JsonElement item) => item.GetProperty("Identity").GetString()!;
}
