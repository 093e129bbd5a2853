using Xunit;

namespace TorchGradients.EndToEnd;

/// <summary>What a user reads after a mistake in the command line.</summary>
public sealed class CommandLineTests : IDisposable
{
    readonly Scratch _scratch = new Scratch().With("tiny.json", Scratch.Tiny);

    [Theory]
    [InlineData("check tiny.json --sett", "'--sett' is not an option of 'check'. Did you mean '--set'?  Known: --set.\nSee check --help.\n")]
    [InlineData("check tiny.json -- --set", "'--set' stands behind '--', where everything is taken for a file. Write it before.\nSee check --help.\n")]
    [InlineData("check tiny.json --set", "--set has no value. Write --set path=value.\nSee check --help.\n")]
    [InlineData("check", "Required argument 'FILE' missing for command: 'check'.\nSee check --help.\n")]
    [InlineData("run tiny.json --workers many", "--workers is 'many', but must be a whole number.\nSee run --help.\n")]
    [InlineData("run tiny.json --workers 100000", "--workers is 100000, but must be at most MOST.\nSee run --help.\n")]
    [InlineData("run tiny.json --per-gpu 0", "--per-gpu is 0, but must be at least 1.\nSee run --help.\n")]
    [InlineData("schema --all", "'--all' is not an option of 'schema', which has none.\nSee schema --help.\n")]
    [InlineData("schema x", "'x' is too much: 'schema' takes nothing behind it.\nSee schema --help.\n")]
    [InlineData("query a b", "'b' is too much: 'query' takes SQL only. Put what holds spaces in quotes.\nSee query --help.\n")]
    [InlineData("export runs", "--format is missing. Write --format parquet|csv|tensorboard.\nSee export --help.\n")]
    [InlineData("export runs --format", "--format has no value. Write --format parquet|csv|tensorboard.\nSee export --help.\n")]
    [InlineData("export runs --format xml", "--format is 'xml', but must be parquet, csv or tensorboard.\nSee export --help.\n")]
    [InlineData("run tiny.json --on slrm", "--on is 'slrm', but must be slurm.\nSee run --help.\n")]
    [InlineData("slurm-task x", "--part is missing. Write --part N.\nSee slurm-task --help.\n")]
    public async Task A_word_that_a_command_does_not_know_is_told(string arguments, string expected) =>
        await AssertMistake(expected.Replace("MOST", $"{8 * Environment.ProcessorCount}", StringComparison.Ordinal), arguments.Split(' '));

    [Theory]
    [InlineData("run", "--output", "DIR")]
    [InlineData("run", "--device", "DEVICE")]
    [InlineData("run", "--workers", "N")]
    [InlineData("run", "--per-gpu", "N")]
    [InlineData("run", "--on", "slurm")]
    [InlineData("run", "--partition", "PARTITION")]
    [InlineData("run", "--account", "ACCOUNT")]
    [InlineData("run", "--time", "TIME")]
    [InlineData("run", "--memory", "MEMORY")]
    [InlineData("run", "--gres", "GRES")]
    [InlineData("run", "--cpus", "N")]
    [InlineData("run", "--tasks", "N")]
    [InlineData("run", "--sbatch-option", "OPTION")]
    [InlineData("plan", "--output", "DIR")]
    [InlineData("verify", "--steps", "N")]
    public async Task An_option_without_its_value_is_told(string command, string option, string form) =>
        await AssertMistake($"{option} has no value. Write {option} {form}.\nSee {command} --help.\n", command, "tiny.json", option);

    [Theory]
    [InlineData("run", "--on", "slurm")]
    [InlineData("run", "--output", "a")]
    [InlineData("run", "--device", "cpu")]
    [InlineData("run", "--workers", "1")]
    [InlineData("verify", "--steps", "1")]
    public async Task An_option_given_several_times_is_told(string command, string option, string value) => await AssertMistake(
        $"{option} is given 2 times. Give it once.\nSee {command} --help.\n", command, "tiny.json", option, value, option, value);

    [Fact]
    public async Task What_the_program_starts_itself_is_not_offered()
    {
        await AssertMistake(
            "Name a command: cancel, check, export, list, plan, query, report, run, schema, status, theory, verify.\nSee --help.\n");
        await AssertMistake("'worker' takes its orders from 'run', which starts it; nothing was run.\n", "worker");
    }

    [Fact]
    public async Task Sharing_GPUs_that_no_run_uses_is_told()
    {
        var result = await _scratch.Run("run", "tiny.json", "--per-gpu", "2", "--device", "cpu");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--per-gpu has no effect: no run of tiny shares this machine's GPUs.\n", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("--per-gpu", (await _scratch.Run("run", "tiny.json")).StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelled_command_is_recognised()
    {
        var result = await _scratch.Run("chekc", "tiny.json");

        Assert.StartsWith("'chekc' is not a command. Did you mean 'check'?  Known: ", result.StandardError, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
    }

    [Fact]
    public async Task A_misspelled_family_is_recognised()
    {
        var result = await _scratch.Run("list", "activaton");

        Assert.StartsWith("'activaton' is not a known family. Did you mean 'activation'?  Known: ", result.StandardError, StringComparison.Ordinal);
        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
    }

    [Fact]
    public async Task A_file_given_twice_is_told() => await AssertMistake(
        """
        1 problem in tiny.json; nothing was run.

          file      is given more than once.
                    Name it once.

        """, "run", "tiny.json", "./tiny.json");

    [Fact]
    public async Task Two_files_of_one_name_would_share_a_folder()
    {
        _scratch.With("other.json", Scratch.Tiny);

        await AssertMistake(
            """
            1 problem in missing.json; nothing was run.

              file      does not exist.
                        Known: other.json, tiny.json.

            1 problem in other.json; nothing was run.

              name      'tiny' is also the name in tiny.json.
                        Give one of them another name: it is the name of the folder.

            """, "run", "missing.json", "tiny.json", "other.json");
    }

    [Fact]
    public async Task An_output_that_is_a_file_is_told() => await AssertMistake(
        """
        1 problem in the command line; nothing was run.

          --output      'tiny.json' is a file, not a folder.
                        Name a folder that you may write to.

        """, "run", "tiny.json", "--output", "tiny.json");

    [Fact]
    public async Task An_output_that_cannot_be_made_is_told() => await AssertMistake(
        """
        1 problem in the command line; nothing was run.

          --output      'tiny.json/below' cannot be written.
                        Name a folder that you may write to.

        """, "run", "tiny.json", "--output", "tiny.json/below");

    [Fact]
    public async Task Numbers_that_are_none_and_numbers_out_of_range_are_told() => await AssertMistake(
        """
        --workers is 'two', but must be a whole number.
        --per-gpu is 0, but must be at least 1.
        See run --help.

        """, "run", "tiny.json", "--workers", "two", "--per-gpu", "0");

    [Fact]
    public async Task A_number_beyond_whole_numbers_is_told() => await AssertMistake(
        """
        --steps is 99999999999, but must be at most 2147483647.
        See verify --help.

        """, "verify", "tiny.json", "--steps", "99999999999");

    [Fact]
    public async Task A_folder_without_a_plan_has_no_report() => await AssertMistake(
        """
        1 problem in .; nothing was run.

          plan.json      is not there, so this is not an experiment's folder.
                         Name a folder that 'run' made, for example runs/01-vanishing-gradient.

        """, "report", ".");

    [Fact]
    public async Task A_damaged_plan_is_told_without_a_stack_trace()
    {
        _scratch.With("plan.json", "{ \"axes\": [");

        await AssertMistake(
            "./plan.json, line 1 is not a plan. Remove the file and run the experiment again: "
            + "that writes the plan anew and keeps the runs that are complete.\n", "report", ".");
    }

    [Fact]
    public async Task What_is_advised_of_a_damaged_plan_helps()
    {
        Assert.Equal(0, (await _scratch.Run("run", "tiny.json", "--no-report")).ExitCode);
        _scratch.With("runs/tiny/plan.json", "x");

        var damaged = await _scratch.Run("run", "tiny.json", "--no-report");
        Assert.Equal(
            "runs/tiny/plan.json is damaged, so the threads and cohorts of its runs are not known. Remove the file and run the experiment again: "
            + "that writes the plan anew and keeps the runs that are complete.\n", damaged.StandardError);
        Assert.Equal(1, damaged.ExitCode);

        File.Delete(_scratch["runs/tiny/plan.json"]);
        var mended = await _scratch.Run("run", "tiny.json", "--no-report");
        Assert.Equal((0, "1 run of 1 complete already (--fresh runs them again).\n"), (mended.ExitCode, mended.StandardError));
    }

    async Task AssertMistake(string expected, params string[] arguments)
    {
        var result = await _scratch.Run(arguments);

        Assert.Equal(expected, result.StandardError);
        Assert.Equal((2, ""), (result.ExitCode, result.StandardOutput));
    }

    public void Dispose() => _scratch.Dispose();
}
