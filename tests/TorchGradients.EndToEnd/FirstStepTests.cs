using System.Text.Json.Nodes;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>What is recorded at step 0, against a calculation that shares no line with the program.</summary>
public sealed class FirstStepTests : IDisposable
{
    const int BatchSize = 32;

    // float32 carries 6e-8; twenty layers of products and sums leave some 1e-6 of it.
    const double Tolerance = 1e-4;

    readonly Scratch _scratch = new();

    [Theory]
    [InlineData(3, "mse", "sigmoid", "torch")]
    [InlineData(3, "cross-entropy", "identity", "torch")]
    [InlineData(20, "cross-entropy", "identity", "torch")]
    [InlineData(20, "cross-entropy", "identity", "hand-rolled")]
    public async Task Norms_are_those_of_the_textbook_equations_on_the_initial_weights_and_the_first_rows(
        int depth, string loss, string outputActivation, string engine)
    {
        _scratch.With("first-step.json",
            $$"""
            {
              "data": { "name": "digits", "batchSize": {{BatchSize}}, "shuffle": false },
              "model": {
                "depth": {{depth}}, "width": 24, "activation": "sigmoid", "outputActivation": "{{outputActivation}}",
                "initialization": { "name": "normal", "standardDeviation": 0.2 },
                "biasInitialization": { "name": "normal", "standardDeviation": 0.1 }
              },
              "training": { "loss": "{{loss}}", "engine": "{{engine}}", "steps": 1, "checkpoints": ["initial"] },
              "probes": ["delta-norm", "weight-gradient-norm"]
            }
            """);

        var result = await _scratch.Run("run", "first-step.json");
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.StandardError));

        string run = _scratch.Below("runs", "first-step");
        var (deltas, gradients) = Recomputed(Path.Combine(run, "initial.safetensors"), depth + 1, loss == "mse");
        AssertClose(deltas, Recorded(run, "delta-norm"));
        AssertClose(gradients, Recorded(run, "weight-gradient-norm"));
    }

    static (double[] Deltas, double[] Gradients) Recomputed(string file, int layers, bool isSquaredError)
    {
        var arrays = SafeTensorsFile.Read(file);
        var network = new TextbookBackpropagation(
            [.. Enumerable.Range(1, layers).Select(layer => arrays[$"layers.{layer}.weight"])],
            [.. Enumerable.Range(1, layers).Select(layer => arrays[$"layers.{layer}.bias"].Values)],
            isSquaredError);
        var (inputs, labels) = DigitsFile.FirstRows(BatchSize);
        return network.Norms(inputs, labels);
    }

    static double[] Recorded(string run, string quantity) =>
    [
        .. File.ReadLines(Path.Combine(run, "records.clef")).Select(line => JsonNode.Parse(line)!)
            .Single(line => (string)line["Quantity"]! == quantity && (int)line["Step"]! == 0)["Values"]!.AsArray()
            .Select(value => (double)value!),
    ];

    static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - expected[i]) <= Tolerance * expected[i],
                $"layer {i + 1}: expected {expected[i]}, recorded {actual[i]}");
        }
    }

    public void Dispose() => _scratch.Dispose();
}
