using TorchGradients.Reporting.Archive;

namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>
/// Which remedies bring the gradient back, at one set of values of the axes that the baseline does not name.
/// </summary>
/// <param name="Context">For example <c>depth 20</c>; empty where the baseline names every axis.</param>
/// <param name="Verdicts">The verdicts there, in the order of the cells.</param>
public sealed record ContextAnswer(string Context, IReadOnlyList<RemedyVerdict> Verdicts)
{
    /// <summary>
    /// The remedies with which gradient and update are in order and the network trains, the least costly first.
    /// </summary>
    public IReadOnlyList<RemedyVerdict> BringBack =>
        [.. Verdicts.Where(verdict => verdict.BringsTheGradientBack).OrderBy(verdict => verdict.TimeRatio ?? double.PositiveInfinity)];

    /// <summary>The answer in a sentence or two.</summary>
    public string Text
    {
        get
        {
            string where = Context.Length == 0 ? "" : $"At {Context}: ";
            IReadOnlyList<RemedyVerdict> back = BringBack;
            string answer = back.Count == 0
                ? "no remedy brings gradient and update in order and trains."
                : $"gradient and update are in order and the network trains with {Joined(back)}.";
            string text = where + answer + UpdateAlone;
            return string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
        }
    }

    string UpdateAlone
    {
        get
        {
            string[] groups =
            [
                .. Verdicts.Where(IsUpdateOnly).GroupBy(Trains).OrderBy(group => group.Key.Rank)
                    .Select(group => $"by {Joined([.. group])}{group.Key.Words}"),
            ];
            return groups.Length == 0 ? "" : $" The update alone, not the gradient, is repaired {string.Join("; ", groups)}.";
        }
    }

    /// <summary>What sets a remedy apart from its baseline.</summary>
    internal string NameOf(RemedyVerdict remedy) => string.Join(", ", remedy.Cell.Values
        .Where((value, place) => remedy.Baseline.Values[place] != value));

    /// <summary>The answers, one per set of values of the axes that the baseline does not name.</summary>
    public static IReadOnlyList<ContextAnswer> Of(IReadOnlyList<RemedyVerdict> verdicts, IReadOnlyDictionary<string, string> baseline) =>
    [
        .. verdicts.GroupBy(verdict => string.Join(", ", Named(verdict, axis => !baseline.ContainsKey(axis.Name))))
            .Select(group => new ContextAnswer(group.Key, [.. group])),
    ];

    static (int Rank, string Words) Trains(RemedyVerdict verdict) => (verdict.Trains, verdict.Training.Chance?.Verdict) switch
    {
        (true, _) => (0, ", and the network trains"),
        (false, ChanceVerdict.NotTold) => (1, ", but the network does not train reliably"),
        (false, _) => (2, ", but the network does not train"),
        (null, _) => (3, " (whether the network trains is not known)"),
    };

    static bool IsUpdateOnly(RemedyVerdict verdict) => verdict is
    {
        Update: RepairAnswer.Repairs,
        Gradient: RepairAnswer.DoesNotRepair or RepairAnswer.Improves or RepairAnswer.Harms,
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
