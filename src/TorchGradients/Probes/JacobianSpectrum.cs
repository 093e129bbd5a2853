using MathNet.Numerics.LinearAlgebra;

namespace TorchGradients.Probes;

/// <summary>
/// Some singular values of J = ∂h/∂x, from the input x of one sample to what the last hidden layer hands on, by products
/// with J and Jᵀ: the matrix is never formed.
/// </summary>
/// <remarks>
/// m steps of Golub–Kahan bidiagonalisation, each with one product with J and one with Jᵀ, every vector orthogonalised twice
/// against all before it, begun on the side with fewer entries; m is that number of entries, at most 128. Up to there the
/// singular values of the bidiagonal matrix are those of J, to some 1e-15 of the largest; what is below 1e-13 of it is not
/// told from 0 and comes out as 0 (the median of 80 Gaussian layers is such a value). Beyond, the largest is still
/// right and the smallest an upper bound; those between are not quantiles of the spectrum (they lie where the method looks,
/// which is at its ends), so quartiles and median are null there. Where a new vector vanishes the space is exhausted
/// (all singular values the same, or 0), and the next is drawn anew. Sources: Golub and Kahan, 1965, "Calculating the
/// Singular Values and Pseudo-Inverse of a Matrix"; on what they tell: Saxe, McClelland and Ganguli, 2013, "Exact solutions
/// to the nonlinear dynamics of learning in deep linear neural networks", section 3 (dynamical isometry); Pennington,
/// Schoenholz and Ganguli, 2017, "Resurrecting the sigmoid in deep learning through dynamical isometry".
/// </remarks>
public static class JacobianSpectrum
{
    /// <summary>How many samples are looked at: the first rows of the batch.</summary>
    public const int Samples = 4;

    /// <summary>How many values there are: the largest, the upper quartile, the median, the lower quartile, the smallest.</summary>
    public const int Count = 5;

    const int MostSteps = 128;
    const double Vanishing = 1e-13;

    /// <summary>
    /// The five values, each its mean over the samples; NaN where the network, or a product with it, is no longer finite; quartiles and median null
    /// where inputs and units are both more than 128, and the smallest an upper bound there.
    /// </summary>
    /// <param name="samples">The hidden layers as each sample sees them.</param>
    public static double?[] Of(IEnumerable<IReadOnlyList<JacobianLayer>> samples)
    {
        double?[][] each = [.. samples.Select(layers => Ranks(SingularValues(layers), IsWhole(layers)))];
        return [.. Enumerable.Range(0, Count).Select(rank => each.Any(values => values[rank] is null) ? null : each.Average(values => values[rank]))];
    }

    /// <summary>The singular values in descending order, as many as steps.</summary>
    public static double[] SingularValues(IReadOnlyList<JacobianLayer> layers)
    {
        if (!layers.All(IsFinite)) return [double.NaN];

        (int inputs, int outputs) = (layers[0].Inputs, layers[^1].Units);
        Func<double[], double[]> times = v => layers.Aggregate(v, (change, layer) => layer.Times(change));
        Func<double[], double[]> transposed = u => layers.Reverse().Aggregate(u, (change, layer) => layer.TransposeTimes(change));
        Matrix<double> bidiagonal = inputs <= outputs
            ? Bidiagonal(times, transposed, inputs, outputs)
            : Bidiagonal(transposed, times, outputs, inputs);
        if (!bidiagonal.Enumerate().All(double.IsFinite)) return [double.NaN];

        double largest = bidiagonal.Enumerate().Max(Math.Abs);
        if (largest == 0) return new double[bidiagonal.RowCount];

        // The decomposition takes squares, and those of small numbers vanish; the reciprocal of the smallest is infinite.
        int exponent = Math.ILogB(largest);
        Vector<double> scaled = bidiagonal.Map(entry => Math.ScaleB(entry, -exponent)).Svd(computeVectors: false).S;
        double least = Vanishing * scaled.AbsoluteMaximum();
        return [.. scaled.Select(value => value > least ? Math.ScaleB(value, exponent) : 0)];
    }

    /// <summary>B of A V = U B, V begun anywhere: the diagonal ‖A v_j − β u‖, above it ‖Aᵀ u_j − α v_j‖.</summary>
    static Matrix<double> Bidiagonal(Func<double[], double[]> times, Func<double[], double[]> transposed, int from, int to)
    {
        int steps = Math.Min(from, MostSteps);
        var right = new OrthonormalVectors(from);
        var left = new OrthonormalVectors(to);
        Matrix<double> bidiagonal = Matrix<double>.Build.Dense(steps, steps);
        double largest = 0;
        double[] v = right.AddFresh();
        for (int j = 0; j < steps; j++)
        {
            bidiagonal[j, j] = left.Add(times(v), Vanishing * largest);
            largest = Math.Max(largest, bidiagonal[j, j]);
            if (j == steps - 1) break;

            bidiagonal[j, j + 1] = right.Add(transposed(left.Last), Vanishing * largest);
            largest = Math.Max(largest, bidiagonal[j, j + 1]);
            v = right.Last;
        }

        return bidiagonal;
    }

    static double?[] Ranks(double[] descending, bool isWhole) =>
    [
        .. Enumerable.Range(0, Count).Select(rank => isWhole || rank is 0 or Count - 1
            ? descending[(int)Math.Round((descending.Length - 1) * rank / (Count - 1.0))]
            : (double?)null),
    ];

    static bool IsWhole(IReadOnlyList<JacobianLayer> layers) =>
        Math.Min(layers[0].Inputs, layers[^1].Units) <= MostSteps || !layers.All(IsFinite);

    static bool IsFinite(JacobianLayer layer) => layer.Weight.All(double.IsFinite) && layer.Slopes.All(double.IsFinite);
}
