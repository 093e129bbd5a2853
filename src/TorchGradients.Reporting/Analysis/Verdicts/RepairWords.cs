namespace TorchGradients.Reporting.Analysis.Verdicts;

/// <summary>What a remedy brings in order, and what not, within a headline.</summary>
static class RepairWords
{
    /// <summary>Whether what was asked about is in order with the remedy, at the start and at the end of training.</summary>
    public static bool IsInOrder(RepairAnswer answer) => answer is RepairAnswer.Repairs or RepairAnswer.NothingToRepair;

    /// <summary>After its name what a remedy lacks that does not bring the gradient back.</summary>
    public static string Shortfall(RemedyVerdict verdict) => verdict switch
    {
        { Gradient: RepairAnswer.Unknown } or { Update: RepairAnswer.Unknown } => "is not known to bring gradient and update in order",
        _ when !IsInOrder(verdict.Gradient) || !IsInOrder(verdict.Update) => "does not bring gradient and update in order",
        { Trains: null } => "brings gradient and update in order, but whether the network trains is not known",
        { Training.Chance.Verdict: ChanceVerdict.NotTold } => "brings gradient and update in order, but the network does not train reliably",
        _ => "brings gradient and update in order, but the network does not train",
    };

    /// <summary>That it repairs the first layer's update, after what it does to the gradient.</summary>
    public static string Besides(RepairAnswer gradient) => gradient switch
    {
        RepairAnswer.Repairs or RepairAnswer.RepairsAtFirst or RepairAnswer.RepairsLater => "; it repairs the first layer's update as well",
        RepairAnswer.DoesNotRepair or RepairAnswer.Harms => "; but it repairs the first layer's update",
        _ => "; it repairs the first layer's update",
    };
}
