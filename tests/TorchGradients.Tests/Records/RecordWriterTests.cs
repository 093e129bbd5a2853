using CsCheck;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Records;

public sealed class RecordWriterTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_one_compact_event_a_line()
    {
        using (var writer = new RecordWriter(_folder["records.clef"], new StoppedClock()))
        {
            writer.Lifecycle(0, "started", "torch \"0.107\"");
            writer.Layers(0, "delta-norm",
                [1e-30, null, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1]);
            writer.Scalar(0, "train-loss", 2.25);
        }

        Assert.Equal("""
            {"@t":"2026-01-02T03:04:05.0000000Z","@mt":"{Quantity} at step {Step}. {Detail}","Kind":"lifecycle","Step":0,"Quantity":"started","Detail":"torch \"0.107\""}
            {"@t":"2026-01-02T03:04:05.0000000Z","@mt":"{Quantity} at step {Step}: {Values}","Kind":"layers","Step":0,"Quantity":"delta-norm","Values":[1E-30,null,"NaN","Infinity","-Infinity",0.1]}
            {"@t":"2026-01-02T03:04:05.0000000Z","@mt":"{Quantity} at step {Step}: {Values}","Kind":"scalar","Step":0,"Quantity":"train-loss","Values":2.25}

            """, File.ReadAllText(_folder["records.clef"]));
    }

    [Fact]
    public void Writes_to_the_last_byte_what_serilogs_compact_formatter_writes() =>
        Gen.Select(Gen.Int[0, 2_000_000], Gen.String[Gen.Char["az-\"\\\n\u00e4\u2207"], 1, 8], Gen.Double.Nullable().Array[1, 5]).Sample((step, quantity, values) =>
        {
            string file = _folder["compared.clef"];
            using (var writer = new RecordWriter(file, new StoppedClock()))
            {
                writer.Layers(step, quantity, values);
                writer.Scalar(step, quantity, values[0]);
            }

            using var expected = new StringWriter { NewLine = "\n" };
            Format(expected, "layers", step, quantity, new SequenceValue(values.Select(value => new ScalarValue(value))));
            Format(expected, "scalar", step, quantity, new ScalarValue(values[0]));
            return expected.ToString() == File.ReadAllText(file);
        }, iter: 300, threads: 1);

    static void Format(StringWriter line, string kind, int step, string quantity, LogEventPropertyValue values) =>
        new CompactJsonFormatter().Format(new LogEvent(StoppedClock.Time, LogEventLevel.Information, null,
            new MessageTemplateParser().Parse("{Quantity} at step {Step}: {Values}"),
            [
                new LogEventProperty("Kind", new ScalarValue(kind)), new LogEventProperty("Step", new ScalarValue(step)),
                new LogEventProperty("Quantity", new ScalarValue(quantity)), new LogEventProperty("Values", values),
            ]), line);

    [Fact]
    public void The_reader_gives_back_what_was_written()
    {
        double?[] values = [1e-30, null, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1,
            double.Epsilon];
        using (var writer = new RecordWriter(_folder["records.clef"], new StoppedClock()))
        {
            writer.Layers(7, "delta-norm", values);
            writer.Scalar(7, "train-loss", double.NaN);
            writer.Lifecycle(8, "diverged", "the loss is not finite");
        }

        RecordEvent[] events = [.. RecordReader.Read(_folder["records.clef"])];
        Assert.Equal(3, events.Length);
        Assert.Equal((StoppedClock.Time, RecordKind.Layers, 7, "delta-norm"),
            (events[0].Time, events[0].Kind, events[0].Step, events[0].Quantity));
        Assert.Equal(values, events[0].Values);
        Assert.Equal([double.NaN], events[1].Values);
        Assert.Equal((RecordKind.Lifecycle, "diverged", "the loss is not finite"),
            (events[2].Kind, events[2].Quantity, events[2].Detail));
    }

    [Fact]
    public void The_file_grows_by_whole_steps_only()
    {
        using var writer = new RecordWriter(_folder["records.clef"], TimeProvider.System);
        double?[] values = [.. Enumerable.Range(0, 500).Select(i => (double?)Math.Sqrt(i))];
        long length = 0;
        for (int step = 0; step < 60; step++)
        {
            foreach (string quantity in new[] { "delta-norm", "weight-norm", "update-norm" })
            {
                writer.Layers(step, quantity, values);
                if (new FileInfo(_folder["records.clef"]).Length == length) continue;

                length = new FileInfo(_folder["records.clef"]).Length;
                var written = RecordReader.Read(_folder["records.clef"]).GroupBy(record => record.Step).ToList();
                Assert.All(written, records => Assert.Equal(3, records.Count()));
            }
        }

        Assert.True(new FileInfo(_folder["records.clef"]).Length > 1_000_000);
        writer.Flush();
        Assert.Equal(180, RecordReader.Read(_folder["records.clef"]).Count());
    }

    [Fact]
    public void Several_threads_may_write()
    {
        using (var writer = new RecordWriter(_folder["records.clef"], TimeProvider.System))
        {
            Parallel.For(0, 2000, step => writer.Scalar(step, "train-loss", step));
        }

        Assert.Equal(Enumerable.Range(0, 2000),
            RecordReader.Read(_folder["records.clef"]).Select(record => record.Step).Order());
    }

    [Fact]
    public void A_last_line_that_was_cut_off_is_no_event_and_any_other_broken_line_is_told()
    {
        using (var writer = new RecordWriter(_folder["records.clef"], TimeProvider.System))
        {
            writer.Scalar(0, "train-loss", 1);
            writer.Scalar(1, "train-loss", 2);
        }

        string whole = File.ReadAllText(_folder["records.clef"]);
        int lastLine = whole.Length / 2;
        for (int cut = 2; cut <= lastLine; cut++)
        {
            string file = _folder.Write("cut.clef", whole[..^cut]);
            Assert.Equal(0, Assert.Single(RecordReader.Read(file)).Step);
        }

        string broken = _folder.Write("broken.clef", "{\"@t\":\n" + whole);
        Assert.Equal($"{broken}: line 1 is not an event of a run.",
            Assert.Throws<InvalidDataException>(() => RecordReader.Read(broken).Count()).Message);
    }

    [Fact]
    public void A_full_disk_reaches_the_caller()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "only Linux has a device that is always full");
        var writer = new RecordWriter("/dev/full", TimeProvider.System);
        double?[] values = new double?[1000];
        var failure = Assert.ThrowsAny<Exception>(() =>
        {
            for (int step = 0; step < 1000; step++) writer.Layers(step, "delta-norm", values);
        });
        Assert.IsAssignableFrom<IOException>(failure.GetBaseException());
        writer.Dispose();
    }

    sealed class StoppedClock : TimeProvider
    {
        public static DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Time;
    }
}
