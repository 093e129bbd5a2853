using TorchGradients.Records;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>Takes a run's events one by one and keeps the numbers that claims ask for.</summary>
sealed class ClaimReader(IReadOnlyList<ClaimReading> wanted)
{
    readonly (double Sum, int Count, double? Newest)[] _read = new (double, int, double?)[wanted.Count];

    /// <summary>The numbers; null where the run has not recorded them.</summary>
    public IReadOnlyDictionary<ClaimReading, double?> Values => wanted.Index().ToDictionary(pair => pair.Item, pair => Value(pair.Index));

    /// <summary>Takes an event.</summary>
    public void Add(RecordLine record)
    {
        if (record.Kind == RecordKind.Lifecycle) return;

        for (int i = 0; i < wanted.Count; i++)
        {
            ClaimReading reading = wanted[i];
            if (reading.Quantity != record.Quantity || (reading.Step is >= 0 && reading.Step != record.Step)) continue;

            int place = reading.Layer > 0 ? reading.Layer - 1 : record.Values.Length + reading.Layer;
            double? value = place >= 0 && place < record.Values.Length ? record.Values[place] : null;
            var (sum, count, _) = _read[i];
            _read[i] = value is { } number ? (sum + number, count + 1, number) : (sum, count, null);
        }
    }

    double? Value(int place)
    {
        var (sum, count, newest) = _read[place];
        return wanted[place].Step is null ? count == 0 ? null : sum / count : newest;
    }
}
