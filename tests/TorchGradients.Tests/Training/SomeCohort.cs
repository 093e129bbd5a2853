using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Engines;
using TorchGradients.Models.Activations;
using TorchGradients.Models.Connections;
using TorchGradients.Models.Initializers;
using TorchGradients.Models.Normalizations;
using TorchGradients.Training;
using TorchGradients.Training.Clipping;
using static TorchSharp.torch;
using Courses = TorchGradients.Training.Schedules.Schedules;
using LossFunctions = TorchGradients.Training.Losses.Losses;
using Rules = TorchGradients.Training.Optimizers.Optimizers;

namespace TorchGradients.Tests.Training;

/// <summary>
/// Members that differ in everything that members may differ in. Case k takes the k-th component of every family, round and
/// round, so that 16 cases (each optimizer with and without its optional numbers) hold every component.
/// </summary>
sealed record SomeCohort(int Case, string Precision, int Depth = 3, int Width = 16, int Features = 16, int Batch = 16, int Steps = 20)
{
    public const int Cases = 16;
    public const int Classes = 4;
    public const int Largest = 32;

    /// <summary>The sizes in which every place is looked at.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [1, 2, 5, Largest];

    public RunConfig Member(int i) => new()
    {
        Data = new("gaussian-noise"),
        Seed = 100 + i,
        Model = new ModelConfig
        {
            Depth = Depth,
            Width = Width,
            Activation = new(Name(Activations.All, Case)),
            OutputActivation = Case == 3 ? new("tanh") : new("identity"),
            Initialization = new(Name(Initializers.All, Case + i)),
            BiasInitialization = new(Name(BiasInitializers.All, Case + i)),
            Normalization = Normalization(),
            Connection = new(Name(Connections.All, Case / 2)),
        },
        Training = new TrainingConfig
        {
            Loss = new(Name(LossFunctions.All, Case / 3)),
            Optimizer = Numbered(Rules.All.Components[Case % Rules.All.Components.Count], i, Case >= Rules.All.Components.Count),
            Schedule = Numbered(Courses.All.Components[(Case + i) % Courses.All.Components.Count], i, false),
            Clipping = Clipping(i),
            Precision = Precision,
            Steps = Steps,
        },
    };

    public IEngine Engine(params int[] members) => EngineKinds.All.Create("torch")
        .Build([.. members.Select(Member)], Features, Classes, CPU);

    /// <summary>Each step's <see cref="Batches(int)"/>, in the caller's scope.</summary>
    public IReadOnlyList<(Tensor Inputs, Tensor Labels)> Batches() => [.. Enumerable.Range(0, Steps).Select(Batches)];

    /// <summary>A step's batches of 32 members, each its own.</summary>
    public (Tensor Inputs, Tensor Labels) Batches(int step)
    {
        using var generator = new Generator((ulong)(1000 + step));
        return (InPrecision(randn([Largest, Batch, Features], float64, generator: generator)),
            randint(Classes, [Largest, Batch], int64, generator: generator));
    }

    /// <summary>Numbers in the cohort's precision.</summary>
    public Tensor InPrecision(Tensor numbers) => numbers.to(Precision == "float32" ? float32 : float64);

    ComponentConfig Normalization()
    {
        // Case 0 … 5 every one; 8 … 11 after the activation, where they can stand there.
        ComponentDescription component = Normalizations.All.Components[Case % Normalizations.All.Components.Count];
        bool canFollow = component.OptionsType.IsAssignableTo(typeof(PositionOptions));
        return Case >= Normalizations.All.Components.Count && canFollow
            ? SomeEngine.Component(component.Name, """{"position":"post-activation"}""")
            : new(component.Name);
    }

    ComponentConfig Clipping(int i) => Name(Clippings.All, Case) is "none"
        ? new("none")
        : new(Name(Clippings.All, Case), new JsonObject { ["maximum"] = 0.02 * (1 + i % 3) });

    /// <summary>A component whose numbers are member i's own; those that are 0 by default stay so unless asked for.</summary>
    static ComponentConfig Numbered(ComponentDescription component, int i, bool optional)
    {
        object defaults = Activator.CreateInstance(component.OptionsType)!;
        var options = new JsonObject();
        foreach (PropertyInfo property in component.OptionsType.GetProperties().Where(property => property.CanWrite))
        {
            string name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            switch (property.GetValue(defaults))
            {
                case double value when value != 0 || optional:
                    double own = (value == 0 ? 0.1 : name == "learningRate" ? value / 4 : value) * (1 - 0.02 * (i % 4));
                    options[name] = Math.Max(own, Convert.ToDouble(property.GetCustomAttribute<RangeAttribute>()?.Minimum ?? own));
                    break;
                case int value:
                    options[name] = Math.Max(1, value / 20) + i % 4;
                    break;
                case bool when optional:
                    options[name] = true;
                    break;
            }
        }

        return new(component.Name, options);
    }

    static string Name(IRegistry registry, int i) => registry.Components[i % registry.Components.Count].Name;
}
