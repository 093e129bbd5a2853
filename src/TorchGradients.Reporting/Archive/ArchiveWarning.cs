namespace TorchGradients.Reporting.Archive;

/// <summary>Something in a folder that could not be read, and was left out; the rest was read.</summary>
/// <param name="File">The file (or the folder).</param>
/// <param name="Line">The line in it, counted from 1; null where no line is to blame.</param>
/// <param name="Finding">What was found and what was done about it, as the end of a sentence.</param>
public sealed record ArchiveWarning(string File, int? Line, string Finding)
{
    /// <summary>For example <c>runs/a/b/records.clef, line 17 is cut off; the rest is read.</c></summary>
    public override string ToString() =>
        Line is null ? $"{File} {Finding}." : FormattableString.Invariant($"{File}, line {Line} {Finding}.");

    internal static ArchiveWarning HalfFinished(string folder, int open, int all) =>
        new(folder, null, FormattableString.Invariant($"is half-finished: {open} of {all} runs have no outcome"));
}
