using Xunit;

namespace TorchGradients.Tests.House;

public sealed class LayoutTests
{
    const int MostLines = 300;

    [Fact]
    public void No_source_file_is_longer_than_300_lines()
    {
        var tooLong = Repository.SourceFiles("src", "tests", "build")
            .Select(file => (File: file, Lines: File.ReadLines(Repository.PathOf(file)).Count()))
            .Where(entry => entry.Lines > MostLines)
            .Select(entry => $"{entry.File}: {entry.Lines} lines");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Source_lies_at_most_two_folders_deep()
    {
        // src/<project>/<folder>/<family>/<file>
        var tooDeep = Repository.SourceFiles("src").Where(file => file.Split('/').Length > 5);

        Assert.Empty(tooDeep);
    }

    [Fact]
    public void The_map_names_every_folder_of_the_library()
    {
        var map = File.ReadAllText(Repository.PathOf("src", "README.md"));
        var unnamed = Repository.SourceFiles("src/TorchGradients")
            .Select(file => file.Split('/')[2..^1])
            .SelectMany(folders => folders)
            .Distinct()
            .Where(folder => !map.Contains($"`{folder}/`", StringComparison.Ordinal));

        Assert.Equal("", string.Join(", ", unnamed));
    }
}
