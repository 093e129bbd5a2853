using System.ComponentModel;
using TorchGradients.Configuration;

namespace TorchGradients.Data.Sources;

/// <summary>Options of <c>idx</c>.</summary>
public sealed record IdxConfig : DataConfig
{
    /// <summary>The folder.</summary>
    [FilePath, Description("folder with train… and test… (or t10k…) files in IDX format, packed by gzip or not")]
    public string Path { get; init; } = "";
}
