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

    static Task<byte[]> Library(string folder) => File.ReadAllBytesAsync(
        Path.Combine(folder, "libLibTorchSharp.so"), TestContext.Current.CancellationToken);
}
