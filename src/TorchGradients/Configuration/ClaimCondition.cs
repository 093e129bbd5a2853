using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>A condition on a quantity of some cells: what must be measured for a claim to hold.</summary>
/// <remarks>
/// Cells are named by axis values; an axis that is not named may have any value, and a list names several. What decides
/// is an interval over the seeds at the confidence 1 − <see cref="AnalysisConfig.Significance"/>: a condition holds where
/// all of the interval agrees with it, does not hold where all of it disagrees, and is not decided otherwise.
/// </remarks>
public sealed record ClaimCondition
{
    /// <summary>A number of each run: see <see cref="ClaimQuantities"/>; or a recorded quantity.</summary>
    [Description("a column of comparison.csv, testLoss, stepMicroseconds, firstToLastRatioAtInitialization, firstToLastRatioAtEnd, or a recorded quantity")]
    public string Quantity { get; init; } = "";

    /// <summary>Of a recorded quantity: which of its values, from 1; backwards from −1.</summary>
    [Description("of a recorded quantity: the layer, from 1 at the input, or from -1 backwards; -1 is the output layer")]
    public int Layer { get; init; } = 1;

    /// <summary>Of a recorded quantity: the step; −1: the last that was recorded; null: the mean over all of them.</summary>
    [Description("of a recorded quantity: the step; -1: the last that was recorded; null: the mean over the recorded steps")]
    public int? Step { get; init; } = 0;

    /// <summary>
    /// <c>mean</c>: the value of each seed; <c>logarithmic-variance</c>: the variance over the seeds of its natural logarithm.
    /// </summary>
    [Description("mean: the value itself; logarithmic-variance: the variance over the seeds of its natural logarithm")]
    [AllowedValues("mean", "logarithmic-variance")]
    public string Statistic { get; init; } = "mean";

    /// <summary>
    /// <c>greater</c> or <c>less</c>: the quantity of each cell of <see cref="Of"/> than that of <see cref="To"/>, or than
    /// <see cref="Than"/>; <c>within</c>: its ratio to that of <see cref="To"/>, or else itself, from <see cref="Low"/> to
    /// <see cref="High"/>; <c>ascending</c>: the cells of <see cref="Order"/>, each greater than the one before;
    /// <c>slope</c>: its slope against the axis <see cref="Along"/>, from <see cref="Low"/> to <see cref="High"/>.
    /// </summary>
    [Description("greater, less (than the cell 'to' or the number 'than'), within ('low' and 'high'; with 'to' the ratio), ascending ('order') or slope ('along', 'low' and 'high')")]
    [AllowedValues("greater", "less", "within", "ascending", "slope")]
    public string Is { get; init; } = "";

    /// <summary>The cells: axis name to a value, or to a list of values; each of them must meet the condition.</summary>
    [Description("the cells, each of which must meet it: axis name to a value, or to a list of values; default: all")]
    public JsonObject Of { get; init; } = [];

    /// <summary>The cell that each is compared with: it has these values, and on the other axes those of the cell.</summary>
    [Description("what each cell is compared with: the cell that has these values, and its own on the other axes")]
    public JsonObject? To { get; init; }

    /// <summary>A number to be compared with.</summary>
    [Description("a number to be compared with")]
    public double? Than { get; init; }

    /// <summary>Cells in ascending order of the quantity, for every combination of the axes that they do not name.</summary>
    [Description("cells in ascending order, for every combination of values of the axes that none of them names")]
    public IReadOnlyList<JsonObject>? Order { get; init; }

    /// <summary>An axis of numbers, or one of <see cref="ClaimQuantities.OfCells"/>, along which all cells of <see cref="Of"/> are one line.</summary>
    [Description("the axis of numbers along which the slope is taken; or a number of each cell, so that all of them are one line: sumOfInverseWidths (of the hidden layers), depthInScales (hidden layers by theory's depth scale of correlations), predictedVariance (theory's variance of ln first-to-last ratio from seed to seed)")]
    public string? Along { get; init; }

    /// <summary>
    /// <c>linear</c>: the quantity against the axis; <c>logarithmic</c>: its natural logarithm against the axis; <c>power</c>:
    /// its logarithm against that of the axis.
    /// </summary>
    [Description("of a slope: linear (quantity against axis), logarithmic (its natural logarithm against the axis), power (logarithm against logarithm)")]
    [AllowedValues("linear", "logarithmic", "power")]
    public string Scale { get; init; } = "linear";

    /// <summary>The least that is allowed; null: nothing is too little.</summary>
    [Description("the least that is allowed; null: no limit")]
    public double? Low { get; init; }

    /// <summary>The most that is allowed; null: nothing is too much.</summary>
    [Description("the most that is allowed; null: no limit")]
    public double? High { get; init; }
}
