using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

public sealed class ClaimsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("claims-").FullName;

    [Fact]
    public async Task Failing_claims_are_printed_and_fail_the_command_only_where_they_are_required()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "one.json"), """
            {
              "name": "one", "data": { "name": "digits", "batchSize": 32 }, "model": { "depth": 2, "width": 8 },
              "training": { "steps": 2 }, "probes": ["train-loss", "delta-norm"], "seeds": [1, 2],
              "claims": [
                { "claim": "The loss is positive", "source": "its formula", "condition": { "quantity": "trainLoss", "is": "greater", "than": 0 } },
                { "claim": "Two steps are enough", "source": "nobody", "condition": { "quantity": "testAccuracy", "is": "greater", "than": 0.99 } }]
            }
            """, TestContext.Current.CancellationToken);

        BufferedCommandResult run = await TheProgram.RunIn(_folder, "run", "one.json");
        BufferedCommandResult required = await TheProgram.RunIn(_folder, "report", "runs/one", "--require-claims");
        BufferedCommandResult again = await TheProgram.RunIn(_folder, "run", "one.json", "--require-claims");

        Assert.Equal((0, 1, 1), (run.ExitCode, required.ExitCode, again.ExitCode));
        Assert.DoesNotContain("--require-claims", run.StandardError, StringComparison.Ordinal);
        Assert.All([required, again], result => Assert.Equal(
            "Exit code 1, because --require-claims asks for all claims to hold: 'Two steps are enough' (does not hold).",
            result.StandardError.TrimEnd('\n').Split('\n')[^1]));
        Assert.All([run, required, again], result =>
        {
            Assert.Contains("\nClaims\nholds: The loss is positive (its formula)\n", result.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("\ndoes not hold: Two steps are enough (nobody)\n", result.StandardOutput, StringComparison.Ordinal);
        });
        Assert.Single(required.StandardError.Split('\n'), line => line.Contains("cannot be drawn", StringComparison.Ordinal));
        Assert.StartsWith("Figures that cannot be drawn (the report says why): attenuation, update-profile, ", required.StandardError, StringComparison.Ordinal);
        Assert.Contains("| Two steps are enough | nobody | does not hold |",
            await File.ReadAllTextAsync(Path.Combine(_folder, "runs", "one", "report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
