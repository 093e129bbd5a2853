namespace TorchGradients.Training;

/// <summary>
/// Numbers in which members differ, on the device as one table [number, member] that crosses over in one copy: all that the
/// updates of many steps take. While it lives, each of them has its column there.
/// </summary>
sealed class MemberTable : IDisposable
{
    readonly MemberNumbers[] _numbers;
    readonly Tensor[] _rows = [];

    /// <summary>Sends the numbers over; those that all members share, and those named twice, cost nothing.</summary>
    /// <param name="numbers">Of as many members each.</param>
    /// <param name="device">Where they are needed.</param>
    /// <param name="sender">Takes them there; not asked where no member differs.</param>
    public MemberTable(IEnumerable<MemberNumbers> numbers, torch.Device device, INumberSender sender)
    {
        _numbers = [.. numbers.Where(number => !number.Agree).Distinct()];
        if (_numbers.Length == 0) return;

        using var scope = torch.NewDisposeScope();
        double[] all = [.. _numbers.SelectMany(number => number.Values)];
        Tensor table = sender.Send(all, all.Length / _numbers.Length, device);
        _rows = [.. table.unbind(0).Select(row => row.DetachFromDisposeScope())];
        for (int i = 0; i < _rows.Length; i++) _numbers[i].Row = _rows[i];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            _numbers[i].Row = null;
            _rows[i].Dispose();
        }
    }
}
