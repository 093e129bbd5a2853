using TorchGradients.Reporting.Analysis.Comparisons;
using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>
/// Which remedies bring the gradient back, at one set of values of the axes that the baseline does not name.
/// </summary>
/// <param name="Context">For example <c>depth 20</c>; empty where the baseline names every axis.</param>
/// <param name="Verdicts">The verdicts there, in the order of the cells.</param>
public sealed record ContextAnswer(string Context, IReadOnlyList<RemedyVerdict> Verdicts)
{
    /// <summary>The verdicts on remedies, without checks that differ from the baseline in the engine only.</summary>
    public IReadOnlyList<RemedyVerdict> Remedies => [.. Verdicts.Where(verdict => !verdict.IsControl)];

    /// <summary>
    /// The remedies with which gradient and update are in order and the network trains, the most accurate first: the machine's times
    /// tell too little to rank by.
    /// </summary>
    public IReadOnlyList<RemedyVerdict> BringBack =>
    [
        .. Remedies.Where(verdict => verdict.BringsTheGradientBack)
            .OrderByDescending(verdict => verdict.Cell["testAccuracy"].Mean?.Mean ?? double.NegativeInfinity),
    ];

    /// <summary>The answer in a few sentences.</summary>
    public string Text
    {
        get
        {
            string where = Context.Length == 0 ? "" : $"At {Context}: ";
            IReadOnlyList<RemedyVerdict> back = BringBack;
            string answer = back.Count == 0
                ? "no remedy brings gradient and update in order and trains."
                : $"gradient and update are in order and the network trains with {Joined(back)}.";
            string text = where + answer + UpdateAlone + Overcorrected + Later + Controls;
            return string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
        }
    }

    string UpdateAlone
    {
        get
        {
            string[] groups =
            [
                .. Remedies.Where(IsUpdateOnly).GroupBy(Trains).OrderBy(group => group.Key.Rank)
                    .Select(group => $"by {Joined([.. group])}{group.Key.Words}"),
            ];
            return groups.Length == 0 ? "" : $" The update alone, not the gradient, is repaired {string.Join("; ", groups)}.";
        }
    }

    string Overcorrected => string.Concat(Remedies.Where(verdict => verdict.Gradient == RepairAnswer.Overcorrects).GroupBy(Trains)
        .OrderBy(group => group.Key.Rank)
        .Select(group => $" With {Joined([.. group])} the gradient goes from one extreme to the other{group.Key.Words}."));

    string Later => string.Concat(Remedies.Where(verdict => verdict.Gradient == RepairAnswer.RepairsLater).GroupBy(Trains)
        .OrderBy(group => group.Key.Rank)
        .Select(group => $" With {Joined([.. group])} the gradient comes in order along training only{group.Key.Words}."));

    string Controls => Verdicts.Count == Remedies.Count ? ""
        : $" {string.Join(", ", Verdicts.Where(verdict => verdict.IsControl).Select(NameOf))} is the baseline by another engine or in other numbers: a check, no remedy.";

    /// <summary>What sets a remedy apart from its baseline, for example <c>residual + batch-norm</c>: commas stand between remedies.</summary>
    internal string NameOf(RemedyVerdict remedy) => string.Join(" + ", remedy.Cell.Axes.Zip(remedy.Cell.Values)
        .Where((pair, place) => remedy.Baseline.Values[place] != pair.Second).Select(pair => ValueName.Of(pair.First.Name, pair.Second)));

    /// <summary>The answers, one per set of values of the axes that the baseline does not name.</summary>
    public static IReadOnlyList<ContextAnswer> Of(IReadOnlyList<RemedyVerdict> verdicts, IReadOnlyDictionary<string, string> baseline) =>
    [
        .. verdicts.GroupBy(verdict => string.Join(", ", Named(verdict, axis => !baseline.ContainsKey(axis.Name))))
            .Select(group => new ContextAnswer(group.Key, [.. group])),
    ];

    static (int Rank, string Words) Trains(RemedyVerdict verdict) => (verdict.Trains, verdict.Training.IsNotTold) switch
    {
        (true, _) => (0, ", and the network trains"),
        (false, true) => (1, ", but the network does not train reliably"),
        (false, _) => (2, ", but the network does not train"),
        (null, _) => (3, " (whether the network trains is not known)"),
    };

    static bool IsUpdateOnly(RemedyVerdict verdict) => verdict is
    {
        Update: RepairAnswer.Repairs,
        Gradient: RepairAnswer.DoesNotRepair or RepairAnswer.Improves or RepairAnswer.Harms or RepairAnswer.RepairsAtFirst,
    };

    static IEnumerable<string> Named(RemedyVerdict verdict, Func<ArchivedAxis, bool> isWanted) => verdict.Cell.Axes
        .Zip(verdict.Cell.Values).Where(pair => isWanted(pair.First)).Select(pair => $"{pair.First.Name} {pair.Second}");

    // A time that may be the baseline's says nothing.
    string Joined(IReadOnlyList<RemedyVerdict> remedies) => string.Join(", ", remedies.Select(remedy =>
    {
        string name = NameOf(remedy);
        return remedy.TakesAnotherTime ? $"{name} ({ShortNumber.Of(remedy.TimeRatio)} times the time)" : name;
    }));
}
