namespace TorchGradients.Configuration;

/// <summary>One finding about a config: where it is, what was found, and what to do.</summary>
/// <param name="File">
/// The file that was asked for, or that cannot be read, as the user named it; or <c>--set</c>, or an environment variable.
/// </param>
/// <param name="Path">The place in it: keys and list positions joined by colons, as in <c>axes:0:values:2</c>.</param>
/// <param name="Finding">What was found, as the end of a sentence that starts with the path.</param>
/// <param name="Fix">What to do about it, as a sentence.</param>
public sealed record ConfigProblem(string File, string Path, string Finding, string Fix);
