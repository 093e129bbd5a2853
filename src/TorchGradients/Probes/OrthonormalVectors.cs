namespace TorchGradients.Probes;

/// <summary>Vectors of length 1, each orthogonal to all before it.</summary>
/// <param name="length">Entries of each.</param>
sealed class OrthonormalVectors(int length)
{
    readonly List<double[]> _vectors = [];
    ulong _state = 0x9E3779B97F4A7C15;

    /// <summary>The newest.</summary>
    public double[] Last => _vectors[^1];

    /// <summary>Adds what of a vector is orthogonal to the others, or a fresh one where hardly anything is.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="least">Up to this norm it is rounding.</param>
    /// <returns>The norm of that part; 0 where it is rounding, NaN where the vector is not finite.</returns>
    public double Add(double[] vector, double least)
    {
        double norm = Orthogonalize(vector);
        if (norm > least && norm > 0)
        {
            _vectors.Add(Array.ConvertAll(vector, entry => entry / norm));
            return norm;
        }

        AddFresh();
        return double.IsNaN(norm) ? norm : 0;
    }

    /// <summary>Adds a vector that nothing points to: always the same one at the same place; zeros where the space is full.</summary>
    public double[] AddFresh()
    {
        double[] vector = [.. Enumerable.Range(0, length).Select(_ => Next())];
        double norm = _vectors.Count < length ? Orthogonalize(vector) : 0;
        _vectors.Add(norm == 0 ? new double[length] : Array.ConvertAll(vector, entry => entry / norm));
        return Last;
    }

    /// <summary>Twice is enough: Kahan, in Parlett, 1980, "The Symmetric Eigenvalue Problem", section 6.9.</summary>
    double Orthogonalize(double[] vector)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in _vectors)
            {
                double share = 0;
                for (int i = 0; i < length; i++) share += other[i] * vector[i];
                for (int i = 0; i < length; i++) vector[i] -= share * other[i];
            }
        }

        double scale = vector.Max(Math.Abs);   // squares of small numbers vanish
        return scale == 0 ? 0 : scale * Math.Sqrt(vector.Sum(entry => entry / scale * (entry / scale)));
    }

    // SplitMix64 (Steele, Lea and Flood, 2014): no more than a direction is needed, the same in every run.
    double Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (2.0 / (1UL << 53)) - 1;
    }
}
