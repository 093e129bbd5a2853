using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using TorchGradients.Configuration;

namespace TorchGradients.Tests.Configuration;

/// <summary>
/// A catalogue of this folder's own: a few components of every family, so that these tests depend on no other.
/// </summary>
internal static class SmallCatalogue
{
    public static IReadOnlyList<IRegistry> All { get; } =
    [
        new Registry<string>("data set")
            .Add<DataConfig>("digits", "", "", _ => "")
            .Add<CsvOptions>("csv", "rows of a file", "", _ => ""),
        new Registry<string>("architecture").Add("mlp", "", "", () => ""),
        new Registry<string>("activation")
            .Add("relu", "", "", () => "").Add("sigmoid", "", "", () => "").Add("identity", "", "", () => "")
            .Add<SlopeOptions>("leaky-relu", "", "", _ => ""),
        new Registry<string>("initialization")
            .Add<NormalOptions>("normal", "", "", _ => "").Add("torch-default", "", "", () => ""),
        new Registry<string>("bias initialization").Add("zeros", "", "", () => ""),
        new Registry<string>("normalization").Add("none", "", "", () => "").Add("batch-norm", "", "", () => ""),
        new Registry<string>("connection").Add("plain", "", "", () => ""),
        new Registry<string>("loss").Add("cross-entropy", "", "", () => "").Add("mse", "", "", () => ""),
        new Registry<string>("optimizer")
            .Add<SgdOptions>("sgd", "", "", _ => "").Add<AdamOptions>("adam", "", "", _ => ""),
        new Registry<string>("schedule").Add("constant", "", "", () => ""),
        new Registry<string>("clipping").Add("none", "", "", () => ""),
        new Registry<string>("engine").Add("torch", "", "", () => "").Add("hand-rolled", "", "", () => ""),
        new Registry<string>("probe").Add("delta-norm", "", "", () => "").Add("train-loss", "", "", () => ""),
    ];
}

internal sealed record CsvOptions : DataConfig
{
    [Description("the file"), FilePath]
    public string Path { get; init; } = "";

    [Description("share of rows for testing"), Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double TestFraction { get; init; } = 0.2;
}

internal sealed record SlopeOptions
{
    [Description("slope below zero")]
    public double Slope { get; init; } = 0.01;
}

internal sealed record NormalOptions
{
    [Range(0.0, double.MaxValue)]
    public double StandardDeviation { get; init; } = 0.01;
}

internal sealed record SgdOptions
{
    [Description("the learning rate"), Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 0.01;

    [Range(0.0, 1.0)]
    public double Momentum { get; init; }

    public bool Nesterov { get; init; }
}

internal sealed record AdamOptions
{
    [Description("the learning rate"), Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 0.001;

    [Description("where the averages start")]
    public IReadOnlyList<double> Betas { get; init; } = [0.9, 0.999];
}
