using TorchGradients.Configuration;

namespace TorchGradients.Data;

/// <summary>How many rows are trained on, held back (they follow those), and tested on.</summary>
sealed record DataParts(int Train, int Validation, int Test)
{
    /// <summary>The parts that the settings make.</summary>
    /// <exception cref="DataException">
    /// Nothing would be held back, or a batch is larger than what is trained on.
    /// </exception>
    public static DataParts From(RawData raw, DataConfig settings)
    {
        int rows = Limit(raw.TrainInputs, settings.TrainLimit);
        int validation = (int)Math.Round(settings.ValidationFraction * rows, MidpointRounding.AwayFromZero);
        if (settings.ValidationFraction > 0 && validation == 0)
        {
            throw new DataException("", "data:validationFraction",
                FormattableString.Invariant($"is {settings.ValidationFraction}, which holds back none of {rows} rows"),
                "Make it larger, or 0.");
        }

        int train = rows - validation;
        return settings.BatchSize <= train
            ? new DataParts(train, validation, Limit(raw.TestInputs, settings.TestLimit))
            : throw new DataException("", "data:batchSize",
                $"is {settings.BatchSize}, but the training part has only {train} rows",
                $"Use at most {train}, or train on more rows.");
    }

    static int Limit(Tensor inputs, int? limit) => (int)Math.Min(inputs.shape[0], limit ?? int.MaxValue);
}
