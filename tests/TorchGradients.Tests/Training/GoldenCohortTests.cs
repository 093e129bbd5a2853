using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Engines;
using TorchGradients.Probes;
using TorchGradients.Training;
using Xunit;
using static TorchSharp.torch;

namespace TorchGradients.Tests.Training;

/// <summary>
/// Numbers of twenty steps of cohorts 64 wide. The hand-rolled engine made them, member by member and in double precision;
/// it must make them still, and a stack in either precision must come to them up to its rounding. Where numbers are
/// meant to change, the failures of the first test print the new ones.
/// </summary>
public sealed class GoldenCohortTests
{
    const int Features = 64;
    const int Classes = 10;
    const int Batch = 64;
    const int Steps = 20;
    const int Members = 5;

    // optimizer | activation | normalization | clipping, then of the members 0 and 4 each the last step's loss,
    // the norm of delta_1 and that of the second layer's update.
    public static TheoryData<string, double[]> Goldens => new()
    {
        {
            """sgd {"learningRate":0.1,"momentum":0.9,"nesterov":true}|tanh|none|norm {"maximum":0.5}""",
            [
                2.406738144131299, 0.06454040042214047, 0.0004285684656746988,
                2.3193345989968033, 0.06279579189059768, 0.00047161762956159515,
            ]
        },
        {
            """adam {"learningRate":0.002}|relu|batch-norm|none""",
            [
                2.540266631402895, 0.15859508043497006, 0.00021084475025205584,
                2.502914217597216, 0.1615707222131753, 0.00020885667165211348,
            ]
        },
        {
            """adam|sigmoid|none|none""",
            [
                2.31648938282316, 0.0019188082011935526, 0.00019138386330750455,
                2.39010215304786, 0.0019360638350606318, 0.00021819491546803762,
            ]
        },
        {
            """rmsprop {"momentum":0.5}|gelu|batch-norm {"position":"post-activation"}|value {"maximum":0.01}""",
            [
                2.3176660690617323, 0.036153857094479915, 0.0057437732385521075,
                2.4412949019160477, 0.03564736874857512, 0.006246036874740251,
            ]
        },
    };

    [Theory, MemberData(nameof(Goldens))]
    public void The_hand_rolled_engine_makes_them(string components, double[] golden)
    {
        double[] made = [.. Last(components, "hand-rolled", [0]), .. Last(components, "hand-rolled", [4])];

        // As processors' vectors add up in other orders.
        Assert.True(golden.Zip(made, (expected, actual) => Math.Abs(actual / expected - 1) < 1e-9).All(near => near),
            $"{components}: {string.Join(", ", made.Select(number => number.ToString("R")))}");
    }

    [Theory, MemberData(nameof(Goldens))]
    public void A_stack_in_double_precision_comes_to_them(string components, double[] golden) =>
        AssertNear(golden, Stacked(components, "float64"), 1e-9);

    // Twenty steps of roundings of 6e-8 each (seen: 1e-6); an update is a small difference of rounded weights (seen: 2e-5).
    [Theory, MemberData(nameof(Goldens))]
    public void A_stack_in_single_precision_comes_to_them(string components, double[] golden) =>
        AssertNear(golden, Stacked(components, "float32"), 1e-5, ofUpdates: 1e-4);

    static double[] Stacked(string components, string precision)
    {
        double[] all = Last(components, "torch", [.. Enumerable.Range(0, Members)], precision);
        return [.. all[..3], .. all[^3..]];
    }

    static void AssertNear(double[] golden, double[] made, double tolerance, double? ofUpdates = null)
    {
        Assert.Equal(golden.Length, made.Length);
        Assert.All(golden.Zip(made).Index(), pair => Assert.True(
            Math.Abs(pair.Item.Second / pair.Item.First - 1) <= (pair.Index % 3 == 2 ? ofUpdates ?? tolerance : tolerance),
            $"{pair.Item.First:R} was, {pair.Item.Second:R} is"));
    }

    /// <summary>Three numbers a member.</summary>
    static double[] Last(string components, string engine, int[] members, string? precision = null)
    {
        using var scope = NewDisposeScope();
        using IEngine built = EngineKinds.All.Create(engine)
            .Build([.. members.Select(i => Member(components, i, precision))], Features, Classes, CPU);
        Tensor chosen = tensor(members.Select(member => (long)member).ToArray());
        StepResult last = new([], []);
        for (int step = 0; step < Steps; step++)
        {
            using var ofStep = NewDisposeScope();
            using var generator = new Generator((ulong)(500 + step));
            Tensor inputs = randn([Members, Batch, Features], float64, generator: generator).index_select(0, chosen);
            Tensor labels = randint(Classes, [Members, Batch], int64, generator: generator).index_select(0, chosen);
            last = built.Step(precision == "float32" ? inputs.to(float32) : inputs, labels, step,
                new HashSet<Measurement> { Measurement.DeltaNorm, Measurement.UpdateNorm });
        }

        return [.. members.SelectMany((_, i) => new[]
        {
            last.Losses[i],
            last.Measured[i][Measurement.DeltaNorm][0]!.Value,
            last.Measured[i][Measurement.UpdateNorm][1]!.Value,
        })];
    }

    static RunConfig Member(string components, int i, string? precision)
    {
        ComponentConfig[] parts = [.. components.Split('|').Select(Component)];
        return new RunConfig
        {
            Data = new("gaussian-noise"),
            Seed = 1 + i,
            Model = new ModelConfig
            {
                Depth = 3,
                Width = 64,
                Activation = parts[1],
                Initialization = new(i % 2 == 0 ? "xavier-normal" : "he-uniform"),
                BiasInitialization = new("torch-default"),
                Normalization = parts[2],
            },
            Training = new TrainingConfig
            {
                Optimizer = parts[0],
                Clipping = parts[3],
                Schedule = new("cosine"),
                Precision = precision,
                Steps = Steps,
            },
        };
    }

    static ComponentConfig Component(string text) => text.Split(' ', 2) is [var name, var options]
        ? new(name, JsonNode.Parse(options)!.AsObject())
        : new(text);
}
