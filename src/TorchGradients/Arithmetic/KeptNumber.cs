namespace TorchGradients.Arithmetic;

/// <summary>A number that becomes a scalar when an operator first takes it, and stays that one; see <see cref="Kept"/>.</summary>
/// <remarks>Not before, since a scalar needs the native library: families are listed and configs checked without it.</remarks>
sealed class KeptNumber(double value)
{
    readonly Lazy<Scalar> _scalar = new(() => value);

    /// <summary>The number.</summary>
    public static implicit operator KeptNumber(double value) => new(value);

    /// <summary>Its scalar.</summary>
    public static implicit operator Scalar(KeptNumber number) => number._scalar.Value;
}
