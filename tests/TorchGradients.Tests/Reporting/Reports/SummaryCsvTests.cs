using TorchGradients.Reporting.Analysis;
using TorchGradients.Reporting.Archive;
using TorchGradients.Reporting.Reports;
using Xunit;

namespace TorchGradients.Tests.Reporting.Reports;

public sealed class SummaryCsvTests
{
    const string Completed = """
        { "identity": "IDENTITY", "status": "completed", "steps": 2, "seconds": 1.5, "trainLoss": "Infinity",
          "testLoss": 0.5, "testAccuracy": 0.875,
          "decay": { "atInitialization": { "factorPerLayer": 0.24 }, "atEnd": { "factorPerLayer": 1e-7 } } }
        """;

    [Fact]
    public void Has_a_row_per_cell_and_seed_and_empty_fields_for_what_is_absent()
    {
        string records = ExperimentFolder.Layers("update-ratio", 0, 0.25, 9) + ExperimentFolder.Layers("update-ratio", 1, 0.5, 9);
        using var folder = new ExperimentFolder().Axis("remedy").Axis("depth")
            .Run("r1", 1, ["remedy=none,depth=4", "remedy=\"x\",depth=4"], Completed, records)
            .Run("a=1,b", 2, ["remedy=none,depth=4"])
            .Planned();

        SummaryCsv.Write(ExperimentAnalysis.Of(ExperimentArchive.Open(folder.Path)));

        Assert.Equal(
            """"
            run,seed,remedy,depth,status,steps,trainLoss,testLoss,testAccuracy,deltaDecayAtInitialization,deltaDecayAtEnd,firstLayerUpdateRatio,seconds
            r1,1,none,4,completed,2,Infinity,0.5,0.875,0.24,1E-07,0.375,1.5
            r1,1,"""x""",4,completed,2,Infinity,0.5,0.875,0.24,1E-07,0.375,1.5
            "a=1,b",2,none,4,,,,,,,,,

            """",
            File.ReadAllText(Path.Combine(folder.Path, "summary.csv")));
    }
}
