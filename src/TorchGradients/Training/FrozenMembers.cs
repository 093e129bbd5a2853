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

    /// <summary>Whether any is.</summary>
    public bool Any => _isFrozen.Any(frozen => frozen);

    /// <summary>Whether all are.</summary>
    public bool All => _isFrozen.All(frozen => frozen);

    /// <summary>Whether that one is.</summary>
    public bool Contains(int member) => _isFrozen[member];

    /// <summary>Freezes a member.</summary>
    public void Add(int member)
    {
        _isFrozen[member] = true;
        ReadAll();
    }

    /// <summary>Freezes those whose loss is not finite.</summary>
    /// <returns>Those that were not frozen before.</returns>
    public IReadOnlyList<int> AddDiverged(IReadOnlyList<double> losses)
    {
        int[] diverged = [.. Enumerable.Range(0, losses.Count).Where(i => !double.IsFinite(losses[i]) && !_isFrozen[i])];
        foreach (int member in diverged) _isFrozen[member] = true;
        return diverged;
    }

    /// <summary>From now on losses may stay on the device.</summary>
    public void KeepOn(torch.Device device) =>
        _trains ??= torch.tensor(_isFrozen.Select(frozen => !frozen).ToArray()).to(device).DetachFromDisposeScope();

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
    public Rows RowsOf(IEnumerable<Tensor> tensors)
    {
        using var withoutGradients = torch.no_grad();
        if (_trains is not null) return new Rows(this, null, [.. tensors.Select(tensor => (tensor, tensor.clone()))]);
        if (!Any) return new Rows(this, null, []);

        Tensor members = torch.tensor(_isFrozen.Index().Where(entry => entry.Item).Select(entry => (long)entry.Index).ToArray());
        return new Rows(this, members, [.. tensors.Select(tensor => (tensor, tensor.index_select(0, members.to(tensor.device))))]);
    }

    /// <inheritdoc/>
    public void Dispose() => ReadAll();

    /// <summary>Rows that were set aside.</summary>
    internal sealed class Rows(FrozenMembers frozen, Tensor? members, IReadOnlyList<(Tensor Tensor, Tensor Values)> kept)
    {
        /// <summary>Puts them back, whatever became of them: those of who is frozen now, where only the device knows that.</summary>
        public void GiveBack()
        {
            using var withoutGradients = torch.no_grad();
            foreach ((Tensor tensor, Tensor values) in kept)
            {
                if (members is not null)
                {
                    tensor.index_copy_(0, members.to(tensor.device), values);
                    continue;
                }

                long[] shape = [values.shape[0], .. Enumerable.Repeat(1L, (int)values.dim() - 1)];
                tensor.copy_(torch.where(frozen._trains!.view(shape), tensor, values));
            }
        }
    }
}
