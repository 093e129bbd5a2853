using TorchGradients.Configuration;

namespace TorchGradients.Planning;

/// <summary>Findings over all cells: a setting that is void in every cell is a problem, in some of them a note.</summary>
public sealed class CellFindings(int cells)
{
    readonly Dictionary<(string Path, string Finding, string Fix), (int Count, bool IsVoid)> _findings = [];

    /// <summary>Adds the findings of one cell.</summary>
    public void Add(IEnumerable<(string Path, string Finding, string Fix)> findings, bool isVoid)
    {
        foreach ((string Path, string Finding, string Fix) finding in findings)
        {
            _findings[finding] = (_findings.GetValueOrDefault(finding).Count + 1, isVoid);
        }
    }

    /// <summary>What keeps the experiment from being run.</summary>
    public IEnumerable<ConfigProblem> Problems(ConfigDocument document) =>
        _findings.Where(pair => !IsNote(pair.Value)).Select(pair => Of(pair.Key, document));

    /// <summary>What only other axes make void.</summary>
    public IEnumerable<ConfigProblem> Notes(ConfigDocument document) =>
        _findings.Where(pair => IsNote(pair.Value)).Select(pair => Of(pair.Key, document) with
        {
            Finding = FormattableString.Invariant($"{pair.Key.Finding} (in {pair.Value.Count} of {cells} cells)"),
        });

    bool IsNote((int Count, bool IsVoid) value) => value.IsVoid && value.Count < cells;

    static ConfigProblem Of((string Path, string Finding, string Fix) finding, ConfigDocument document) =>
        new(document.File, finding.Path, finding.Finding, finding.Fix);
}
