using TorchGradients.Reporting.Query;
using Xunit;

namespace TorchGradients.Tests.Reporting.Query;

public sealed class TableExportTests : IDisposable
{
    const string Completed = """
        { "identity": "IDENTITY", "status": "completed", "steps": 2, "seconds": 1.5, "trainLoss": "NaN",
          "decay": { "atInitialization": { "factorPerLayer": 0.24, "low": null, "high": 0.25, "firstToLastRatio": 1e-300 }, "atEnd": null } }
        """;

    readonly Data.ScratchFolder _to = new();
    readonly ExperimentFolder _folder = new ExperimentFolder().Axis("remedy")
        .Run("a", 1, ["remedy=none"], Completed, ExperimentFolder.Layers("delta-norm", 0, 0.5, null, double.NaN))
        .Run("b", 2, ["remedy=adam"], null, ExperimentFolder.Scalar("train-loss", 3, double.NegativeInfinity)).Planned();

    readonly RunDatabase _database;

    public TableExportTests() => _database = RunDatabase.Open(_folder.Path);

    [Fact]
    public void Parquet_files_hold_what_the_tables_hold()
    {
        var files = TableExport.Parquet(_database, _to["it's here"]);

        Assert.Equal(["runs.parquet", "outcomes.parquet", "records.parquet"], files.Select(file => Path.GetFileName(file)));
        foreach (string file in files)
        {
            string table = Path.GetFileNameWithoutExtension(file);
            Assert.Equal(Rows($"SELECT * FROM {table} ORDER BY ALL"),
                Rows($"SELECT * FROM read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}') ORDER BY ALL"));
        }

        Assert.Equal(4, Rows("SELECT * FROM records").Count);
    }

    [Fact]
    public void Csv_files_have_a_column_per_nested_field()
    {
        string[] texts = [.. TableExport.Csv(_database, _to.Path).Select(File.ReadAllText)];

        Assert.Equal($"experiment,run,seed,remedy,folder\ntrial,a,1,none,{_folder.Path}/a\ntrial,b,2,adam,{_folder.Path}/b\n", texts[0]);
        Assert.Equal(
            "experiment,run,identity,status,reason,steps,seconds,trainLoss,testLoss,testAccuracy,chanceLoss,chanceAccuracy,testRows,validationLoss,validationAccuracy,"
            + "decay.atInitialization.factorPerLayer,decay.atInitialization.low,decay.atInitialization.high,"
            + "decay.atInitialization.firstToLastRatio,decay.atEnd.factorPerLayer,decay.atEnd.low,decay.atEnd.high,"
            + "decay.atEnd.firstToLastRatio,theory.factorPerLayer,theory.measuredOverPredicted,theory.low,theory.high,"
            + "theory.typicalFactor,theory.deviation,theory.agrees,theory.reason,theory.isOutOfReach,cost.stepMicroseconds,cost.probeShare\n"
            + "trial,a,identity-of-a,completed,,2,1.5,NaN,,,,,,,,0.24,,0.25,1E-300,,,,,,,,,,,,,,,\n",
            texts[1]);
        Assert.Equal(
            "experiment,run,step,quantity,layer,value\ntrial,a,0,delta-norm,1,0.5\ntrial,a,0,delta-norm,2,\n"
            + "trial,a,0,delta-norm,3,NaN\ntrial,b,3,train-loss,,-Infinity\n",
            texts[2]);
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
        _to.Dispose();
    }

    List<string> Rows(string sql)
    {
        using var answer = _database.Query(sql);
        return [.. answer.Rows().Select(row => string.Join('|', row.Select(value => value ?? "null")))];
    }
}
