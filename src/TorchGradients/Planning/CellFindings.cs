using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>
/// Findings over all cells: a setting that is void in every cell is a problem, in some of them a note.
/// </summary>
public sealed class CellFindings(int cells)
{
    enum Severity { Problem, Void, Note }

    readonly Dictionary<(string Path, string Finding, string Fix), (int Count, Severity Severity)> _findings = [];

    /// <summary>Adds the findings of one cell.</summary>
    public void Add(IEnumerable<(string Path, string Finding, string Fix)> findings, bool isVoid) =>
        Add(findings, isVoid ? Severity.Void : Severity.Problem);

    /// <summary>Adds findings of one cell that keep nothing from running, in however many cells they are.</summary>
    public void AddNotes(IEnumerable<(string Path, string Finding, string Fix)> findings) => Add(findings, Severity.Note);

    /// <summary>What keeps the experiment from being run.</summary>
    public IEnumerable<ConfigProblem> Problems(ConfigDocument document) =>
        _findings.Where(pair => !IsNote(pair.Value)).Select(pair => Of(pair.Key, document));

    /// <summary>What only other axes make void, and other notes.</summary>
    public IEnumerable<ConfigProblem> Notes(ConfigDocument document) =>
        _findings.Where(pair => IsNote(pair.Value)).Select(pair => Of(pair.Key, document) with
        {
            Finding = FormattableString.Invariant($"{pair.Key.Finding} (in {pair.Value.Count} of {cells} cells)"),
        });

    void Add(IEnumerable<(string Path, string Finding, string Fix)> findings, Severity severity)
    {
        foreach ((string Path, string Finding, string Fix) finding in findings)
        {
            _findings[finding] = (_findings.GetValueOrDefault(finding).Count + 1, severity);
        }
    }

    bool IsNote((int Count, Severity Severity) value) =>
        value.Severity == Severity.Note || (value.Severity == Severity.Void && value.Count < cells);

    static ConfigProblem Of((string Path, string Finding, string Fix) finding, ConfigDocument document) =>
        new(document.File, finding.Path, finding.Finding, finding.Fix);
}
