namespace TorchGradients.Models;

/// <summary>Consecutive parameters of a stacked network that lie one after the other in one tensor [member, N].</summary>
/// <remarks>
/// Each starts at a multiple of 64 bytes in each member's row, so that matrix kernels see the same alignment whoever stands
/// beside it; what lies between is 0 and has the gradient 0.
/// </remarks>
public sealed class ParameterSegment : IDisposable
{
    const int AlignmentBytes = 64;

    readonly Tensor _buffer;
    readonly long[][] _shapes;
    readonly long[] _offsets;
    readonly Tensor?[] _gaps;   // zeros behind each parameter, null where there are none

    /// <summary>Moves parameters into one tensor: they keep their identity, and become views of it.</summary>
    /// <param name="parameters">All of the network's.</param>
    /// <param name="first">The first to move.</param>
    /// <param name="count">How many.</param>
    internal ParameterSegment(IReadOnlyList<Tensor> parameters, int first, int count)
    {
        First = first;
        Tensor[] moved = [.. parameters.Skip(first).Take(count)];
        (long members, torch.ScalarType precision, torch.Device device) = (moved[0].shape[0], moved[0].dtype, moved[0].device);
        long alignment = AlignmentBytes / moved[0].element_size();
        long[] sizes = [.. moved.Select(parameter => parameter.numel() / members)];
        long[] lengths = [.. sizes.Select(size => (size + alignment - 1) / alignment * alignment)];
        _shapes = [.. moved.Select(parameter => parameter.shape)];
        _offsets = [.. lengths.Select((_, i) => lengths.Take(i).Sum())];

        using var scope = torch.NewDisposeScope();
        using var withoutGradients = torch.no_grad();
        _gaps = [.. sizes.Zip(lengths, (size, length) => length == size || count == 1 ? null
            : torch.zeros([members, length - size], precision, device).DetachFromDisposeScope())];
        _buffer = torch.zeros([members, lengths.Sum()], precision, device).DetachFromDisposeScope();
        Values = count == 1 ? _buffer.narrow(1, 0, sizes[0]).DetachFromDisposeScope() : _buffer;
        for (int i = 0; i < count; i++)
        {
            Tensor place = View(Values, first + i);
            place.copy_(moved[i]);
            moved[i].set_(place);
        }
    }

    /// <summary>Position of its first parameter among the network's.</summary>
    public int First { get; }

    /// <summary>How many it holds.</summary>
    public int Count => _shapes.Length;

    /// <summary>The parameters: [member, N].</summary>
    public Tensor Values { get; }

    /// <summary>One parameter's part of a tensor of the shape of <see cref="Values"/>, in the parameter's shape; in the caller's scope.</summary>
    /// <param name="flat">[member, N].</param>
    /// <param name="parameter">Its position among the network's parameters.</param>
    public Tensor View(Tensor flat, int parameter)
    {
        long[] shape = _shapes[parameter - First];
        return flat.narrow(1, _offsets[parameter - First], shape.Skip(1).Aggregate(1L, (size, length) => size * length)).view(shape);
    }

    /// <summary>Gradients in one tensor of the shape of <see cref="Values"/>: a copy where it holds several parameters.</summary>
    /// <param name="gradients">Of all the network's parameters, in their order.</param>
    public Tensor Gather(IReadOnlyList<Tensor> gradients)
    {
        long members = Values.shape[0];
        if (Count == 1) return gradients[First].reshape(members, -1);

        var pieces = new List<Tensor>(2 * Count);
        for (int i = 0; i < Count; i++)
        {
            pieces.Add(gradients[First + i].reshape(members, -1));
            if (_gaps[i] is { } gap) pieces.Add(gap);
        }

        return torch.cat(pieces, 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor? gap in _gaps) gap?.Dispose();
        if (!ReferenceEquals(Values, _buffer)) Values.Dispose();
        _buffer.Dispose();
    }
}
