namespace TorchGradients.Data;

/// <summary>Data cannot be used; names file and place of everything that was found.</summary>
public sealed class DataException(IReadOnlyList<DataProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>What was found, in the order of the places.</summary>
    public IReadOnlyList<DataProblem> Problems { get; } = problems;

    /// <summary>One finding.</summary>
    public DataException(string file, string place, string finding, string fix)
        : this([new DataProblem(file, place, finding, fix)])
    {
    }
}
