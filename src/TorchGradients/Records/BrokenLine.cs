namespace TorchGradients.Records;

/// <summary>A line of <c>records.clef</c> that is not an event.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Finding">What was found, as the end of a sentence that starts with the line.</param>
/// <param name="IsCutOff">Whether the line's end is missing as well: what a run that was cut off leaves.</param>
public sealed record BrokenLine(string File, int Line, string Finding, bool IsCutOff);
