namespace TorchGradients.Data.Sources;

/// <summary>
/// A folder of IDX files. Names tell only the part: <c>train…</c>, and <c>test…</c> or <c>t10k…</c>. What holds labels
/// (one
/// value a row) and what images follows from the headers. A file that lies there packed and unpacked is read unpacked.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="classes">Number of classes; null: one more than the largest label of the training part.</param>
/// <param name="isShipped">
/// Whether the folder comes with the program: its place then says nothing about its content.
/// </param>
sealed class IdxSource(string folder, int? classes, bool isShipped) : DataSource
{
    const double LargestByte = 255;
    static readonly string[] _train = ["train"];
    static readonly string[] _test = ["test", "t10k"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ContentFiles => isShipped ? [] : [.. Files(_train), .. Files(_test)];

    /// <inheritdoc/>
    public override RawData Load()
    {
        using var scope = torch.NewDisposeScope();
        var train = IdxPart.Read(folder, Files(_train), "training");
        var test = IdxPart.Read(folder, Files(_test), "test");
        if (train.Images.RowLength != test.Images.RowLength)
        {
            throw new DataException(test.Images.Path, "byte 4",
                $"gives {test.Images.RowLength} values a row, but {train.Images.Path} has {train.Images.RowLength}",
                "Use files of one data set.");
        }

        int count = classes ?? train.LargestLabel + 1;
        train.CheckLabels(count);
        test.CheckLabels(count);
        var (trainInputs, trainLabels) = train.ToTensors();
        var (testInputs, testLabels) = test.ToTensors();
        return new RawData(
            trainInputs.MoveToOuterDisposeScope(), trainLabels.MoveToOuterDisposeScope(),
            testInputs.MoveToOuterDisposeScope(), testLabels.MoveToOuterDisposeScope(), count, LargestByte);
    }

    List<string> Files(string[] beginnings)
    {
        if (folder.Length == 0)
        {
            throw new DataException("", "data:path", "is missing", "Name the folder that holds the IDX files.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DataException(folder, "the folder", "does not exist",
                "Set data:path to where the IDX files lie.");
        }

        return [.. Directory.EnumerateFiles(folder)
            .Where(file => beginnings.Any(beginning =>
                Path.GetFileName(file).StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            .GroupBy(file => file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.MinBy(file => file.Length)!)];
    }
}
