using System.Diagnostics;

namespace TorchGradients.Benchmarks.Loops;

/// <summary>What the machine's matrix product reaches on one thread in float32, by libtorch: what a step can be held against.</summary>
static class MatrixRate
{
    /// <summary>
    /// Operations per microsecond of as many products [rows, size] · [size, size] at once, made for about so many microseconds.
    /// </summary>
    internal static double Of(int products, int rows, int size, double microseconds)
    {
        torch.set_num_threads(1);
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(7);
        Tensor a = torch.randn([products, rows, size], generator: generator);
        Tensor b = torch.randn([products, size, size], generator: generator);
        a.bmm(b).Dispose();   // loads the kernel

        int repeats = 0;
        long start = Stopwatch.GetTimestamp();
        double elapsed;
        do
        {
            a.bmm(b).Dispose();
            repeats++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        while (elapsed < microseconds);
        return 2.0 * products * rows * size * size * repeats / elapsed;
    }
}
