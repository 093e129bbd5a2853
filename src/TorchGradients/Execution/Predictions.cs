using System.Collections.Concurrent;
using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Probes;
using TorchGradients.Theory;

namespace TorchGradients.Execution;

/// <summary>
/// What theory says of runs' first steps: computed once for each kind of network and data, since seeds, optimizers and
/// learning rates do not matter to it. Safe for several threads.
/// </summary>
public sealed class Predictions
{
    readonly ConcurrentDictionary<string, InputMoments> _inputs = [];
    readonly ConcurrentDictionary<string, FirstStepTheory> _networks = [];

    /// <summary>The theory of a run; null where its records do not hold the error terms of step 0.</summary>
    /// <param name="config">The run.</param>
    /// <param name="data">Its data.</param>
    public FirstStepTheory? For(RunConfig config, PreparedData data)
    {
        if (!config.Probes.Any(probe => probe.Name == Quantities.DeltaNorm && probe.IsDueAt(0))) return null;

        string source = Text(config.Data);
        return _networks.GetOrAdd($"{Key(config.Model)}\n{Text(config.Training.Loss)}\n{source}", _ =>
        {
            InputMoments inputs = _inputs.GetOrAdd(source, _ => InputStatistics.Of(data));
            return FirstStepTheory.Of(config.Model, data.Features, data.Classes, inputs, config.Training.Loss);
        });
    }

    static string Key(ModelConfig model) => string.Join('\n',
    [
        FormattableString.Invariant($"{model.Depth} {model.Width}"),
        .. new[]
        {
            model.Architecture, model.Activation, model.OutputActivation, model.Initialization, model.BiasInitialization,
            model.Normalization, model.Connection,
        }.Select(Text),
    ]);

    static string Text(ComponentConfig component) => component.Name + component.Options.ToJsonString();
}
