using TorchGradients.Configuration;
using TorchGradients.Data;
using TorchGradients.Training;

namespace TorchGradients.Execution;

/// <summary>Which rows the batches of some steps hold, brought to where the data are in one copy: steps gather them there.</summary>
/// <param name="members">Whose batches.</param>
/// <param name="data">Their data.</param>
sealed class BlockRows(IReadOnlyList<LoopMember> members, PreparedData data)
{
    readonly int _batchSize = members[0].Config.Data.As<DataConfig>().BatchSize;

    /// <summary>For each step the rows of every member's batch, one member after the other; in the caller's scope.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="sender">Takes them there.</param>
    public IReadOnlyList<Tensor> Of(int first, int count, INumberSender sender)
    {
        int each = members.Count * _batchSize;
        long[] rows = new long[count * each];
        for (int i = 0; i < count; i++)
        {
            for (int member = 0; member < members.Count; member++)
            {
                members[member].Order.CopyRows(first + i, rows.AsSpan(i * each + member * _batchSize, _batchSize));
            }
        }

        Tensor all = sender.Send(rows, data.TrainInputs.device);
        return count == 1 ? [all] : [.. Enumerable.Range(0, count).Select(i => all.narrow(0, (long)i * each, each))];
    }
}
