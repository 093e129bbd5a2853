using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;

namespace TorchGradients.Execution;

/// <summary>Keeps the data of the last run: the runs of a grid mostly share it.</summary>
/// <param name="memoryOf">A device's memory in bytes; null: what <see cref="Devices.MemoryOf"/> says.</param>
public sealed class DataCache(Func<string, long?>? memoryOf = null) : IDisposable
{
    readonly Func<string, long?> _memoryOf = memoryOf ?? Devices.MemoryOf;
    (ComponentConfig Data, torch.ScalarType Precision, string Device)? _key;
    PreparedData? _data;

    /// <summary>
    /// How many processes share a device: each keeps data of its own there, in its part of the memory.
    /// </summary>
    public int Sharers { get; set; } = 1;

    /// <summary>What theory says of the runs on these data sets, kept for all of them.</summary>
    public Predictions Predictions { get; } = new();

    /// <summary>The data set, from the cache if it is the last one; the cache owns it.</summary>
    /// <exception cref="DataException">The data cannot be used.</exception>
    public PreparedData Get(ComponentConfig data, torch.ScalarType precision, string device)
    {
        if (_data is not null && _key is var (last, lastPrecision, lastDevice) && lastPrecision == precision
            && lastDevice == device && last.Name == data.Name && JsonNode.DeepEquals(last.Options, data.Options))
        {
            return _data;
        }

        _data?.Dispose();
        _data = null;
        _data = PreparedData.Prepare(data, precision, torch.device(device), _memoryOf(device) / Sharers);
        _key = (data, precision, device);
        return _data;
    }

    /// <inheritdoc/>
    public void Dispose() => _data?.Dispose();
}
