using TorchGradients.Records;
using TorchGradients.Tests.Data;
using TorchSharp;
using Xunit;

namespace TorchGradients.Tests.Records;

public sealed class EnvironmentRecordTests
{
    [Fact]
    public void Tells_versions_machine_and_place_in_the_cohort_and_reads_back()
    {
        using var folder = new ScratchFolder();
        var record = EnvironmentRecord.Capture(typeof(torch).Assembly, "2.10.0", "cpu", 1, new CohortPlace(3, 2));
        record.Write(folder[EnvironmentRecord.FileName]);

        Assert.Equal(record, EnvironmentRecord.Read(folder[EnvironmentRecord.FileName]));
        Assert.Matches(@"^\d+\.\d+\.\d+$", record.Program);
        Assert.StartsWith("0.10", record.TorchSharp, StringComparison.Ordinal);
        Assert.Equal(Environment.Version.ToString(), record.DotNet);
        Assert.NotEmpty(record.Processor);
        string text = File.ReadAllText(folder[EnvironmentRecord.FileName]);
        Assert.Contains("\"cohort\": {\n    \"size\": 3,\n    \"place\": 2\n  }", text, StringComparison.Ordinal);
    }
}
