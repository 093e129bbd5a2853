namespace TorchGradients.Data.Sources;

/// <summary>A CSV file, packed by gzip or not, whose last rows are the test part.</summary>
sealed class CsvSource : DataSource
{
    readonly string _path;
    readonly string? _labelColumn;
    readonly bool _hasHeader;
    readonly Func<int, int> _testRows;
    readonly bool _isShipped;
    readonly int? _classes;
    readonly double? _largestValue;

    CsvSource(
        string path, string? labelColumn, bool hasHeader, Func<int, int> testRows,
        bool isShipped = false, int? classes = null, double? largestValue = null)
    {
        (_path, _labelColumn, _hasHeader, _testRows) = (path, labelColumn, hasHeader, testRows);
        (_isShipped, _classes, _largestValue) = (isShipped, classes, largestValue);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ContentFiles => _isShipped ? [] : [RequiredPath()];

    /// <summary>The digits that come with the program: the last 297 rows are the test part.</summary>
    public static CsvSource Digits() =>
        new(DataFile.Shipped("digits.csv.gz"), null, false, _ => 297, isShipped: true, classes: 10, largestValue: 16);

    /// <summary>A file of the user's.</summary>
    public static CsvSource From(CsvConfig options) =>
        new(options.Path, options.LabelColumn, options.HasHeader,
            rows => (int)Math.Round(options.TestFraction * rows, MidpointRounding.AwayFromZero));

    /// <inheritdoc/>
    public override RawData Load()
    {
        using var scope = torch.NewDisposeScope();
        var table = CsvTable.Read(RequiredPath(), _labelColumn, _hasHeader);
        var (labels, classes) = CsvLabels.Classify(table, _classes);
        int test = _testRows(labels.Length);
        int train = labels.Length - test;
        if (test < 1 || train < 1)
        {
            throw new DataException("", "data:testFraction",
                $"makes {test} of the {labels.Length} rows of {_path} the test part", "Leave rows for both parts.");
        }

        var inputs = torch.tensor(table.Values.ToArray(), [labels.Length, table.Features], torch.float64);
        var classOf = torch.tensor(labels);
        return new RawData(
            inputs.narrow(0, 0, train).MoveToOuterDisposeScope(), classOf.narrow(0, 0, train).MoveToOuterDisposeScope(),
            inputs.narrow(0, train, test).MoveToOuterDisposeScope(),
            classOf.narrow(0, train, test).MoveToOuterDisposeScope(),
            classes, _largestValue);
    }

    string RequiredPath() => _path.Length > 0
        ? _path
        : throw new DataException("", "data:path", "is missing", "Name the CSV file.");
}
