namespace TorchGradients.Configuration;

/// <summary>
/// Marks a text that is a path: in a file it is relative to that file, elsewhere to the working folder.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilePathAttribute : Attribute;
