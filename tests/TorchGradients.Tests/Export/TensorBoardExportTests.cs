using TorchGradients.Cli;
using TorchGradients.Reporting.Archive;
using TorchGradients.Tests.Reporting;
using Xunit;

namespace TorchGradients.Tests.Export;

public sealed class TensorBoardExportTests
{
    [Fact]
    public void Event_files_hold_every_value_with_its_tag_step_and_time_and_right_checksums()
    {
        Assert.Equal(0xe3069283u, EventFile.Crc32C("123456789"u8));   // the check value of CRC-32C
        using var to = new Data.ScratchFolder();
        using var folder = new ExperimentFolder()
            .Run("a", 1, [""], null, ExperimentFolder.Layers("delta-norm", 0, 0.5, null, double.NaN)
                + ExperimentFolder.Layers("delta-norm", 300, double.PositiveInfinity, 1e-40, 1e-300)
                + ExperimentFolder.Scalar("train-loss", 300, 2.5) + "cut o")
            .Run("not-begun", 2, [""]).Planned();
        var warnings = new List<ArchiveWarning>();

        // Twice: what an earlier export left would show every point twice.
        TensorBoardExport.Write(RunSearch.Below(folder.Path).Runs, to.Path, _ => { });
        var folders = TensorBoardExport.Write(RunSearch.Below(folder.Path).Runs, to.Path, warnings.Add);

        Assert.Equal([to["trial/a"]], folders);
        Assert.Equal("is cut off; it is left out", Assert.Single(warnings).Finding);
        string file = Assert.Single(Directory.GetFiles(to["trial/a"]));
        Assert.StartsWith("events.out.tfevents.", Path.GetFileName(file));
        var (version, scalars) = EventFile.Read(file);
        Assert.Equal("brain.Event:2", version);
        const double time = 1767225600;   // 2026-01-01T00:00:00Z, in seconds since 1970
        Assert.Equal(
            [
                new("delta-norm/layer-01", 0, 0.5f, time),
                new("delta-norm/layer-03", 0, float.NaN, time),
                new("delta-norm/layer-01", 300, float.PositiveInfinity, time),
                new("delta-norm/layer-02", 300, 1e-40f, time),
                new("delta-norm/layer-03", 300, 0, time),
                new("train-loss", 300, 2.5f, time),
            ],
            scalars);
    }
}
