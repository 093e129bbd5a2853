using TorchGradients.Benchmarks.Results;

namespace TorchGradients.Benchmarks.Measures;

/// <summary>Something that is measured, and what it should come to.</summary>
/// <param name="name">As <c>--only</c> takes it.</param>
/// <param name="what">What is measured, for the table.</param>
/// <param name="target">What it should come to.</param>
abstract class Measure(string name, string what, Target target)
{
    /// <summary>As <c>--only</c> takes it.</summary>
    internal string Name => name;

    /// <summary>What is measured, for the table.</summary>
    internal string What => what;

    /// <summary>What it should come to.</summary>
    internal Target Target => target;

    /// <summary>Whether PyTorch for Python must be there.</summary>
    internal virtual bool NeedsPeer => false;

    /// <summary>Whether Chromium must be there.</summary>
    internal virtual bool NeedsBrowser => false;

    /// <summary>Measures it.</summary>
    internal abstract Task<Finding> Take(Session session);
}
