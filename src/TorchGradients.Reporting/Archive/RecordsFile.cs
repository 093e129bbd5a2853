using TorchGradients.Records;

namespace TorchGradients.Reporting.Archive;

/// <summary>Gathers the events of a <c>records.clef</c> by quantity and step, as far as they can be read.</summary>
static class RecordsFile
{
    public static RunRecords Read(RunFiles files, Action<ArchiveWarning> warn)
    {
        var records = new RunRecords();
        foreach (var recorded in ArchiveFiles.Events(files, warn)) Add(records, recorded);
        return records;
    }

    static void Add(RunRecords records, RecordEvent recorded)
    {
        if (recorded.Kind == RecordKind.Layers)
        {
            records.AddLayers(recorded.Quantity, recorded.Step, recorded.Values);
        }
        else if (recorded.Kind == RecordKind.Values)
        {
            records.AddValues(recorded.Quantity, recorded.Step, recorded.Values);
        }
        else if (recorded.Kind == RecordKind.Scalar)
        {
            records.AddScalar(recorded.Quantity, recorded.Step, recorded.Values[0]);
        }
    }
}
