using TorchGradients.Configuration;
using Xunit;

namespace TorchGradients.Tests.Configuration;

public sealed class SettingsCheckTests : IDisposable
{
    readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("modl", "{}", "modl", "is not a known setting",
        "Did you mean 'model'?  Known: analysis, axes, baseline, claims, data, exclude, execution, model, name, probes, question, seeds, training.")]
    [InlineData("Model", "{}", "Model", "is not a known setting",
        "Did you mean 'model'?  Known: analysis, axes, baseline, claims, data, exclude, execution, model, name, probes, question, seeds, training.")]
    [InlineData("execution", """{ "workers": 3 }""", "execution:workers", "is not a known setting", "Known: cohorts, threads.")]
    [InlineData("execution", """{ "cohorts": 0 }""", "execution:cohorts", "is 0, but must be at least 1", "Change it.")]
    [InlineData("execution", """{ "cohorts": 2.5 }""", "execution:cohorts", "is 2.5, but must be a whole number, written in digits only", "Change it.")]
    [InlineData("execution", """{ "cohorts": "8" }""", "execution:cohorts", "is '8', but must be auto, off or a whole number",
        "Leave out the quotation marks.")]
    [InlineData("execution", """{ "cohorts": "atuo" }""", "execution:cohorts", "is 'atuo', but must be auto, off or a whole number",
        "Did you mean 'auto'?  Known: auto, off.")]
    [InlineData("execution", """{ "cohorts": true }""", "execution:cohorts", "is true, but must be auto, off or a whole number", "Change it.")]
    [InlineData("model", "3", "model", "is 3, but must be an object", "Change it.")]
    [InlineData("model", """{ "depth": "3" }""", "model:depth", "is '3', but must be a whole number", "Leave out the quotation marks.")]
    [InlineData("model", """{ "depth": 3.0 }""", "model:depth", "is 3.0, but must be a whole number, written in digits only", "Change it.")]
    [InlineData("model", """{ "depth": null }""", "model:depth", "is null, but must be a whole number", "Change it.")]
    [InlineData("model", """{ "depth": 10001 }""", "model:depth", "is 10001, but must be at most 10000", "Change it.")]
    [InlineData("model", """{ "depth": -99999999999999999999 }""", "model:depth", "is -99999999999999999999, but must be at least 1", "Change it.")]
    [InlineData("model", """{ "activation": 3 }""", "model:activation",
        "is 3, but must be the name of an activation, or an object with its name and options", "Change it.")]
    [InlineData("model", """{ "activation": { "name": "relu", "slope": 1 } }""", "model:activation:slope",
        "is not an option of the activation 'relu'", "It has no options.")]
    [InlineData("model", """{ "activation": { "name": "leaky-relu", "slop": 1 } }""", "model:activation:slop",
        "is not an option of the activation 'leaky-relu'", "Did you mean 'slope'?  Known: slope.")]
    [InlineData("model", """{ "activation": { "name": "leaky-relu", "slope": "NaN" } }""", "model:activation:slope",
        "is 'NaN', but must be a number", "Change it.")]
    [InlineData("training", """{ "optimizer": { "learningRate": 0 } }""", "training:optimizer:learningRate",
        "is 0, but must be above 0", "Change it.")]
    [InlineData("training", """{ "engine": "hand-roled" }""", "training:engine", "'hand-roled' is not a known engine",
        "Did you mean 'hand-rolled'?  Known: hand-rolled, torch.")]
    [InlineData("training", """{ "device": "gpu" }""", "training:device", "is 'gpu', but must be auto, cpu, cuda or cuda:N", "Change it.")]
    [InlineData("training", """{ "precision": "float16" }""", "training:precision", "is 'float16', which is not a choice",
        "Did you mean 'float32'?  Known: float32, float64.")]
    [InlineData("training", """{ "checkpoints": ["final", "final"] }""", "training:checkpoints:1",
        "is 'final', as training:checkpoints:0 is", "Remove one of the two.")]
    [InlineData("training", """{ "checkpoints": "final" }""", "training:checkpoints", "is 'final', but must be a list",
        "A list is set whole: [...].")]
    [InlineData("probes", """["delta"]""", "probes:0", "'delta' is not a known probe", "Did you mean 'delta-norm'?  Known: delta-norm, train-loss.")]
    [InlineData("probes", """[{ "every": 2 }]""", "probes:0:name", "is missing", "Name a probe.  Known: delta-norm, train-loss.")]
    [InlineData("probes", """[{ "name": "delta-norm", "every": 0 }]""", "probes:0:every", "is 0, but must be at least 1", "Change it.")]
    [InlineData("seeds", "[1, 2, 1]", "seeds:2", "is 1, as seeds:0 is", "Remove one of the two.")]
    [InlineData("seeds", "[]", "seeds", "is empty", "Write at least 1.")]
    [InlineData("seeds", "[9223372036854775808]", "seeds:0", "is 9223372036854775808, but must be at most 9223372036854775807", "Change it.")]
    [InlineData("name", "\"../up\"", "name",
        "is '../up', but must be at most 100 letters, digits, '.', '_', '+' and '-', a letter or digit first", "Change it.")]
    [InlineData("axes", """[{ "path": "model:dept", "values": [1] }]""", "axes:0:path", "'model:dept' is not a known setting",
        "Did you mean 'depth'?  Known: activation, architecture, biasInitialization, connection, depth, initialization, normalization, outputActivation, width.")]
    [InlineData("axes", """[{ "path": "model:depth", "values": [1, 0] }]""", "axes:0:values:1", "is 0, but must be at least 1", "Change it.")]
    [InlineData("axes", """[{ "path": "seeds", "values": [[1]] }]""", "axes:0:path", "'seeds' cannot be varied by an axis",
        "Vary a setting of data, model, training or probes.")]
    [InlineData("axes", """[{ "path": "training:optimizer:momentun", "values": [1] }]""", "axes:0:path",
        "'training:optimizer:momentun' is not a known setting", "Did you mean 'momentum'?  Known: betas, learningRate, momentum, name, nesterov.")]
    [InlineData("axes", """[{ "path": "model:name", "values": [1] }]""", "axes:0:path", "'model:name' is not a known setting",
        "Known: activation, architecture, biasInitialization, connection, depth, initialization, normalization, outputActivation, width.")]
    [InlineData("axes", """[{ "path": "model:depth:name", "values": [1] }]""", "axes:0:path", "'model:depth:name' is not a known setting",
        "There are no settings there.")]
    [InlineData("axes", """[{ "path": "", "values": [1] }]""", "axes:0:path", "'' is not a known setting",
        "Known: analysis, axes, baseline, claims, data, exclude, execution, model, name, probes, question, seeds, training.")]
    [InlineData("axes", """[{ "path": "training.optimizer.momentum", "values": [1] }]""", "axes:0:path",
        "'training.optimizer.momentum' is not a known setting", "Did you mean training:optimizer:momentum?")]
    [InlineData("training.steps", "5", "training.steps", "is not a known setting", "Did you mean training:steps?")]
    [InlineData("training.stesp", "5", "training.stesp", "is not a known setting",
        "Known: analysis, axes, baseline, claims, data, exclude, execution, model, name, probes, question, seeds, training.")]
    [InlineData("name", "7", "name", "is 7, but must be a text", "Put it in quotation marks.")]
    [InlineData("axes", """[{ "name": "a", "fragments": ["none"], "role": "main" }]""", "axes:0:role", "is 'main', which is not a choice",
        "Known: fixed, nuisance, scientific.")]
    public void A_mistake_is_found_with_its_place_and_what_to_do(string key, string json, string path, string finding, string fix)
    {
        _folder.With("run.json", $$"""{ "data": "digits", "{{key}}": {{json}} }""");

        Assert.Equal([new ConfigProblem("run.json", path, finding, fix)], _folder.Read("run.json").Problems);
    }

    [Theory]
    [InlineData("{}", "data", "is missing", "Name a data set.  Known: csv, digits.")]
    [InlineData("""{ "data": { "batchSize": 3 } }""", "data:name", "is missing", "Name a data set.  Known: csv, digits.")]
    [InlineData("""{ "data": { "name": "digits", "path": "x" } }""", "data:path", "is not an option of the data set 'digits'",
        "Known: batchSize, scaling, shuffle, testLimit, trainLimit, validationFraction.")]
    [InlineData("""{ "data": { "name": "digits", "validationFraction": 1 } }""", "data:validationFraction",
        "is 1, but must be below 1", "Change it.")]
    public void A_data_set_is_needed(string json, string path, string finding, string fix)
    {
        _folder.With("run.json", json);

        Assert.Equal([new ConfigProblem("run.json", path, finding, fix)], _folder.Read("run.json").Problems);
    }

    [Fact]
    public void A_setting_outside_of_files_is_reported_with_its_origin()
    {
        _folder.With("run.json", """{ "data": "digits" }""").WithEnvironment("model:depth", "deep");

        Assert.Equal("""
            1 problem in --set; nothing was run.

              steps      is not of the form path=value.
                         Write for example training:steps=100.

            2 problems in run.json; nothing was run.

              model:depth         is 'deep', but must be a whole number.
                                  It comes from the environment variable TORCHGRADIENTS__model__depth; set it there or override it here.
              training:steps      is 'many', but must be a whole number.
                                  It comes from --set; set it there or override it here.

            """, _folder.Problems("run.json", "steps", "training:steps=many"));
    }

    [Fact]
    public void What_a_list_lacks_is_not_said_to_come_from_the_list_that_it_replaces()
    {
        _folder.With("base.json", """{ "data": "digits", "probes": ["delta-norm", "delta-norm", "delta-norm"] }""")
            .With("run.json", """{ "extends": ["base.json"], "probes": [{ "name": "delta-norm", "every": 2 }, { "every": 3 }] }""");

        ConfigProblem problem = Assert.Single(_folder.Read("run.json").Problems);
        Assert.Equal(("probes:1:name", "is missing"), (problem.Path, problem.Finding));
        Assert.StartsWith("Name a probe.  Known: ", problem.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("It comes from", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalogue_without_a_family_that_configs_name_is_a_mistake_of_the_program()
    {
        var mistake = Assert.Throws<ArgumentException>(() => new ConfigReader([.. SmallCatalogue.All.Where(r => r.Family != "loss")]));

        Assert.Equal("The catalogue lacks the family 'loss'. (Parameter 'catalogue')", mistake.Message);
    }
}
