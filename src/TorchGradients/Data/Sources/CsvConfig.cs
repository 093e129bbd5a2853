using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using TorchGradients.Configuration;

namespace TorchGradients.Data.Sources;

/// <summary>Options of <c>csv</c>.</summary>
public sealed record CsvConfig : DataConfig
{
    /// <summary>The file.</summary>
    [FilePath, Description("the file, packed by gzip or not")]
    public string Path { get; init; } = "";

    /// <summary>The column of the labels: its name in the header, or its position from 0; null: the last one.</summary>
    [Description("the labels' column: its name in the header, or its position from 0; null: the last column")]
    public string? LabelColumn { get; init; }

    /// <summary>Whether the first line holds names.</summary>
    [Description("whether the first line holds the columns' names")]
    public bool HasHeader { get; init; } = true;

    /// <summary>Share of the rows, from the end, that is the test part.</summary>
    [Description("share of the rows, from the end, that is the test part")]
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double TestFraction { get; init; } = 0.2;
}
