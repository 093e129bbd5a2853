using TorchGradients.Arithmetic;

namespace TorchGradients.Data;

/// <summary>What every input value goes through: (x / Divisor − Mean) / StandardDeviation, in float64.</summary>
/// <param name="Divisor">The largest possible value with <c>unit</c> and <c>standardize</c>, else 1.</param>
/// <param name="Mean">Of all values of the training part after the division, else 0.</param>
/// <param name="StandardDeviation">Of the population of all those values, else 1.</param>
sealed record InputScaling(double Divisor, double Mean, double StandardDeviation)
{
    const int ValuesAtOnce = 1 << 20;

    static readonly Scalar s_byteValues = 256;

    /// <summary>The scaling of that name, from the rows that are trained on.</summary>
    /// <param name="name"><c>none</c>, <c>unit</c> or <c>standardize</c>.</param>
    /// <param name="train">[rows, features], uint8 or float64.</param>
    /// <param name="largestValue">
    /// The largest possible value; null: the largest magnitude in <paramref name="train"/>.
    /// </param>
    /// <exception cref="DataException">All values are equal, or 0, so that there is nothing to divide by.</exception>
    public static InputScaling From(string name, Tensor train, double? largestValue)
    {
        if (name == "none") return new InputScaling(1, 0, 1);

        using var scope = torch.NewDisposeScope();
        double smallest = train.min().to(torch.float64).item<double>();
        double largest = train.max().to(torch.float64).item<double>();
        double divisor = largestValue ?? Math.Max(Math.Abs(smallest), Math.Abs(largest));
        if (divisor == 0 || (name == "standardize" && smallest == largest))
        {
            throw new DataException("", "data:scaling",
                FormattableString.Invariant($"is '{name}', but every value of the training part is {largest}"),
                "Set it to 'none'.");
        }

        return name == "unit" ? new InputScaling(divisor, 0, 1) : Standardize(train, divisor);
    }

    /// <summary>
    /// The rows scaled, in that precision on that device: a part at a time, so that copies stay small; bytes by a table
    /// of their 256 values.
    /// </summary>
    public Tensor Apply(Tensor rows, torch.ScalarType precision, torch.Device device)
    {
        using var table = rows.dtype == torch.uint8 ? Scaled(torch.arange(Kept.Zero, s_byteValues, Kept.One), precision) : null;
        var scaled = torch.empty(rows.shape, precision, device);
        long step = Math.Max(1, ValuesAtOnce / rows.shape[1]);
        for (long start = 0; start < rows.shape[0]; start += step)
        {
            using var scope = torch.NewDisposeScope();
            long count = Math.Min(step, rows.shape[0] - start);
            var part = rows.narrow(0, start, count);
            scaled.narrow(0, start, count).copy_(table is null
                ? Scaled(part, precision)
                : table.index_select(0, part.flatten().to(torch.int32)).view(part.shape));
        }

        return scaled;
    }

    Tensor Scaled(Tensor values, torch.ScalarType precision)
    {
        using var scope = torch.NewDisposeScope();
        Tensor divided = Kept.With(Divisor, divisor => values.to(torch.float64) / divisor);
        Tensor centred = Kept.With(Mean, divided.sub);
        return Kept.With(StandardDeviation, deviation => centred / deviation).to(precision, copy: true).MoveToOuterDisposeScope();
    }

    static InputScaling Standardize(Tensor train, double divisor)
    {
        var (values, weights) = train.dtype == torch.uint8
            ? (torch.arange(Kept.Zero, s_byteValues, Kept.One, torch.float64), torch.bincount(train.flatten(), minlength: 256).to(torch.float64))
            : (train.flatten(), torch.ones(1, torch.float64));
        values = Kept.With(divisor, by => values / by);
        double count = train.numel();
        double mean = (values * weights).sum().item<double>() / count;
        double variance = (Kept.With(mean, values.sub).Squared() * weights).sum().item<double>() / count;
        return new InputScaling(divisor, mean, Math.Sqrt(variance));
    }
}
