namespace TorchGradients.Tests.Reporting;

/// <summary>Grids over the spread of the first weights, the spread of the biases and the depth.</summary>
static class PhaseExperiment
{
    /// <summary>A run a cell, whose decay factor follows from the weights: 0.5 where they spread by 0.1, 0.8 where by 0.25; half of it is predicted.</summary>
    /// <param name="predicted">Whether a prediction was recorded.</param>
    /// <param name="biases">Standard deviations of the biases.</param>
    /// <param name="depths">Numbers of hidden layers.</param>
    /// <param name="weights">Standard deviations of the weights; null: 0.1 and 0.25.</param>
    /// <param name="hasJacobian">Whether the singular values of the Jacobian were recorded.</param>
    public static ExperimentFolder Write(bool predicted, double[] biases, int[] depths, double[]? weights = null, bool hasJacobian = false)
    {
        var folder = new ExperimentFolder().Axis("weights").Axis("biases").Axis("depth");
        foreach (double deviation in weights ?? [0.1, 0.25])
        {
            foreach (double bias in biases)
            {
                foreach (int depth in depths) Add(folder, predicted, deviation, bias, depth, hasJacobian);
            }
        }

        return folder.Planned();
    }

    /// <summary>A record of singular values, from the largest to the smallest.</summary>
    public static string SingularValues(int step, string values) =>
        $$"""{"@t":"2026-01-01T00:00:00Z","@mt":"m","Kind":"values","Step":{{step}},"Quantity":"jacobian-singular-values","Values":[{{values}}]}""" + "\n";

    static void Add(ExperimentFolder folder, bool predicted, double weights, double bias, int depth, bool hasJacobian)
    {
        double factor = 2 * weights + 0.3;   // 0.5 and 0.8
        double?[] norms = [.. Enumerable.Range(0, depth).Select(layer => (double?)Math.Pow(factor, depth - layer)), 1];
        double?[] theory = [.. Enumerable.Range(0, depth).Select(layer => (double?)Math.Pow(factor / 2, depth - layer)), 1];
        string run = FormattableString.Invariant($"w{weights}b{bias}d{depth}");
        folder.Run(run, 1, [FormattableString.Invariant($"weights={weights},biases={bias},depth={depth}")], RemedyExperiment.Outcome(decay: factor),
            ExperimentFolder.Layers("delta-norm", 0, norms) + (predicted ? ExperimentFolder.Layers("predicted-delta-norm", 0, theory) : "")
            + (hasJacobian ? SingularValues(0, FormattableString.Invariant($"{8 * factor},{4 * factor},{2 * factor},{factor},0")) : ""));
        folder.WithFile(run, "resolved.json", FormattableString.Invariant(
            $$"""{ "model": { "depth": {{depth}}, "width": 64, "initialization": { "name": "normal", "standardDeviation": {{weights}} }, "biasInitialization": { "name": "normal", "standardDeviation": {{bias}} } } }"""));
    }
}
