using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;

namespace TorchGradients.Execution;

/// <summary>Keeps the data of the last run: the runs of a grid mostly share it.</summary>
public sealed class DataCache : IDisposable
{
    (ComponentConfig Data, torch.ScalarType Precision, string Device)? _key;
    PreparedData? _data;

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
        _data = PreparedData.Prepare(data, precision, torch.device(device), Devices.MemoryOf(device));
        _key = (data, precision, device);
        return _data;
    }

    /// <inheritdoc/>
    public void Dispose() => _data?.Dispose();
}
