using TorchGradients.Arithmetic;

namespace TorchGradients.Training;

/// <summary>A number for each member of a stack: one for all where they agree, else a column beside the tensors.</summary>
/// <remarks>
/// The operations here round alike either way, in float32 and float64, so that a member's bits do not depend on whether the
/// others share its number: a product, a sum, x + c·y in one rounding, x + c·y·y, and x + c·y / d. Where members differ, the
/// operations take the column from a <see cref="MemberTable"/>: nothing crosses to the device here.
/// </remarks>
public sealed class MemberNumbers
{
    readonly double[] _values;
    readonly bool _agree;
    Scalar? _scalar;

    /// <summary>A number for each member; a single one stands for all.</summary>
    public MemberNumbers(params double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        _values = values;
        _agree = values.All(value => value.Equals(values[0]));
    }

    /// <summary>A number of every member's options.</summary>
    public static MemberNumbers Of<T>(IReadOnlyList<T> members, Func<T, double> number) => new([.. members.Select(number)]);

    /// <summary>The same for all.</summary>
    public static implicit operator MemberNumbers(double value) => new(value);

    /// <summary>One member's.</summary>
    public double this[int member] => _values[_values.Length == 1 ? 0 : member];

    /// <summary>Whether it is 0 for all.</summary>
    public bool AreZero => _agree && _values[0] == 0;

    /// <summary>Whether it is 0 for some.</summary>
    public bool AnyIsZero => _values.Contains(0);

    /// <summary>Another number of each.</summary>
    public MemberNumbers Select(Func<double, double> of) => _agree ? new(of(_values[0])) : new([.. _values.Select(of)]);

    /// <summary>A number of each from two.</summary>
    public MemberNumbers Zip(MemberNumbers other, Func<double, double, double> of) => _agree && other._agree
        ? new(of(_values[0], other._values[0]))
        : new([.. Enumerable.Range(0, Math.Max(_values.Length, other._values.Length)).Select(i => of(this[i], other[i]))]);

    /// <summary>Whether all members have the same.</summary>
    internal bool Agree => _agree;

    /// <summary>Each member's; a single one where it was made of one.</summary>
    internal IReadOnlyList<double> Values => _values;

    /// <summary>[member], float64, on the device: a table's, who owns it; null while no table holds these numbers.</summary>
    internal Tensor? Row { get; set; }

    /// <summary>[member, 1, …], of the tensor's precision, with as many dimensions.</summary>
    Tensor Column(Tensor like) => (Row ?? throw new InvalidOperationException("These numbers are in no table on the device."))
        .to_type(like.dtype).view([_values.Length, .. Enumerable.Repeat(1L, (int)like.dim() - 1)]);

    /// <summary>x where c is above 0, elsewhere y.</summary>
    internal Tensor Choose(Tensor x, Tensor y) => _agree ? (_values[0] > 0 ? x : y) : torch.where(Column(x).gt(Kept.Zero), x, y);

    /// <summary>x = x cut to [−c, c], in place; NaN stays NaN.</summary>
    internal Tensor Clamp(Tensor x)
    {
        Tensor column = _agree ? torch.full_like(x, Shared) : Column(x);
        return WhileHeld(x.copy_(torch.minimum(torch.maximum(x, column.neg()), column)));
    }

    /// <summary>c / x. (A number divided by a tensor is its reciprocal times the number to TorchSharp, which rounds twice.)</summary>
    internal Tensor Over(Tensor x) => WhileHeld((_agree ? torch.full_like(x, Shared) : Column(x)) / x);

    /// <summary>x = c·x, in place.</summary>
    internal Tensor Scale(Tensor x) => _agree ? WhileHeld(x.mul_(Shared)) : x.mul_(Column(x));

    /// <summary>x = x + c, in place.</summary>
    internal Tensor AddTo(Tensor x) => _agree ? WhileHeld(x.add_(Shared, Kept.One)) : x.add_(Column(x), Kept.One);

    /// <summary>x + c·y.</summary>
    internal Tensor PlusTimes(Tensor x, Tensor y) => _agree ? WhileHeld(x.add(y, Shared)) : x.addcmul(y, Column(x), Kept.One);

    /// <summary>x = x + c·y, in place.</summary>
    internal Tensor AddTimes(Tensor x, Tensor y) => _agree ? WhileHeld(x.add_(y, Shared)) : x.addcmul_(y, Column(x), Kept.One);

    /// <summary>x = x + c·y·y, in place.</summary>
    internal Tensor AddTimesSquare(Tensor x, Tensor y) =>
        _agree ? WhileHeld(x.addcmul_(y, y, Shared)) : x.addcmul_(y.mul(Column(x)), y, Kept.One);

    /// <summary>x = x + c·y / d, in place.</summary>
    internal Tensor AddTimesQuotient(Tensor x, Tensor y, Tensor d) =>
        _agree ? WhileHeld(x.addcdiv_(y, d, Shared)) : x.addcdiv_(y.mul(Column(x)), d, Kept.One);

    Scalar Shared => _scalar ??= _values[0];

    // These numbers live, and their scalar with them, until the operator is through.
    Tensor WhileHeld(Tensor result)
    {
        GC.KeepAlive(this);
        return result;
    }
}
