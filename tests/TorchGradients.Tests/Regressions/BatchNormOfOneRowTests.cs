using TorchGradients.Configuration;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Regressions;

/// <summary>
/// Batch norm in batches of one row trained nothing, and left a running variance of NaN to the evaluation.
/// </summary>
public sealed class BatchNormOfOneRowTests : IDisposable
{
    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    [Fact]
    public void Is_told_before_anything_runs()
    {
        ConfigProblem problem = Assert.Single(Assert.Throws<ConfigException>(() => _some.Plan(
            """{ "data": { "batchSize": 1 }, "model": { "normalization": "batch-norm" } }""")).Problems);

        Assert.Equal("model:normalization", problem.Path);
        Assert.Equal("is batch-norm, but a batch of one row has no variance (data:batchSize is 1)", problem.Finding);
        Assert.Equal("Raise data:batchSize, or use a normalisation of each sample, such as layer-norm.", problem.Fix);
    }

    [Theory]
    [InlineData("layer-norm", 1)]
    [InlineData("batch-norm", 2)]
    public void Other_normalisations_and_batches_go_on(string normalization, int batchSize) => _some.Plan(
        $$"""{ "data": { "batchSize": {{batchSize}} }, "model": { "normalization": "{{normalization}}" } }""");
}
