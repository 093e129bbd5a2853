using TorchGradients.Cli.Terminal;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class FilesTextTests
{
    [Fact]
    public void Names_the_folder_and_what_is_in_it()
    {
        var console = Screen.Of80Columns();

        FilesText.Render(console, "/runs/trial", ["/runs/trial/figures/delta-profile.png", "summary.csv"]);

        Assert.Equal(
            """
            Files in /runs/trial:
              figures/delta-profile.png
              summary.csv

            """,
            Screen.Text(console));
    }
}
