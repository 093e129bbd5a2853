using Microsoft.Extensions.Time.Testing;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using Xunit;
using static TorchGradients.Tests.Execution.BoundRuns;

namespace TorchGradients.Tests.Execution;

/// <summary>
/// A cohort that numbers are bound to is taken up again from where it was, to the last bit, also where a member has its
/// result.
/// </summary>
public sealed class BoundCohortTests : IDisposable
{
    readonly SomeRun _some = new();

    public void Dispose() => _some.Dispose();

    // Kernels of every sort meet a place that holds other numbers than in the undisturbed cohort.
    public static TheoryData<string, string, string, string, int> Networks => new()
    {
        { "tanh", "none", "sgd", "float32", 6 },
        { "gelu", "batch-norm", "adam", "float32", 6 },
        { "softplus", "layer-norm", "rmsprop", "float32", 6 },
        { "sigmoid", "weight-norm", "sgd", "float64", 3 },
        { "selu", "batch-norm", "radam", "float64", 6 },
    };

    [Theory, MemberData(nameof(Networks))]
    public void Broken_off_after_a_member_diverged_the_others_go_on_from_there_and_it_keeps_its_result(
        string activation, string normalization, string optimizer, string precision, int divergesAfter)
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(activation, normalization, optimizer, precision, divergesAfter);
        (IReadOnlyList<Outcome> outcomes, string[] whole) = _some.ExecuteTogether(runs);
        Assert.Equal([RunStatus.Completed, RunStatus.Diverged, RunStatus.Completed], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(8, outcomes[1].Steps);

        (IReadOnlyList<Outcome> broken, string[] folders) = _some.Break(runs, afterSteps: 11);
        Assert.Equal([RunStatus.Cancelled, RunStatus.Diverged, RunStatus.Cancelled], broken.Select(outcome => outcome.Status));
        _some.ExecuteTogether(runs, [folders[0], null, folders[2]]);

        AssertEqual(whole, folders);
        Assert.Equal([11, null, 11], folders.Select(ResumedAt));
    }

    [Fact]
    public void So_they_do_where_several_steps_are_read_together_as_on_a_gpu()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(normalization: "batch-norm");
        _some.StepsPerReading = 3;
        string[] whole = _some.ExecuteTogether(runs).Folders;

        string[] killed = _some.Kill(runs, afterSteps: 11);
        _some.ExecuteTogether(runs, [killed[0], null, killed[2]]);

        Assert.True(HasOutcome(killed[1]));
        AssertEqual(whole, killed);
        Assert.Equal([8, null, 8], killed.Select(ResumedAt));
    }

    [Fact]
    public void A_member_that_diverged_has_its_result_at_the_next_checkpoint_whatever_becomes_of_the_process()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound();
        string[] whole = _some.ExecuteTogether(runs).Folders;

        string[] killed = _some.Kill(runs, afterSteps: 10);
        Assert.Equal([false, true, false], killed.Select(HasOutcome));
        _some.ExecuteTogether(runs, [killed[0], null, killed[2]]);

        AssertEqual(whole, killed);
        Assert.Equal([8, null, 8], killed.Select(ResumedAt));
    }

    [Fact]
    public void Killed_before_that_it_diverges_again_at_the_same_step()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(divergesAfter: 9);
        (IReadOnlyList<Outcome> outcomes, string[] whole) = _some.ExecuteTogether(runs);
        Assert.Equal((RunStatus.Diverged, 11), (outcomes[1].Status, outcomes[1].Steps));

        string[] killed = _some.Kill(runs, afterSteps: 11);
        Assert.Equal([false, false, false], killed.Select(HasOutcome));
        _some.ExecuteTogether(runs, killed);

        AssertEqual(whole, killed);
        Assert.Equal([8, 8, 8], killed.Select(ResumedAt));
    }

    /// <summary>At a checkpoint, and where it is broken off; 13 rows bind the runs to their cohort, and 16 do not.</summary>
    [Theory]
    [InlineData(13, 6, 8)]
    [InlineData(13, 9, 11)]
    [InlineData(16, 6, 8)]
    [InlineData(16, 9, 11)]
    public void The_others_are_kept_before_one_that_diverged_is_evaluated(int batchSize, int divergesAfter, int kept)
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound(divergesAfter: divergesAfter, batchSize: batchSize);
        string[] folders = [.. runs.Select(_ => _some.NewFolder())];
        var stepsAtEnd = new Dictionary<string, int[]>();
        _some.AfterEnd = run => stepsAtEnd.Add(run.Identity,
            [.. folders.Where((_, place) => place != 1).Select(folder => CheckpointFile.Read(folder).Progress.Steps)]);

        _some.Break(runs, afterSteps: 11, folders);

        Assert.Equal([kept, kept], stepsAtEnd[runs[1].Identity]);
    }

    [Fact]
    public void Company_makes_no_step_more_once_those_that_are_kept_have_diverged()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound();
        string[] whole = _some.ExecuteTogether(runs).Folders;
        int last = 0;
        _some.AfterStep = step => last = step;

        (IReadOnlyList<Outcome> outcomes, string[] folders) = _some.ExecuteTogether(runs, [null, _some.NewFolder(), null]);

        Assert.Equal(7, last);
        Assert.Equal([RunStatus.Cancelled, RunStatus.Diverged, RunStatus.Cancelled], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(Measured(whole[1]), Measured(folders[0]));
    }

    [Fact]
    public void Memory_that_is_short_for_company_alone_is_nobodys_failure()
    {
        IReadOnlyList<PlannedRun> runs = _some.PlanBound();
        bool isFirst = true;
        _some.AfterEnd = _ =>
        {
            if (!isFirst) return;
            isFirst = false;
            throw new InvalidOperationException("CUDA out of memory. Tried to allocate 20.00 MiB.");
        };

        IReadOnlyList<Outcome> outcomes = _some.ExecuteTogether(runs, [null, _some.NewFolder(), null]).Outcomes;

        Assert.Equal(RunStatus.Diverged, outcomes[1].Status);
    }

    [Fact]
    public void Of_a_member_that_is_no_longer_bound_it_cannot_go_on()
    {
        PlannedRun run = _some.PlanBound()[0];
        string folder = _some.Break(_some.PlanBound(), afterSteps: 5).Folders[0];

        var exception = Assert.Throws<InvalidDataException>(() => _some.Execute(
            run with { IsBoundToCohort = false, Cohort = new CohortPlace(1, 0) }, folder));

        Assert.Equal($"{folder}: it was made at place 0 of a cohort of 3, and this is not bound to a cohort.", exception.Message);
    }

    [Fact]
    public void A_member_that_diverges_is_charged_up_to_that_step()
    {
        var time = new FakeTimeProvider();
        using var some = new SomeRun { Clock = time, AfterStep = _ => time.Advance(TimeSpan.FromSeconds(3)) };

        IReadOnlyList<Outcome> outcomes = some.ExecuteTogether(some.PlanBound()).Outcomes;

        // A third of 3 s for each step that was over when it diverged in its eighth.
        Assert.Equal([20, 7, 20], outcomes.Select(outcome => outcome.Seconds));
    }
}
