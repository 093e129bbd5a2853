using TorchGradients.Benchmarks.Measures;

namespace TorchGradients.Benchmarks.Results;

/// <summary>A measure with what it came to.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Finding">What it came to.</param>
/// <param name="IsJudged">Whether it is held against its target: not with the sizes of a quick look.</param>
sealed record Result(Measure Measure, Finding Finding, bool IsJudged)
{
    /// <summary>Whether the target is held; null where it is not judged.</summary>
    internal bool? Holds => IsJudged ? Measure.Target.Holds(Finding.Value) : null;

    /// <summary>The number in its unit.</summary>
    internal string Value => Measure.Target.Show(Finding.Value);
}
