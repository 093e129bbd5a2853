namespace TorchGradients.Estimation;

/// <summary>What runs of one kind cost, on one core, as a trial measured it: of what trains together, each one's share.</summary>
/// <param name="Setup">Seconds until the second step: network, first kernels.</param>
/// <param name="Step">Seconds of a step without records.</param>
/// <param name="Probes">Seconds that a step takes longer where every probe is due.</param>
/// <param name="Evaluation">Seconds of an evaluation; null where the trial did not come so far.</param>
/// <param name="Files">Bytes of all files but the records.</param>
/// <param name="Lines">Bytes of a line of records by quantity.</param>
public sealed record RunCost(
    double Setup, double Step, double Probes, double? Evaluation, long Files, IReadOnlyDictionary<string, double> Lines);
