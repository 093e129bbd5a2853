using TorchGradients.Records;
using TorchGradients.Records.Packs;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Records.Packs;

public sealed class PackTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    [Fact]
    public void Gives_every_file_of_every_run_back_as_it_was()
    {
        string first = Run("a", RunStatus.Completed, "one\n"), second = Run("b", RunStatus.Failed, new string('x', 100_000));
        Pack("pack", first, second);

        PackedRuns packed = new([_folder["pack"]]);
        foreach (string folder in new[] { first, second })
        {
            PackedRun run = packed.Find("identity-" + Path.GetFileName(folder))!;
            Assert.Equal(Directory.GetFiles(folder).Select(Path.GetFileName).Order(), run.Files.Keys.Order());
            Assert.All(run.Files.Keys, name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder, name)), run.Content.Bytes(name)));
        }

        Assert.Equal((2, RunStatus.Failed), (packed.All.Count, packed.Find("identity-b")!.Outcome.Status));
        Assert.Null(packed.Find("identity-c"));
    }

    [Fact]
    public void What_a_killed_process_leaves_is_a_pack_of_the_runs_before()
    {
        Pack("pack", Run("a", RunStatus.Completed), Run("b", RunStatus.Completed));
        string index = Path.Combine(_folder["pack"], RunPack.IndexName);
        File.WriteAllBytes(index, File.ReadAllBytes(index)[..^7]);

        Assert.Equal(["a"], RunPack.Runs(_folder["pack"]).Select(run => run.Run));
    }

    [Fact]
    public void Of_a_run_in_several_packs_the_first_that_was_carried_through_counts()
    {
        Pack("1", Run("a", RunStatus.Failed));
        Pack("2", Run("a", RunStatus.Completed, "second"));
        Pack("3", Run("a", RunStatus.Completed, "third"));

        PackedRun run = new PackedRuns([_folder["1"], _folder["2"], _folder["3"]]).Find("identity-a")!;
        Assert.Equal("second", System.Text.Encoding.UTF8.GetString(run.Content.Bytes(RecordWriter.FileName)));
    }

    [Fact]
    public void Runs_go_from_pack_to_pack_as_they_are()
    {
        Pack("old", Run("a", RunStatus.Completed, "records"), Run("b", RunStatus.Completed));
        using (var writer = new PackWriter(_folder["new"]))
        {
            foreach (PackedRun run in RunPack.Runs(_folder["old"]).Reverse()) writer.Add(run);
        }

        PackedRuns packed = new([_folder["new"]]);
        Assert.Equal("records", System.Text.Encoding.UTF8.GetString(packed.Find("identity-a")!.Content.Bytes(RecordWriter.FileName)));
    }

    [Fact]
    public void A_damaged_index_names_file_and_line_and_damaged_data_the_run()
    {
        Pack("pack", Run("a", RunStatus.Completed));
        string index = Path.Combine(_folder["pack"], RunPack.IndexName);
        File.AppendAllText(index, "{}\n");
        var damaged = Assert.Throws<InvalidDataException>(() => RunPack.Runs(_folder["pack"]).Count());
        Assert.StartsWith($"{index}, line 2 is no run of a pack: ", damaged.Message, StringComparison.Ordinal);

        string data = Path.Combine(_folder["pack"], RunPack.DataName);
        File.WriteAllBytes(data, [.. File.ReadAllBytes(data).Select(value => (byte)(value ^ 255))]);
        PackedRun run = RunPack.Runs(_folder["pack"]).First();
        Assert.Equal($"{Path.Combine(_folder["pack"], "a", "outcome.json")} is damaged in {data}.",
            Assert.Throws<IOException>(() => run.Content.Bytes("outcome.json")).Message);
    }

    public void Dispose() => _folder.Dispose();

    string Run(string name, RunStatus status, string records = "")
    {
        string folder = Path.Combine(_folder.Path, "runs", name);
        Directory.CreateDirectory(folder);
        OutcomeFile.Write(Path.Combine(folder, OutcomeFile.Name), new Outcome { Identity = "identity-" + name, Status = status, Steps = 1, Seconds = double.NaN });
        File.WriteAllText(Path.Combine(folder, RecordWriter.FileName), records);
        return folder;
    }

    void Pack(string name, params string[] runs)
    {
        using var writer = new PackWriter(_folder[name]);
        foreach (string run in runs) writer.Add(Path.GetFileName(run), run);
    }
}
