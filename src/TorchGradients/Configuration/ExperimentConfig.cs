using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>A whole config: what one run needs, and the grid around it.</summary>
public sealed record ExperimentConfig
{
    /// <summary>
    /// The experiment's name, also its folder's; by default the file's name, or its folder's for experiment.json.
    /// </summary>
    [Description("the experiment's name, also its folder's; default: the file's name, or its folder's for experiment.json")]
    [RegularExpression(@"[\p{L}\p{N}][\p{L}\p{N}._+-]{0,99}",
        ErrorMessage = "at most 100 letters, digits, '.', '_', '+' and '-', a letter or digit first")]
    public string Name { get; init; } = "";

    /// <summary>What the experiment asks.</summary>
    [Description("what the experiment asks")]
    public string Question { get; init; } = "";

    /// <summary>The data set with its options, <see cref="DataConfig"/> among them.</summary>
    [Family("data set"), Description("the data set")]
    public required ComponentConfig Data { get; init; }

    /// <summary>The network.</summary>
    [Description("the network under study")]
    public ModelConfig Model { get; init; } = new();

    /// <summary>The training.</summary>
    [Description("how the network is trained")]
    public TrainingConfig Training { get; init; } = new();

    /// <summary>What is recorded.</summary>
    [Description("the quantities that are recorded")]
    public IReadOnlyList<ProbeConfig> Probes { get; init; } = [];

    /// <summary>The grid's axes, in the order in which they apply; none: a grid of one.</summary>
    [Description("the axes of the grid, in the order in which they apply")]
    public IReadOnlyList<AxisConfig> Axes { get; init; } = [];

    /// <summary>
    /// Combinations that make no sense: axis name to a value or a list of them; what matches all of one is left out.
    /// </summary>
    [Description("combinations that are left out: axis name to a value, or to a list of values")]
    public IReadOnlyList<JsonObject> Exclude { get; init; } = [];

    /// <summary>Keys of the random streams, one run each.</summary>
    [Description("keys of the random streams; each cell is run once per seed")]
    [Range(typeof(long), "0", "9223372036854775807"), UniqueItems, MinLength(1)]
    public IReadOnlyList<long> Seeds { get; init; } = [1];

    /// <summary>The cell that others are compared with: axis name to value.</summary>
    [Description("the cell that others are compared with: a value for each axis")]
    public JsonObject Baseline { get; init; } = [];

    /// <summary>What is claimed, each with the condition that decides it; without effect on the runs.</summary>
    [Description("what is claimed, each with its source and the condition that decides it; without effect on the runs")]
    public IReadOnlyList<ClaimConfig> Claims { get; init; } = [];

    /// <summary>At which numbers the analysis changes its words; without effect on the runs.</summary>
    [Description("at which numbers the analysis changes its words; without effect on the runs")]
    public AnalysisConfig Analysis { get; init; } = new();

    /// <summary>How runs are carried out; without effect on their numbers.</summary>
    [Description("how runs are carried out; without effect on their numbers")]
    public ExecutionConfig Execution { get; init; } = new();
}
