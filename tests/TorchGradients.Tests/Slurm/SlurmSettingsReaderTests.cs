using System.Text.Json.Nodes;
using TorchGradients.Cli.Slurm;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Slurm;

public sealed class SlurmSettingsReaderTests
{
    [Fact]
    public void A_later_layer_overrides_an_earlier_one_setting_by_setting_and_each_is_known_by_where_it_comes_from()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder["user"]);
        string user = Path.Combine(folder["user"], "slurm.json"), beside = folder["slurm.json"];
        File.WriteAllText(user, """{ "partition": "gpu", "account": "ours", "time": "1:00:00", "setup": ["module load a"], "cpus": 2 }""");
        File.WriteAllText(beside, """{ "partition": "cpu", "setup": ["module load b"], "cpus": 3 }""");
        var environment = new Dictionary<string, string>
        {
            ["TORCHGRADIENTS_SLURM__CPUS"] = "4",
            ["TORCHGRADIENTS_SLURM__time"] = "30",
            ["TORCHGRADIENTS__training__steps"] = "9",
        };

        (SlurmSettings settings, var origins) = new SlurmSettingsReader(folder["user"], environment)
            .Read(folder["experiment.json"], new JsonObject { ["cpus"] = 5 });

        Assert.Equal(("cpu", "ours", "30", 5, null), (settings.Partition, settings.Account, settings.Time, settings.Cpus, settings.Gres));
        Assert.Equal(["module load b"], settings.Setup);
        Assert.Equal((beside, user, "the environment", "the command line"),
            (origins["partition"], origins["account"], origins["time"], origins["cpus"]));
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{ "reportSbatchOptions": null }""", null)]
    [InlineData("""{ "reportSbatchOptions": [] }""", "")]
    [InlineData("""{ "reportSbatchOptions": ["--partition=cpu", "--qos=long"] }""", "--partition=cpu --qos=long")]
    public void No_options_and_none_settled_are_told_apart(string json, string? options)
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder["slurm.json"], json);
        SlurmSettings settings = new SlurmSettingsReader(folder["user"], new Dictionary<string, string>()).Read(folder["experiment.json"], []).Settings;
        Assert.Equal(options, settings.ReportSbatchOptions is { } list ? string.Join(' ', list) : null);
    }

    [Theory]
    [InlineData("30", "4G")]
    [InlineData("30:30", "500m")]
    [InlineData("2:00:00", "4096")]
    [InlineData("1-12", "0")]
    [InlineData("1-12:30", "1T")]
    [InlineData("1-12:30:00", "64GB")]
    [InlineData("infinite", "1K")]
    public void Times_and_memory_as_sbatch_takes_them_are_taken(string time, string memory)
    {
        using var folder = new ScratchFolder();
        SlurmSettings settings = new SlurmSettingsReader(folder["user"], new Dictionary<string, string>())
            .Read(folder["experiment.json"], new JsonObject { ["time"] = time, ["memory"] = memory }).Settings;
        Assert.Equal((time, memory), (settings.Time, settings.Memory));
    }

    [Fact]
    public void A_later_null_takes_an_earlier_layers_options_away()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder["user"]);
        File.WriteAllText(Path.Combine(folder["user"], "slurm.json"), """{ "reportSbatchOptions": ["--partition=cpu"] }""");
        File.WriteAllText(folder["slurm.json"], """{ "reportSbatchOptions": null }""");
        var reader = new SlurmSettingsReader(folder["user"], new Dictionary<string, string>());
        Assert.Null(reader.Read(folder["experiment.json"], []).Settings.ReportSbatchOptions);
    }
}
