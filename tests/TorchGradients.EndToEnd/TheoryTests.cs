using System.Globalization;
using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary><c>theory FILE</c> as a process, against factors that need no program.</summary>
/// <remarks>
/// A layer multiplies the size of the error term by √(σ_w² E[φ′²]). For a relu under He's weights σ_w² = 2, and φ′ is 1 for
/// half of all inputs: √2 from the weights, √½ from the derivative, together 1. For the identity φ′ = 1, so that weights of
/// standard deviation 0.1 between layers of 64 units leave √(64 · 0.1²) = 0.8. That is so of infinitely many units; of 64 a
/// part of about 1/64 comes back through the length of the activations.
/// </remarks>
public sealed class TheoryTests : IDisposable
{
    const int Depth = 10;

    // What comes back through the length, by the layer.
    const double Length = 1 / 64.0;

    const string Network = """
        "data": { "name": "gaussian-noise", "samples": 256, "batchSize": 32 },
        "training": { "steps": 1 }, "probes": ["delta-norm"]
        """;

    readonly Scratch _scratch = new Scratch()
        .With("relu.json", $$"""{ {{Network}}, "model": { "depth": 10, "width": 64, "activation": "relu", "initialization": "he-normal" } }""")
        .With("three.json", $$"""
            {
              {{Network}}, "model": { "depth": 10, "width": 64 }, "seeds": [1, 2],
              "axes": [
                { "path": "model:activation", "values": ["relu", "identity", "relu"], "pair": "network" },
                { "path": "model:initialization", "pair": "network",
                  "values": ["he-normal", { "name": "normal", "standardDeviation": 0.1 }, { "name": "constant", "value": 0.1 }] }]
            }
            """);

    [Fact]
    public async Task A_network_is_a_table_with_a_row_for_each_layer_and_the_factor_below()
    {
        BufferedCommandResult result = await _scratch.Run("theory", "relu.json");

        Assert.Equal((0, ""), (result.ExitCode, result.StandardError));
        string[] lines = result.StandardOutput.Split('\n');
        string[][] rows =
        [
            .. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 6 && int.TryParse(words[0], CultureInfo.InvariantCulture, out _)
                    && double.TryParse(words[1], CultureInfo.InvariantCulture, out _)),
        ];
        Assert.Equal(Enumerable.Range(1, Depth + 1), rows.Select(row => int.Parse(row[0], CultureInfo.InvariantCulture)));

        // Attenuation, weight factor, derivative factor and σ_w² of the layers that have a hidden layer above them.
        Assert.All(rows.Take(Depth - 1), row => Assert.Equal(["1.0", "1.4", "0.71", "2.0"], row[^5..^1]));
        Assert.Contains(lines, line => line.StartsWith("Predicted decay factor per layer: 1.0", StringComparison.Ordinal)
            && line.Contains(" for wide layers; at this width seeds scatter from ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task For_machines_it_is_an_object_with_factor_and_profile()
    {
        BufferedCommandResult result = await _scratch.Run("theory", "relu.json", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.StandardError));
        JsonNode theory = JsonNode.Parse(result.StandardOutput)!;
        Assert.Equal(1, (double)theory["factorPerLayer"]!, Length);

        // 1.33 / n a step at 64 units (Hanin and Nica, 2020, proposition 2; docs/theory.md), over the nine between ten layers.
        Assert.Equal(9 * 1.33 / 64, (double)theory["finiteWidth"]!["firstToLastVariance"]!, 9 * 0.005 / 64);
        double[] profile = Numbers(theory["profile"]!);
        Assert.Equal(Depth + 1, profile.Length);
        Assert.All(profile.Take(Depth).Zip(profile.Skip(1).Take(Depth - 1)), pair => Assert.Equal(1, pair.First / pair.Second, Length));
        Assert.All(theory["layers"]!.AsArray().Take(Depth - 1), layer =>
        {
            Assert.Equal(Math.Sqrt(2), (double)layer!["weightFactor"]!, Length);
            Assert.Equal(Math.Sqrt(0.5), (double)layer["derivativeFactor"]!, Length);
        });
    }

    [Fact]
    public async Task A_grid_is_a_prediction_for_each_cell_whatever_its_seeds_or_the_reason_why_there_is_none()
    {
        BufferedCommandResult text = await _scratch.Run("theory", "three.json");
        BufferedCommandResult json = await _scratch.Run("theory", "three.json", "--json");

        Assert.Equal((0, 0, ""), (text.ExitCode, json.ExitCode, text.StandardError + json.StandardError));
        string[] lines = text.StandardOutput.Split('\n');
        Assert.Equal(
            ["activation relu, initialization he-normal", "activation identity, initialization normal", "activation relu, initialization constant"],
            lines.Where(line => line.StartsWith("activation ", StringComparison.Ordinal)));
        Assert.Equal(
            [1, 0.8], lines.Where(line => line.StartsWith("Predicted ", StringComparison.Ordinal))
                .Select(line => Math.Round(double.Parse(line.Split(": ")[1].Split(' ')[0], CultureInfo.InvariantCulture), 1)));
        Assert.Contains(lines, line => line.StartsWith("No prediction. The weights' mean is not zero", StringComparison.Ordinal));

        JsonArray cells = JsonNode.Parse(json.StandardOutput)!["cells"]!.AsArray();
        Assert.Equal(["he-normal", "normal", "constant"], cells.Select(cell => (string)cell!["cells"]![0]!["initialization"]!));
        Assert.Equal(1, (double)cells[0]!["factorPerLayer"]!, Length);
        Assert.Equal(0.8, (double)cells[1]!["factorPerLayer"]!, Length);
        Assert.Equal(0.8, Math.Pow((double)cells[1]!["firstToLastRatio"]!, 1.0 / (Depth - 1)), Length);
        Assert.Equal((null, null), (cells[2]!["factorPerLayer"], cells[2]!["profile"]));
        Assert.StartsWith("The weights' mean is not zero", (string)Assert.Single(cells[2]!["obstacles"]!.AsArray())!, StringComparison.Ordinal);
    }

    static double[] Numbers(JsonNode values) => [.. values.AsArray().Select(value => (double)value!)];

    public void Dispose() => _scratch.Dispose();
}
