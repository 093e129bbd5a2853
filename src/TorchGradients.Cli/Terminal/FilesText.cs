using Spectre.Console;

namespace TorchGradients.Cli.Terminal;

/// <summary>Where the files are: the folder, and below it what it holds.</summary>
public static class FilesText
{
    /// <summary>Prints the folder and the files in it, relative to it.</summary>
    public static void Render(IAnsiConsole console, string folder, IEnumerable<string> files)
    {
        Line(console, $"Files in {folder}:");
        foreach (string file in files)
        {
            Line(console, "  " + (Path.IsPathRooted(file) ? Path.GetRelativePath(folder, file) : file));
        }
    }

    static void Line(IAnsiConsole console, string text)
    {
        console.Write(new Text(text));
        console.WriteLine();
    }
}
