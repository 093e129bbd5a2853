using System.Reflection.PortableExecutable;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed class PublishTests
{
    [Fact]
    public async Task A_published_folder_holds_the_same_repaired_library_as_the_built_one()
    {
        var published = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "published")).FullName;
        try
        {
            await CliWrap.Cli.Wrap("dotnet")
                .WithArguments(["publish", TheProgram.Project, "-c", TheProgram.Configuration, "--no-build", "--nodereuse:false", "-o", published])
                .ToItsEnd();

            Assert.Equal(await Library(Path.GetDirectoryName(TheProgram.Assembly)!), await Library(published));
        }
        finally
        {
            Directory.Delete(published, recursive: true);
        }
    }

    [Theory]
    [InlineData("TorchGradients.Cli.dll")]
    [InlineData("TorchGradients.dll")]
    [InlineData("TorchGradients.Reporting.dll")]
    [InlineData("TorchSharp.dll")]
    public void A_release_build_is_compiled_ahead_of_time(string assembly)
    {
        Assert.SkipWhen(TheProgram.Configuration != "Release", "Other builds are compiled when they run.");
        using var file = File.OpenRead(Path.Combine(Path.GetDirectoryName(TheProgram.Assembly)!, assembly));
        using var image = new PEReader(file);

        // ECMA-335 reserves the directory; ReadyToRun's header is there.
        Assert.True(image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{assembly} holds no native code.");
    }

    static Task<byte[]> Library(string folder) => File.ReadAllBytesAsync(
        Path.Combine(folder, "libLibTorchSharp.so"), TestContext.Current.CancellationToken);
}
