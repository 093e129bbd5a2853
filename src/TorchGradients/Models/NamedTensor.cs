using TorchGradients.Records;

namespace TorchGradients.Models;

/// <summary>A tensor of a stacked network, and how a member's part of it is written to files.</summary>
/// <param name="Name">As in <c>layers.1.weight</c>.</param>
/// <param name="Value">[member, …]; its owner disposes it.</param>
/// <param name="IsMatrix">[member, in, out], in files [out, in]; everything else is a list of numbers there.</param>
readonly record struct NamedTensor(string Name, Tensor Value, bool IsMatrix)
{
    /// <summary>A member's part of a tensor of this one's shape, laid out as in files: a view, in the caller's scope.</summary>
    internal Tensor View(Tensor tensor, int member)
    {
        Tensor one = tensor.select(0, member);
        return IsMatrix ? one.t() : one.reshape(-1);
    }

    /// <summary>A member's part of a tensor of this one's shape, as numbers.</summary>
    internal NamedArray Array(string name, Tensor tensor, int member)
    {
        Tensor view = View(tensor, member);
        return new NamedArray(name, [.. view.shape.Select(length => (int)length)], view.Entries());
    }

    /// <summary>Puts numbers back into a member's part of a tensor of this one's shape.</summary>
    /// <exception cref="InvalidDataException">They have another shape or precision.</exception>
    internal void Fill(Tensor tensor, int member, NamedArray array)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        Tensor view = View(tensor, member);
        Tensor numbers = array.Values is float[] single ? torch.tensor(single) : torch.tensor((double[])array.Values);
        if (numbers.dtype != view.dtype || !view.shape.SequenceEqual(array.Shape.Select(length => (long)length)))
        {
            throw new InvalidDataException($"'{array.Name}' does not have the shape and precision of this network.");
        }

        view.copy_(numbers.reshape(view.shape));
    }
}
