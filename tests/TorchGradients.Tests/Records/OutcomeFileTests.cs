using TorchGradients.Records;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Records;

public sealed class OutcomeFileTests : IDisposable
{
    static readonly Outcome _diverged = new()
    {
        Identity = "00ff",
        Status = RunStatus.Diverged,
        Reason = "the loss of step 3 is not finite",
        Steps = 4,
        Seconds = 1.5,
        TrainLoss = double.PositiveInfinity,
        TestLoss = double.NaN,
        TestAccuracy = 0.1,
        ChanceLoss = 2.5,
        ChanceAccuracy = 0.125,
        TestRows = 16,
        Decay = new OutcomeDecay(new DecayFactor(0.5, 0.25, 0.75, 0.125), null),
        Theory = new OutcomeTheory(0.5, 1.25, 1, 1.5, 0.75, 0.0625, false, null),
        Cost = new OutcomeCost(423.5, 0.125),
    };

    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Has_the_fields_of_the_contract()
    {
        OutcomeFile.Write(_folder["outcome.json"], _diverged);
        Assert.Equal("""
            {
              "identity": "00ff",
              "status": "diverged",
              "reason": "the loss of step 3 is not finite",
              "steps": 4,
              "seconds": 1.5,
              "trainLoss": "Infinity",
              "testLoss": "NaN",
              "testAccuracy": 0.1,
              "chanceLoss": 2.5,
              "chanceAccuracy": 0.125,
              "testRows": 16,
              "decay": {
                "atInitialization": {
                  "factorPerLayer": 0.5,
                  "low": 0.25,
                  "high": 0.75,
                  "firstToLastRatio": 0.125
                },
                "atEnd": null
              },
              "theory": {
                "factorPerLayer": 0.5,
                "measuredOverPredicted": 1.25,
                "low": 1,
                "high": 1.5,
                "typicalFactor": 0.75,
                "deviation": 0.0625,
                "agrees": false,
                "reason": null
              },
              "cost": {
                "stepMicroseconds": 423.5,
                "probeShare": 0.125
              }
            }

            """, File.ReadAllText(_folder["outcome.json"]));
    }

    [Fact]
    public void Reads_back_what_was_written()
    {
        var outcome = _diverged with { ValidationLoss = 2, ValidationAccuracy = 0.25 };
        OutcomeFile.Write(_folder["outcome.json"], outcome);
        Assert.Equal(outcome, OutcomeFile.Read(_folder["outcome.json"]));
    }

    [Fact]
    public void A_failure_leaves_neither_a_half_file_nor_takes_the_earlier_one()
    {
        string file = _folder.Write("whole", "earlier");
        Assert.Throws<IOException>(() => WholeFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Equal("earlier", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_broken_file_is_told()
    {
        string file = _folder.Write("outcome.json", "{ \"identity\": ");
        Assert.StartsWith($"{file} cannot be read: ",
            Assert.Throws<InvalidDataException>(() => OutcomeFile.Read(file)).Message,
            StringComparison.Ordinal);
    }
}
