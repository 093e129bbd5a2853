using TorchGradients.Configuration;
using TorchGradients.Verification;
using Xunit;
using static TorchSharp.torch;
using Phi = TorchGradients.Models.Activations.Activations;

namespace TorchGradients.Tests.Verification;

public sealed class EveryCombinationTests : IDisposable
{
    static readonly string[] s_optimizers = ["sgd", "rmsprop", "adam"];
    static readonly string[] s_normalizations = ["none", "batch-norm"];
    static readonly IReadOnlyList<string> s_activations = [.. Phi.All.Components.Select(component => component.Name)];

    readonly int _threads = get_num_threads();

    // Networks this small keep a second thread waiting only, which costs ten times the work on a busy machine.
    public EveryCombinationTests() => set_num_threads(1);

    public void Dispose() => set_num_threads(_threads);

    public static MatrixTheoryData<string, string, string, int> Combinations =>
        new(s_activations, s_normalizations, s_optimizers, [5, 20]);

    public static MatrixTheoryData<string, string> Free => new(s_activations, s_optimizers);

    [Theory, MemberData(nameof(Combinations))]
    public void Engines_stay_within_1e_9_in_each_of_20_steps(string activation, string normalization, string optimizer, int depth)
    {
        using EnginePair pair = SomePair.Of(Config(activation, normalization, optimizer, depth));

        VerificationResult result = RunVerifier.Verify(pair, 20, "float64", step => SomePair.BatchOf(step));

        Assert.Equal((20, depth + 1), (result.Steps, result.Layers.Count));
        Assert.True(result.Holds, result.Worst!.ToString());
    }

    [Theory, MemberData(nameof(Free))]
    public void Running_free_for_20_steps_they_stay_within_1e_7(string activation, string optimizer)
    {
        using var scope = NewDisposeScope();
        using EnginePair pair = SomePair.Of(Config(activation, "none", optimizer, depth: 5));

        for (int step = 0; step < 20; step++)
        {
            var (inputs, labels) = SomePair.BatchOf(step);
            Assert.All(pair.Step(inputs, labels, step).Layers, layer => Assert.True(layer.Largest < 1e-7, layer.ToString()));
        }
    }

    static RunConfig Config(string activation, string normalization, string optimizer, int depth) => SomePair.Config with
    {
        Model = SomePair.Config.Model with
        {
            Activation = new(activation),
            Normalization = new(normalization),
            Depth = depth,
        },
        Training = SomePair.Config.Training with { Optimizer = new(optimizer) },
    };
}
