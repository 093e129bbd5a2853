using System.Text.Json.Nodes;
using TorchGradients.Cli;
using TorchGradients.Execution;
using TorchGradients.Planning;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using TorchGradients.Tests.Execution;
using Xunit;

namespace TorchGradients.Tests.Planning;

/// <summary>Cohorts that numbers are bound to stay what they were when a plan grows; what did not fit stays halved.</summary>
public sealed class BoundCohortsTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_plan_that_has_grown_the_old_cohorts_are_the_same_and_the_new_runs_have_their_own()
    {
        Keep(Plan(most: 4, 1, 2, 3, 4, 5));

        // In another order and with runs in between, as a new axis or seed has it.
        ExperimentPlan grown = Next(Plan(most: 4, 9, 5, 4, 8, 3, 7, 2, 6, 1));

        Assert.Equal(["4,5", "1,2,3", "9,8,7,6"], Cohorts(grown));
        Assert.Equal([(3, 0), (3, 1), (3, 2), (2, 0), (2, 1)], Enumerable.Range(1, 5).Select(seed => Place(grown, seed)));
        Assert.All(grown.Runs, run => Assert.True(run.IsBoundToCohort));

        Keep(grown);
        Assert.Equal(Cohorts(grown).Order(), Cohorts(Next(Plan(most: 4, 9, 5, 4, 8, 3, 7, 2, 6, 1))).Order());
    }

    [Fact]
    public void Free_cohorts_are_cut_anew()
    {
        ExperimentPlan Free(params int[] seeds) => SomePlannedRun.PlanOf(new CohortRule(4, IsBound: false), [.. seeds.Select(Run)]);
        Keep(Free(1, 2, 3));

        Assert.Equal(["1,2,3", "4,5"], Cohorts(Next(Free(1, 2, 3, 4, 5))));
    }

    [Fact]
    public void Another_size_is_a_new_choice_and_a_cohort_that_lost_a_member_cannot_be_the_same()
    {
        Keep(Plan(most: 3, 1, 2, 3, 4, 5));

        Assert.Equal(["1,2,3,4,5"], Cohorts(Next(Plan(most: 8, 1, 2, 3, 4, 5))));
        Assert.Equal(["4,5", "1,3"], Cohorts(Next(Plan(most: 3, 1, 3, 4, 5))));
    }

    [Fact]
    public void A_cohort_that_did_not_fit_trains_in_halves_from_then_on_and_the_plan_says_so()
    {
        ExperimentPlan first = Keep(Plan(most: 8, 1, 2, 3, 4, 5));
        EarlierPlans.AddHalved(_folder.Path, first.Runs, "out of memory on cuda:0");

        ExperimentPlan halves = Keep(Next(Plan(most: 8, 1, 2, 3, 4, 5)));
        Assert.Equal(["1,2,3", "4,5"], Cohorts(halves));
        Assert.Equal(
            "execution:cohorts made 1 cohort that did not fit into the device's memory, and trained in halves from the first step on; "
            + "the last digits of their runs are those of the halves. Name a size that fits. If memory was short for another reason, "
            + "remove .halved/ in the experiment's folder: what is not complete trains whole again.",
            Assert.Single(halves.Notes.Select(note => $"{note.Path} {note.Finding}. {note.Fix}")));

        // A half that does not fit either, and a grid that grows meanwhile.
        EarlierPlans.AddHalved(_folder.Path, [.. first.Runs.Take(3)], "out of memory on cuda:0");
        ExperimentPlan quarters = Keep(Next(Plan(most: 8, 1, 2, 3, 4, 5, 6)));
        Assert.Equal(["1,2", "3", "4,5", "6"], Cohorts(quarters));
        Assert.Equal([(2, 0), (2, 1), (1, 0)], Enumerable.Range(1, 3).Select(seed => Place(quarters, seed)));
        Assert.Equal([true, true, false], quarters.Runs.Take(3).Select(run => run.IsBoundToCohort));
        Assert.StartsWith("made 2 cohorts that", Assert.Single(quarters.Notes).Finding, StringComparison.Ordinal);
        Assert.Equal(Cohorts(quarters), Cohorts(Next(Plan(most: 8, 1, 2, 3, 4, 5, 6))));

        // A size that fits is a new choice, and no cohort of it was halved.
        ExperimentPlan named = Next(Plan(most: 2, 1, 2, 3, 4, 5, 6));
        Assert.Equal(["1,2", "3,4", "5,6"], Cohorts(named));
        Assert.Empty(named.Notes);

        // Nor is one halved any more of which that is no longer written down, although plan.json has the halves.
        EarlierPlans.RemoveHalved(_folder.Path, [.. first.Runs.Take(3)]);
        Assert.Equal(["1,2,3", "4,5", "6"], Cohorts(Keep(Next(Plan(most: 8, 1, 2, 3, 4, 5, 6)))));
        EarlierPlans.ForgetHalved(_folder.Path);
        ExperimentPlan whole = Keep(Next(Plan(most: 8, 1, 2, 3, 4, 5, 6)));
        Assert.Equal(["1,2,3,4,5", "6"], Cohorts(whole));
        Assert.Empty(whole.Notes);
    }

    [Fact]
    public void Halves_are_in_the_plan_when_a_run_ends_and_without_any_it_is_not_even_read()
    {
        ExperimentPlan planned = Plan(most: 8, 1, 2, 3, 4, 5), first = Keep(planned);
        EarlierPlan before = EarlierPlans.Of(_folder.Path);
        File.WriteAllText(_folder[PlanFile.Name], "not to be read");

        RunSession.WriteHalves(planned, _folder.Path, before);
        Assert.Equal("not to be read", File.ReadAllText(_folder[PlanFile.Name]));

        EarlierPlans.AddHalved(_folder.Path, first.Runs, "out of memory on cuda:0");
        RunSession.WriteHalves(planned, _folder.Path, before);
        JsonNode group = JsonNode.Parse(File.ReadAllText(_folder[PlanFile.Name]))!["cohorts"]![0]!;
        Assert.Equal(("[3,2]", "[5]"), (group["sizes"]!.ToJsonString(), group["wholeSizes"]!.ToJsonString()));
        Assert.Equal(["1,2,3", "4,5"], Cohorts(Next(planned)));
    }

    [Fact]
    public void A_plan_without_bound_cohorts_does_not_ask_for_an_earlier_one()
    {
        ExperimentPlan free = SomePlannedRun.PlanOf(new CohortRule(4, IsBound: false), Run(1), Run(2));

        Assert.Same(free, BoundCohorts.In(free, () => throw new InvalidOperationException("It was asked for.")));
    }

    [Fact]
    public void Sizes_are_shown_in_their_order_also_where_a_kept_cohort_of_one_run_comes_first()
    {
        Keep(Plan(most: 4, 1));
        ExperimentPlan grown = Next(Plan(most: 4, 1, 2, 3, 4));

        using var text = new StringWriter();
        ExperimentPlan shown = grown with { Groups = [grown.Groups[0] with { Kind = grown.Runs[0].Resolved }] };
        PlanText.Write(text, new PlanOverview(shown, "runs/trial", new HashSet<PlannedRun>(), null), all: false);

        Assert.Equal([1, 3], grown.Groups[0].Sizes);
        Assert.Contains("\n  4 runs, 1 + 3 together  mlp 2 x 4 ", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_a_program_that_did_not_say_what_is_bound_is_read_all_the_same()
    {
        Keep(Plan(most: 3, 1, 2));
        string file = _folder[PlanFile.Name];
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"isBound\": true", "\"other\": true", StringComparison.Ordinal));

        EarlierPlan earlier = EarlierPlans.Of(_folder.Path);

        Assert.Empty(earlier.Cohorts);
        Assert.Equal(["identity-1", "identity-2"], earlier.Threads.Keys);
    }

    [Fact]
    public void What_a_note_of_a_halved_cohort_holds_is_for_people_and_its_name_counts()
    {
        ExperimentPlan first = Keep(Plan(most: 8, 1, 2));
        EarlierPlans.AddHalved(_folder.Path, first.Runs, "out of memory on cuda:0");
        string file = Assert.Single(Directory.GetFiles(_folder[EarlierPlans.Halved]));
        JsonNode note = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.Equal("""["seed=1","seed=2"]""", note["runs"]!.ToJsonString());
        Assert.Equal("out of memory on cuda:0", note["reason"]!.ToString());

        File.WriteAllText(file, "{");

        Assert.Equal(["1", "2"], Cohorts(Next(Plan(most: 8, 1, 2))));
    }

    [Fact]
    public void Plan_shows_the_cohorts_that_a_run_would_take_up()
    {
        Keep(Plan(most: 4, 1, 2, 3));

        ExperimentPlan shown = BoundCohorts.In(Plan(most: 4, 1, 2, 3, 4), () => EarlierPlans.Of(_folder.Path));

        Assert.Equal([3, 1], shown.Groups[0].Sizes);
    }

    ExperimentPlan Keep(ExperimentPlan plan)
    {
        ExperimentPlan assigned = ThreadChoice.Assign(plan with { Notes = [] }, EarlierPlans.Of(_folder.Path), cores: 1);
        PlanFile.Write(_folder.Path, assigned);
        return assigned;
    }

    ExperimentPlan Next(ExperimentPlan plan) => ThreadChoice.Assign(plan, EarlierPlans.Of(_folder.Path), cores: 1);

    static ExperimentPlan Plan(int most, params int[] seeds) =>
        SomePlannedRun.PlanOf(new CohortRule(most, IsBound: true), [.. seeds.Select(Run)]);

    static PlannedRun Run(int seed) => SomePlannedRun.Of(seed);

    static IEnumerable<string> Cohorts(ExperimentPlan plan) =>
        plan.Groups.SelectMany(group => group.Cohorts).Select(cohort => string.Join(',', cohort.Select(i => plan.Runs[i].Seed)));

    static (int Size, int Place) Place(ExperimentPlan plan, int seed)
    {
        CohortPlace place = plan.Runs.Single(run => run.Seed == seed).Cohort;
        return (place.Size, place.Place);
    }
}
