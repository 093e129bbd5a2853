namespace TorchGradients.Configuration;

/// <summary>A finding before it is known which file is at fault.</summary>
/// <param name="Path">The place.</param>
/// <param name="Found">What was found, without a full stop.</param>
/// <param name="Fix">What to do, or empty.</param>
internal sealed record Finding(string Path, string Found, string Fix);
