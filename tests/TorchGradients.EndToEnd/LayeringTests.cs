using System.Text.Json.Nodes;
using CliWrap.Buffered;
using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>extends, the file, the environment, --set: the later wins.</summary>
public sealed class LayeringTests : IDisposable
{
    readonly Scratch _scratch = new Scratch().With("configs/tiny.json", Scratch.Tiny)
        .With("configs/layered.json", """{ "extends": ["tiny.json"], "name": "layered", "model": { "width": 9 }, "training": { "steps": 4 } }""");

    [Fact]
    public async Task The_later_layer_wins_and_what_it_does_not_name_stays()
    {
        var result = await TheProgram.Command(_scratch.Path, "run", "configs/layered.json", "--set", "training:optimizer:learningRate=0.5")
            .WithEnvironmentVariables(variables => variables
                .Set("TORCHGRADIENTS__training__steps", "3")
                .Set("TORCHGRADIENTS__training__optimizer__learningRate", "0.4"))
            .ExecuteBufferedAsync(Limit.Token);

        Assert.True(result.ExitCode == 0, result.StandardError);
        var config = Resolved("layered");
        Assert.Equal((2, 9), ((int)config["model"]!["depth"]!, (int)config["model"]!["width"]!));
        Assert.Equal(3, (int)config["training"]!["steps"]!);
        Assert.Equal(0.5, (double)config["training"]!["optimizer"]!["learningRate"]!);
    }

    [Fact]
    public async Task A_set_value_is_json_or_else_a_text_and_its_paths_start_in_the_working_folder()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{row % 3},{row % 2}\n"));
        _scratch.With("numbers.csv", rows);

        var result = await _scratch.Run("run", "configs/layered.json",
            "--set", """data={ "name": "csv", "path": "numbers.csv", "labelColumn": "2", "hasHeader": false, "batchSize": 4 }""",
            "--set", "question=Is it 3 or three?", "--set", "model:activation=tanh", "--set", "probes=[\"train-loss\"]");

        Assert.True(result.ExitCode == 0, result.StandardError);
        var config = Resolved("layered");
        Assert.Equal(_scratch["numbers.csv"], (string)config["data"]!["path"]!);
        Assert.Equal("tanh", Name(config["model"]!["activation"]!));
        Assert.Equal("train-loss", Name(config["probes"]!.AsArray().Single()!));
        Assert.Equal("Is it 3 or three?", (string)JsonNode.Parse(File.ReadAllText(_scratch["runs/layered/plan.json"]))!["question"]!);
    }

    JsonNode Resolved(string experiment) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_scratch.Below("runs", experiment), "resolved.json")))!;

    static string Name(JsonNode component) => component is JsonObject ? (string)component["name"]! : (string)component!;

    public void Dispose() => _scratch.Dispose();
}
