using System.Globalization;
using TorchGradients.Records;
using TorchGradients.Reporting.Archive;
using TorchSharp;

namespace TorchGradients.Cli;

/// <summary>
/// Records as event files of TensorBoard, by TorchSharp's own writer: a folder per experiment and in it one per run,
/// with a scalar <c>quantity/layer-01</c> per layer, and the quantities that are one number under their name.
/// </summary>
/// <remarks>
/// TensorBoard's scalars are float32: below 1e-45 they are 0. Times are whole seconds; the writer takes no finer ones.
/// </remarks>
internal static class TensorBoardExport
{
    const string EventFilePattern = "events.out.tfevents.*";

    /// <summary>Writes the runs that have records and returns their folders; event files of an earlier export
    /// go.</summary>
    public static IReadOnlyList<string> Write(IReadOnlyList<FoundRun> runs, string folder, Action<ArchiveWarning> warn)
    {
        var written = new List<string>();
        foreach (var run in runs.Where(run => run.HasRecords))
        {
            string logs = Path.Combine(folder, run.Experiment, run.Run);
            Directory.CreateDirectory(logs);
            foreach (string earlier in Directory.EnumerateFiles(logs, EventFilePattern)) File.Delete(earlier);
            Write(run.Events(warn), logs);
            written.Add(logs);
        }

        return written;
    }

    static void Write(IEnumerable<RecordEvent> events, string logs)
    {
        var writer = torch.utils.tensorboard.SummaryWriter(logs);
        foreach (var recorded in events)
        {
            for (int i = 0; i < recorded.Values.Count; i++)
            {
                if (recorded.Values[i] is not { } value) continue;

                string place = (i + 1).ToString("00", CultureInfo.InvariantCulture);
                string tag = recorded.Kind switch
                {
                    RecordKind.Layers => $"{recorded.Quantity}/layer-{place}",
                    RecordKind.Values => $"{recorded.Quantity}/{place}",
                    _ => recorded.Quantity,
                };
                writer.add_scalar(tag, (float)value, recorded.Step, recorded.Time.ToUnixTimeSeconds());
            }
        }
    }
}
