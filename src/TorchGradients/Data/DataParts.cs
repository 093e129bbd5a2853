using TorchGradients.Configuration;

namespace TorchGradients.Data;

/// <summary>How many rows are trained on, held back (they follow those), and tested on.</summary>
sealed record DataParts(int Train, int Validation, int Test)
{
    /// <summary>The parts that the settings make.</summary>
    /// <exception cref="DataException">
    /// A limit is above what there is, nothing would be held back or trained on, or a batch is larger than what is
    /// trained
    /// on; every one of these.
    /// </exception>
    public static DataParts From(RawData raw, DataConfig settings)
    {
        var problems = new List<DataProblem>();
        int rows = Limited(raw.TrainInputs, settings.TrainLimit, "data:trainLimit", "training", problems);
        int test = Limited(raw.TestInputs, settings.TestLimit, "data:testLimit", "test", problems);
        int validation = (int)Math.Round(settings.ValidationFraction * rows, MidpointRounding.AwayFromZero);
        int train = rows - validation;
        if (settings.ValidationFraction > 0 && (validation == 0 || train == 0))
        {
            problems.Add(new DataProblem("", "data:validationFraction", FormattableString.Invariant(
                $"is {settings.ValidationFraction}, which holds back {(train == 0 ? "all" : "none")} of {rows} rows"),
                train == 0 ? "Make it smaller." : "Make it larger, or 0."));
        }

        if (settings.BatchSize > train && train > 0)
        {
            problems.Add(new DataProblem("", "data:batchSize",
                $"is {settings.BatchSize}, but the training part has only {train} rows",
                $"Use at most {train}, or train on more rows."));
        }

        return problems.Count == 0 ? new DataParts(train, validation, test) : throw new DataException(problems);
    }

    static int Limited(Tensor inputs, int? limit, string place, string part, List<DataProblem> problems)
    {
        int rows = (int)inputs.shape[0];
        if (limit > rows)
        {
            problems.Add(new DataProblem("", place,
                $"is {limit}, but the {part} part has only {rows} rows, so it has no effect",
                $"Use at most {rows}, or leave it out."));
        }

        return Math.Min(rows, limit ?? int.MaxValue);
    }
}
