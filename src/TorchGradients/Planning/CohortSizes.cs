using TorchGradients.Configuration;
using TorchGradients.Engines;

namespace TorchGradients.Planning;

/// <summary>How many runs of a shape train as one stacked network.</summary>
/// <remarks>
/// A rule from the shapes alone: it is the same on every machine, with any number of workers and whatever is left to do, and
/// nothing is measured while a plan is made. What the constants were measured on is written next to them.
/// <para>
/// Processor time in µs a member and step with the norms of δ and of the weight gradient, 10 hidden layers, sgd, one thread
/// of an AMD EPYC that was shared with other work (least of three turns; differences below a tenth are noise):
/// </para>
/// <code>
/// members          1      2      4      8     16     32     64
///  16, batch  64  982    510    286    176    170    128    104
///  64, batch  64 1138    776    582    505    581    486    445
/// 128, batch  64 2430   2185   1722   1621   1541   1570   1475
/// 256, batch  64 5530   4963   4650   4464
/// 256, batch 128 9661   8739   8372   8146   8282
/// 512, batch 128 28230 27398  27023  27330
/// </code>
/// </remarks>
public static class CohortSizes
{
    /// <summary>
    /// On a processor: twice as many would gain less than a fifth, and half as many cohorts may leave cores idle. That
    /// a layer's activations no longer fit into a core's cache (0.5 MB at width 64) does not show in the table.
    /// </summary>
    public const int MostOnProcessor = 32;

    /// <summary>A GPU has thousands of lanes to fill, and a kernel takes microseconds to start however little it does.</summary>
    public const int MostOnGpu = 1024;

    // Per cohort; as many cohorts as cores go on side by side, and the GPUs that people have at hand hold 8 GB and more.
    const double MostBytesOnProcessor = 512.0 * (1 << 20);
    const double MostBytesOnGpu = 4096.0 * (1 << 20);

    /// <summary>Where arithmetic counts for most of the time: nearly all that stacking brings there comes with four.</summary>
    public const int FewOnProcessor = 4;

    /// <summary>So many runs make 16 cohorts of four, enough for the cores that people have; of fewer each trains alone.</summary>
    public const int ManyRuns = 64;

    // Operations of a hidden layer's product above which stacking brings a seventh (width 256 with batch 128 has 1.7e7), and
    // above which nothing (width 512 with batch 128 has 6.7e7): a cohort has one thread, where as many runs by themselves fill
    // as many cores. Width 128 with batch 64 has 2e6. A GPU does some 1e13 a second, and its calls take about as long.
    const double LargeProductOnProcessor = 8e6;
    const double VeryLargeProductOnProcessor = 4e7;
    const double LargeProductOnGpu = 8e8;

    // Of the size of the parameters: themselves, gradients, two numbers of the optimizer, and a copy while an update is measured.
    const int PerParameter = 5;

    // Of the size of an activation: z, phi(z) and the gradients of both.
    const int PerActivation = 4;

    /// <summary>The rule for runs of this kind.</summary>
    /// <param name="config">One of them.</param>
    /// <param name="facts">What its config leaves open.</param>
    /// <param name="shape">Inputs and classes; null where the data cannot be read.</param>
    public static CohortRule For(RunConfig config, WorkFacts facts, (int Features, int Classes)? shape)
    {
        if (config.Execution.MostTogether == 1 || shape is not var (features, classes)
            || !EngineKinds.All.Create(config.Training.Engine).Stacks)
        {
            return CohortRule.Alone;
        }

        // Kernels of a GPU follow the stack's size: whether that shows in the last digits has not been measured.
        bool onGpu = facts.DeviceKind != "cpu";
        bool isBound = onGpu || !MemberAlignment.Holds(config, features, classes);
        if (config.Execution.MostTogether is { } most) return new CohortRule(most, isBound, IsAsked: true);

        double product = 2.0 * Batch(config) * config.Model.Width * config.Model.Width;
        if (product >= (onGpu ? LargeProductOnGpu : VeryLargeProductOnProcessor)) return CohortRule.Alone;

        if (isBound && !onGpu) return CohortRule.Alone;

        bool isLarge = !onGpu && product >= LargeProductOnProcessor;
        int largest = onGpu ? MostOnGpu : isLarge ? FewOnProcessor : MostOnProcessor;
        double fit = (onGpu ? MostBytesOnGpu : MostBytesOnProcessor) / Bytes(config, facts, features, classes);
        return new CohortRule((int)Math.Clamp(fit, 1, largest), isBound) { FewestRuns = isLarge ? ManyRuns : 1 };
    }

    /// <summary>As few cohorts as the rule allows, as equal in size as can be: 48 runs with at most 32 together are 24 and 24.</summary>
    /// <param name="runs">How many runs there are.</param>
    /// <param name="most">The most in a cohort.</param>
    public static IReadOnlyList<int> Cut(int runs, int most)
    {
        int cohorts = (runs + most - 1) / most;
        return [.. Enumerable.Range(0, cohorts).Select(i => runs / cohorts + (i < runs % cohorts ? 1 : 0))];
    }

    static double Bytes(RunConfig config, WorkFacts facts, int features, int classes)
    {
        double width = config.Model.Width, between = config.Model.Depth - 1;
        double parameters = features * width + between * width * width + width * classes;
        double activations = Batch(config) * (features + config.Model.Depth * width + classes);
        return Width(facts) * (PerParameter * parameters + PerActivation * activations);
    }

    static int Batch(RunConfig config) => config.Data.As<DataConfig>().BatchSize;

    static int Width(WorkFacts facts) => facts.Precision == "float64" ? sizeof(double) : sizeof(float);
}
