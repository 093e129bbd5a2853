using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class CheckpointFileTests : IDisposable
{
    readonly SomeRun _some = new();
    readonly ScratchFolder _experiment = new();
    readonly List<string> _said = [];

    public void Dispose()
    {
        _some.Dispose();
        _experiment.Dispose();
    }

    [Fact]
    public void Weights_have_the_names_and_layout_of_kept_weights_and_the_optimizers_numbers_stand_beside_them()
    {
        string folder = Interrupted(Plan());

        IReadOnlyList<NamedArray> arrays = SafeTensors.Read(Path.Combine(folder, CheckpointFile.Name));
        IReadOnlyList<NamedArray> initial = SafeTensors.Read(Path.Combine(folder, "initial.safetensors"));
        Assert.Equal(
            initial.Select(array => (array.Name, string.Join('x', array.Shape))),
            arrays.Take(initial.Count).Select(array => (array.Name, string.Join('x', array.Shape))));
        string[] trained = [.. initial.Select(array => array.Name).Where(name => !name.Contains("running", StringComparison.Ordinal))];
        Assert.Equal(
            trained.SelectMany(name => new[] { $"optimizer.{name}.mean", $"optimizer.{name}.meanSquare" }).Order(),
            arrays.Skip(initial.Count).Select(array => array.Name).Order());
        Assert.All(arrays.Skip(initial.Count), array => Assert.Equal(
            initial.Single(weights => array.Name.StartsWith($"optimizer.{weights.Name}.mean", StringComparison.Ordinal)).Shape, array.Shape));
    }

    [Fact]
    public void What_was_written_is_read_back_also_what_is_not_finite()
    {
        Checkpoint checkpoint = CheckpointFile.Read(Interrupted(Plan())) with
        {
            Progress = new TrainingProgress(7, [0.1, double.NaN], [double.PositiveInfinity, null], null, new StepSums(0.5, 1, 2, 3)),
        };

        CheckpointFile.Write(_experiment.Path, checkpoint);
        Checkpoint read = CheckpointFile.Read(_experiment.Path);

        Assert.Equal(checkpoint.Environment, read.Environment);
        Assert.Equal((checkpoint.Identity, checkpoint.Seconds, checkpoint.RecordsLength), (read.Identity, read.Seconds, read.RecordsLength));
        Assert.Equivalent(checkpoint.Progress, read.Progress, strict: true);
        Assert.Equal(checkpoint.State.Select(array => array.Values), read.State.Select(array => array.Values));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(-1)]
    public void A_file_that_was_cut_off_is_damaged(int length)
    {
        string file = Path.Combine(Interrupted(Plan()), CheckpointFile.Name);
        byte[] bytes = File.ReadAllBytes(file);

        File.WriteAllBytes(file, bytes[..(length < 0 ? bytes.Length + length : length)]);

        Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void So_is_one_in_which_a_single_bit_has_changed_wherever_that_is()
    {
        string folder = Interrupted(Plan());
        string file = Path.Combine(folder, CheckpointFile.Name);
        byte[] bytes = File.ReadAllBytes(file);
        int step = bytes.AsSpan().IndexOf("steps"u8) + "steps"u8.Length + 3;
        foreach (int place in new[] { step, bytes.Length / 2, bytes.Length - 1 })
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 1;
            File.WriteAllBytes(file, changed);

            Assert.Throws<InvalidDataException>(() => CheckpointFile.Read(folder));
        }
    }

    [Fact]
    public void A_new_attempt_goes_on_with_what_is_set_aside_or_lies_in_the_runs_folder()
    {
        PlannedRun run = Plan();
        var attempts = new AttemptFolders(_experiment.Path);
        Directory.Move(Interrupted(run), Path.Combine(_experiment.Path, run.Folder));

        string first = Begin(attempts, run);
        Assert.True(CheckpointFile.IsIn(first));
        Assert.False(Directory.Exists(Path.Combine(_experiment.Path, run.Folder)));

        attempts.TakeUp(publish: true);
        string second = Begin(attempts, run);
        Assert.True(CheckpointFile.IsIn(second));
        Assert.Empty(_said);

        (Outcome outcome, _) = _some.Execute(run, second);
        attempts.Publish(second, run.Folder);
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.False(CheckpointFile.IsIn(Path.Combine(_experiment.Path, run.Folder)));
    }

    [Fact]
    public void Where_earlier_attempts_do_not_count_it_is_an_empty_folder()
    {
        PlannedRun run = Plan();
        Directory.Move(Interrupted(run), Path.Combine(_experiment.Path, run.Folder));

        string attempt = new AttemptFolders(_experiment.Path).Begin(run, EarlierAttempts.None, () => Here(run), _said.Add);

        Assert.Empty(Directory.EnumerateFileSystemEntries(attempt));
        Assert.True(CheckpointFile.IsIn(Path.Combine(_experiment.Path, run.Folder)));
    }

    [Theory]
    [InlineData("truncated", "is damaged")]
    [InlineData("other identity", "it is one of another run")]
    [InlineData("other libtorch", "it was made with libtorch 0.1, and this is ")]
    [InlineData("other threads", "it was made with threads 99, and this is ")]
    [InlineData("records cut", "records.clef does not reach as far")]
    [InlineData("initial gone", "the initial weights, which are asked for now, were not kept")]
    public void One_that_is_of_no_use_is_set_aside_and_that_is_said(string what, string expected)
    {
        PlannedRun run = Plan();
        string folder = Path.Combine(_experiment.Path, run.Folder);
        Directory.Move(Interrupted(run), folder);
        Spoil(folder, what);

        string attempt = Begin(new AttemptFolders(_experiment.Path), run);

        Assert.Empty(Directory.EnumerateFileSystemEntries(attempt));
        Assert.True(CheckpointFile.IsIn(Path.Combine(_experiment.Path, AttemptFolders.SetAside, run.Folder)));
        string said = Assert.Single(_said);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.EndsWith("The run starts anew; what it had is set aside.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_executor_itself_takes_no_checkpoint_of_another_run()
    {
        string folder = Interrupted(Plan());

        Assert.Throws<InvalidDataException>(() => _some.Execute(_some.Plan("""{ "training": { "checkpointEvery": 5 }, "seeds": [9] }"""), folder));
    }

    static void Spoil(string folder, string what)
    {
        Checkpoint checkpoint = CheckpointFile.Read(folder);
        string records = Path.Combine(folder, RecordWriter.FileName);
        string file = Path.Combine(folder, CheckpointFile.Name);
        switch (what)
        {
            case "truncated": File.WriteAllBytes(file, File.ReadAllBytes(file)[..^9]); break;
            case "other identity": CheckpointFile.Write(folder, checkpoint with { Identity = "another" }); break;
            case "other libtorch": Rewrite(checkpoint.Environment with { LibTorch = "0.1" }); break;
            case "other threads": Rewrite(checkpoint.Environment with { Threads = 99 }); break;
            case "records cut": File.WriteAllBytes(records, File.ReadAllBytes(records)[..((int)checkpoint.RecordsLength - 1)]); break;
            case "initial gone": File.Delete(Path.Combine(folder, "initial.safetensors")); break;
            default: throw new ArgumentOutOfRangeException(nameof(what));
        }

        void Rewrite(EnvironmentRecord environment) => CheckpointFile.Write(folder, checkpoint with { Environment = environment });
    }

    string Begin(AttemptFolders attempts, PlannedRun run) => attempts.Begin(run, EarlierAttempts.All, () => Here(run), _said.Add);

    static EnvironmentRecord Here(PlannedRun run) => RunExecutor.EnvironmentOf(run, slot: null);

    PlannedRun Plan() => _some.Plan("""
        { "model": { "normalization": "batch-norm", "activation": "prelu" },
          "training": { "optimizer": "adam", "checkpointEvery": 5, "checkpoints": ["initial"] } }
        """);

    /// <summary>The folder of a run that was ended after its seventh step.</summary>
    string Interrupted(PlannedRun run)
    {
        using var cancellation = new CancellationTokenSource();
        _some.Cancellation = cancellation.Token;
        _some.AfterStep = step =>
        {
            if (step == 6) cancellation.Cancel();
        };
        string folder = _some.Execute(run).Folder;
        (_some.Cancellation, _some.AfterStep) = (default, _ => { });
        return folder;
    }
}
