namespace TorchGradients.Training;

/// <summary>
/// Members that are left as they are: their rows are set aside and put back by selection, so that nothing of theirs, NaN
/// least of all, meets arithmetic that others take part in.
/// </summary>
sealed class FrozenMembers(int members)
{
    readonly bool[] _isFrozen = new bool[members];

    /// <summary>Whether any is.</summary>
    public bool Any => _isFrozen.Any(frozen => frozen);

    /// <summary>Whether all are.</summary>
    public bool All => _isFrozen.All(frozen => frozen);

    /// <summary>Whether that one is.</summary>
    public bool Contains(int member) => _isFrozen[member];

    /// <summary>Freezes a member.</summary>
    public void Add(int member) => _isFrozen[member] = true;

    /// <summary>What the frozen members have in each tensor [member, …] now; in the caller's scope.</summary>
    public Rows RowsOf(IEnumerable<Tensor> tensors)
    {
        if (!Any) return new Rows(null, []);

        using var withoutGradients = torch.no_grad();
        Tensor members = torch.tensor(_isFrozen.Index().Where(entry => entry.Item).Select(entry => (long)entry.Index).ToArray());
        return new Rows(members, [.. tensors.Select(tensor => (tensor, tensor.index_select(0, members.to(tensor.device))))]);
    }

    /// <summary>Rows that were set aside.</summary>
    internal sealed class Rows(Tensor? members, IReadOnlyList<(Tensor Tensor, Tensor Values)> kept)
    {
        /// <summary>Puts them back, whatever became of them.</summary>
        public void GiveBack()
        {
            using var withoutGradients = torch.no_grad();
            foreach ((Tensor tensor, Tensor values) in kept)
            {
                tensor.index_copy_(0, members!.to(tensor.device), values);
            }
        }
    }
}
