namespace TorchGradients.Reporting.Reports;

/// <summary>A table of a report, in words; how it looks is up to the page.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">The columns' heads.</param>
/// <param name="Rows">The rows, an entry a column.</param>
/// <param name="Note">What signs mean, and what is left out; empty where nothing needs saying.</param>
sealed record ReportTable(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<ReportEntry>> Rows, string Note = "");

/// <summary>An entry of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Number">What it is sorted by; null: its text.</param>
/// <param name="Detail">What stands beside it, smaller; empty without one.</param>
/// <param name="Interval">Its 95 % interval, which may be hidden; empty without one.</param>
sealed record ReportEntry(string Text, double? Number = null, string Detail = "", string Interval = "");
