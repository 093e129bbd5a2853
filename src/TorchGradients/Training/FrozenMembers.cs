using TorchGradients.Arithmetic;

namespace TorchGradients.Training;

/// <summary>
/// Members that are left as they are: their rows are set aside and put back by selection, so that nothing of theirs, NaN
/// least of all, meets arithmetic that others take part in.
/// </summary>
/// <remarks>
/// Who is frozen is known on the processor. While steps are made whose losses are not read, it is known on the device too:
/// there every member is selected, the frozen ones from what they had, the others from what they have.
/// </remarks>
sealed class FrozenMembers(int members) : IDisposable
{
    readonly bool[] _isFrozen = new bool[members];
    Tensor? _trains;   // [member], bool, on the device: not frozen; null where the processor knows as much
    Tensor? _places;   // of those that are frozen, int64, on the device; null where they were not needed there yet

    /// <summary>Whether any is.</summary>
    public bool Any => _isFrozen.Any(frozen => frozen);

    /// <summary>Whether all are.</summary>
    public bool All => _isFrozen.All(frozen => frozen);

    /// <summary>Whether that one is.</summary>
    public bool Contains(int member) => _isFrozen[member];

    /// <summary>Freezes a member.</summary>
    public void Add(int member)
    {
        Freeze([member]);
        ReadAll();
    }

    /// <summary>Freezes those whose loss is not finite.</summary>
    /// <returns>Those that were not frozen before.</returns>
    public IReadOnlyList<int> AddDiverged(IReadOnlyList<double> losses)
    {
        int[] diverged = [.. Enumerable.Range(0, losses.Count).Where(i => !double.IsFinite(losses[i]) && !_isFrozen[i])];
        Freeze(diverged);
        return diverged;
    }

    /// <summary>From now on losses may stay on the device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sender">Takes there who is frozen; not asked where nobody is.</param>
    public void KeepOn(torch.Device device, INumberSender sender)
    {
        if (_trains is not null) return;

        using var scope = torch.NewDisposeScope();
        Tensor trains = torch.ones([_isFrozen.Length], torch.ScalarType.Bool, device);
        _trains = (Any ? trains.index_fill(0, PlacesOn(device, sender), Kept.Zero) : trains).DetachFromDisposeScope();
    }

    /// <summary>Freezes, on the device alone, those whose loss is not finite.</summary>
    /// <param name="losses">[member], on the device.</param>
    public void AddDiverged(Tensor losses)
    {
        Tensor trains = _trains!.logical_and(losses.isfinite()).DetachFromDisposeScope();
        _trains!.Dispose();
        _trains = trains;
    }

    /// <summary>The processor knows all that the device knows: losses of all steps were read.</summary>
    public void ReadAll()
    {
        _trains?.Dispose();
        _trains = null;
    }

    /// <summary>What the frozen members have in each tensor [member, …] now; in the caller's scope.</summary>
    /// <param name="tensors">The tensors, all of one device.</param>
    /// <param name="sender">Takes there who is frozen, once; not asked where nobody is, or where the device
    /// knows.</param>
    public Rows RowsOf(IEnumerable<Tensor> tensors, INumberSender sender)
    {
        using var withoutGradients = torch.no_grad();
        if (_trains is not null) return new Rows(this, null, [.. tensors.Select(tensor => (tensor, tensor.clone()))]);
        if (!Any) return new Rows(this, null, []);

        Tensor[] all = [.. tensors];
        if (all.Length == 0) return new Rows(this, null, []);

        Tensor places = PlacesOn(all[0].device, sender);
        return new Rows(this, places, [.. all.Select(tensor => (tensor, tensor.index_select(0, places)))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ReadAll();
        _places?.Dispose();
        _places = null;
    }

    void Freeze(IReadOnlyList<int> some)
    {
        if (some.Count == 0) return;

        foreach (int member in some) _isFrozen[member] = true;
        _places?.Dispose();
        _places = null;
    }

    Tensor PlacesOn(torch.Device device, INumberSender sender) => _places ??= sender
        .Send([.. _isFrozen.Index().Where(entry => entry.Item).Select(entry => (long)entry.Index)], device)
        .DetachFromDisposeScope();

    /// <summary>Rows that were set aside.</summary>
    internal sealed class Rows(FrozenMembers frozen, Tensor? places, IReadOnlyList<(Tensor Tensor, Tensor Values)> kept)
    {
        /// <summary>Puts them back, whatever became of them: those of who is frozen now, where only the device knows that.</summary>
        public void GiveBack()
        {
            using var withoutGradients = torch.no_grad();
            foreach ((Tensor tensor, Tensor values) in kept)
            {
                if (places is not null)
                {
                    tensor.index_copy_(0, places, values);
                    continue;
                }

                long[] shape = [values.shape[0], .. Enumerable.Repeat(1L, (int)values.dim() - 1)];
                tensor.copy_(torch.where(frozen._trains!.view(shape), tensor, values));
            }
        }
    }
}
