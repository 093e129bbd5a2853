using TorchGradients.Records;

namespace TorchGradients.Reporting.Archive;

/// <summary>Gathers the events of a <c>records.clef</c> by quantity and step.</summary>
static class RecordsFile
{
    public static RunRecords Read(string file)
    {
        var records = new RunRecords();
        try
        {
            foreach (var recorded in RecordReader.Read(file)) Add(records, recorded);
        }
        catch (InvalidDataException exception)
        {
            throw new ArchiveException(exception.Message, exception);
        }

        return records;
    }

    static void Add(RunRecords records, RecordEvent recorded)
    {
        if (recorded.Kind == RecordKind.Layers)
        {
            records.AddLayers(recorded.Quantity, recorded.Step, recorded.Values);
        }
        else if (recorded.Kind == RecordKind.Scalar)
        {
            records.AddScalar(recorded.Quantity, recorded.Step, recorded.Values[0]);
        }
    }
}
