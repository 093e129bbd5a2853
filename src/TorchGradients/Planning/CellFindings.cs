using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// Findings over all cells: a setting that is void in every cell is a problem, in some of them a note.
/// </summary>
public sealed class CellFindings(int cells)
{
    enum Severity { Problem, Void, Note }

    readonly Dictionary<(string Path, string Finding, string Fix), (int Count, Severity Severity, string First)> _findings = [];

    /// <summary>Adds the findings of one cell: what keeps it from being run, or what is void in it.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="isVoid">Whether they are settings without effect.</param>
    /// <param name="cell">The cell: axis name to value's name.</param>
    public void Add(
        IEnumerable<(string Path, string Finding, string Fix)> findings, bool isVoid,
        IReadOnlyDictionary<string, string> cell) =>
        Add(findings, isVoid ? Severity.Void : Severity.Problem, cell);

    /// <summary>Adds findings of one cell that keep nothing from running, in however many cells they are.</summary>
    public void AddNotes(IEnumerable<(string Path, string Finding, string Fix)> findings) => Add(findings, Severity.Note, null);

    /// <summary>What keeps the experiment from being run.</summary>
    public IEnumerable<ConfigProblem> Problems(ConfigDocument document) =>
        _findings.Where(pair => !IsNote(pair.Value)).Select(pair => Of(pair.Key, document) with
        {
            Finding = pair.Key.Finding + (pair.Value.Count == cells ? ""
                : FormattableString.Invariant($" (in {pair.Value.Count} of {cells} cells, the first is {pair.Value.First})")),
        });

    /// <summary>What only other axes make void, and other notes.</summary>
    public IEnumerable<ConfigProblem> Notes(ConfigDocument document) =>
        _findings.Where(pair => IsNote(pair.Value)).Select(pair => Of(pair.Key, document) with
        {
            Finding = FormattableString.Invariant($"{pair.Key.Finding} (in {pair.Value.Count} of {cells} cells)"),
        });

    void Add(
        IEnumerable<(string Path, string Finding, string Fix)> findings, Severity severity,
        IReadOnlyDictionary<string, string>? cell)
    {
        foreach ((string Path, string Finding, string Fix) finding in findings)
        {
            (int count, _, string? first) = _findings.GetValueOrDefault(finding);
            _findings[finding] = (count + 1, severity, first ?? (cell is null ? "" : CellValues.Named(cell)));
        }
    }

    bool IsNote((int Count, Severity Severity, string First) value) =>
        value.Severity == Severity.Note || (value.Severity == Severity.Void && value.Count < cells);

    static ConfigProblem Of((string Path, string Finding, string Fix) finding, ConfigDocument document) =>
        new(document.File, finding.Path, finding.Finding, finding.Fix);
}
