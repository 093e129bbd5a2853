using Xunit;

namespace TorchGradients.Tests.House;

public sealed class FileSizeTests
{
    const int MostLines = 300;

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var tooLong = Repository.SourceFiles("src", "tests", "build")
            .Select(file => (File: file, Lines: File.ReadLines(file).Count()))
            .Where(entry => entry.Lines > MostLines)
            .Select(entry => $"{Path.GetRelativePath(Repository.Root, entry.File)}: {entry.Lines} lines");

        Assert.Empty(tooLong);
    }
}
