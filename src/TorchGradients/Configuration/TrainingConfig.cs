using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>How the network is trained: the <c>training</c> section.</summary>
public sealed record TrainingConfig
{
    /// <summary>𝓛.</summary>
    [Family("loss"), Description("the loss")]
    public ComponentConfig Loss { get; init; } = new("cross-entropy");

    /// <summary>The update rule.</summary>
    [Family("optimizer"), Description("the update rule")]
    public ComponentConfig Optimizer { get; init; } = new("sgd");

    /// <summary>The learning rate's course.</summary>
    [Family("schedule"), Description("the learning rate's course over the steps")]
    public ComponentConfig Schedule { get; init; } = new("constant");

    /// <summary>What bounds the gradients before the update.</summary>
    [Family("clipping"), Description("what bounds the gradients before the update")]
    public ComponentConfig Clipping { get; init; } = new("none");

    /// <summary>Number of updates.</summary>
    [Description("number of updates"), Range(1, int.MaxValue)]
    public int Steps { get; init; } = 500;

    /// <summary>Evaluate after every so many steps; null: at the end only.</summary>
    [Description("evaluate after every so many steps; null: at the end only"), Range(1, int.MaxValue)]
    public int? EvaluateEvery { get; init; }

    /// <summary><c>torch</c>, or <c>hand-rolled</c>: backpropagation spelled out, in double precision.</summary>
    [Family("engine"), Description("torch, or hand-rolled: backpropagation spelled out, in double precision")]
    public string Engine { get; init; } = "torch";

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    [Description("auto, cpu, cuda or cuda:N"), RegularExpression("auto|cpu|cuda(:[0-9]+)?")]
    public string Device { get; init; } = "auto";

    /// <summary>
    /// <c>float32</c> or <c>float64</c>; null: float32 for torch, float64 for the hand-rolled engine.
    /// </summary>
    [Description("float32 or float64; the hand-rolled engine has float64 only"), AllowedValues("float32", "float64", null)]
    public string? Precision { get; init; }

    /// <summary>Which weights are kept: <c>initial</c>, <c>final</c>.</summary>
    [Description("which weights are kept as safetensors: initial, final"), AllowedItems("initial", "final")]
    public IReadOnlyList<string> Checkpoints { get; init; } = [];

    /// <summary>Seconds after which a run is stopped between two steps, without a result; null: no limit.</summary>
    /// <remarks>
    /// Not part of a run's identity. Of runs that train together each one's share of the time counts, so that a run which keeps to
    /// its limit alone does so in a cohort.
    /// </remarks>
    [Description("seconds after which a run is stopped, without a result (of a cohort's time, its share); null: no limit")]
    [Range(0.0, 1e9, MinimumIsExclusive = true)]
    public double? TimeLimit { get; init; }

    /// <summary>
    /// The run's whole state is kept after every so many steps, so that it can be resumed; null: never.
    /// </summary>
    /// <remarks>Not part of a run's identity.</remarks>
    [Description("keep the run's state after every so many steps, so that it can be resumed; null: never")]
    [Range(1, int.MaxValue)]
    public int? CheckpointEvery { get; init; }
}
