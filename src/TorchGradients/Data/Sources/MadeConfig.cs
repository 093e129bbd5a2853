using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using TorchGradients.Configuration;

namespace TorchGradients.Data.Sources;

/// <summary>Options of the made data sets.</summary>
public record MadeConfig : DataConfig
{
    /// <summary>Rows of the training part; a fifth as many on top of them are the test part.</summary>
    [Description("rows of the training part; a fifth as many on top of them are the test part"), Range(5, 100_000_000)]
    public int Samples { get; init; } = 4096;

    /// <summary>Numbers in a row.</summary>
    [Description("numbers in a row"), Range(1, 1_000_000)]
    public virtual int Features { get; init; } = 64;

    /// <summary>Number of classes.</summary>
    [Description("number of classes"), Range(2, 10_000)]
    public virtual int Classes { get; init; } = 10;

    /// <summary>Key of the draws: the rows do not change with the run's seed.</summary>
    [Description("key of the draws; the rows do not change with the run's seed")]
    public long DataSeed { get; init; }
}
