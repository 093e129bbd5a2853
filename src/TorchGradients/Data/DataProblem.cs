namespace TorchGradients.Data;

/// <summary>One finding about data: where it is, what was found, and what to do.</summary>
/// <param name="File">The file, or empty where a setting is at fault.</param>
/// <param name="Place">
/// The place in it, for example <c>line 3, column 2</c>; or the setting, for example <c>data:batchSize</c>.
/// </param>
/// <param name="Finding">What was found, as the end of a sentence that starts with the place.</param>
/// <param name="Fix">What to do about it, as a sentence.</param>
public sealed record DataProblem(string File, string Place, string Finding, string Fix)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{(File.Length == 0 ? "" : File + ": ")}{Place} {Finding}. {Fix}";
}
