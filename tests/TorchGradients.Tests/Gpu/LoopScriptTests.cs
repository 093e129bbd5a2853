using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TorchGradients.Tests.House;
using Xunit;

namespace TorchGradients.Tests.Gpu;

/// <summary>
/// How <c>tests/gpu/loop.py</c> counts and times its runs, each of which only sleeps here: Python alone is needed,
/// not PyTorch.
/// </summary>
public sealed class LoopScriptTests
{
    const string Driver = """
        import importlib.util, sys, time, types
        torch = types.ModuleType("torch")
        torch.__version__, torch.nn, torch.manual_seed = "2.10.0", types.SimpleNamespace(Module=object), lambda seed: None
        sys.modules["torch"] = torch
        spec = importlib.util.spec_from_file_location("loop", sys.argv[1])
        loop = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loop)
        seeds = []
        def run(settings, inputs, labels, test, seed, folder):
            seeds.append(seed)
            time.sleep(0.5 if seed == 0 else 0.05)
        loop.run, loop.samples = run, lambda settings, count: ([], [])
        sizes = [word for name in "features classes samples depth width batch steps".split() for word in (f"--{name}", "5")]
        sys.argv = ["loop.py", "--device", "cpu", "--learning-rate", "0.1", *sizes, *sys.argv[2:]]
        started = time.time()
        loop.main()
        print(started, time.time(), *seeds)
        """;

    /// <summary>Seconds by which the machine's clock and one that only counts may disagree meanwhile.</summary>
    const double ClockError = 0.01;

    [Fact]
    public async Task So_many_runs_are_timed_and_the_one_that_warms_up_is_not()
    {
        (JsonElement answer, double started, double ended, int[] seeds) = await Run("--least-runs", "3", "--least-seconds", "0");

        Assert.Equal([0, 1, 2, 3], seeds);
        Assert.Equal(("2.10.0", 3), (answer.GetProperty("torch").GetString(), answer.GetProperty("runs").GetInt32()));
        double seconds = answer.GetProperty("seconds").GetDouble();
        double begin = answer.GetProperty("begin").GetDouble(), end = answer.GetProperty("end").GetDouble();
        Assert.InRange(seconds, 3 * 0.05, ended - started - 0.5 + ClockError);
        Assert.InRange(begin, started + 0.5 - ClockError, ended - seconds + ClockError);
        Assert.Equal(seconds, end - begin, 1e-3);
    }

    [Fact]
    public async Task Runs_go_on_until_the_time_is_over()
    {
        (JsonElement answer, _, _, int[] seeds) = await Run("--least-runs", "1", "--least-seconds", "0.3");

        Assert.InRange(answer.GetProperty("seconds").GetDouble(), 0.3, 30);
        Assert.Equal(seeds.Length - 1, answer.GetProperty("runs").GetInt32());
        Assert.InRange(seeds.Length, 2, 7);   // sleeping takes 0.05 s at least
        Assert.Equal(Enumerable.Range(0, seeds.Length), seeds);
    }

    static async Task<(JsonElement Answer, double Started, double Ended, int[] Seeds)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", ["-c", Driver, Repository.PathOf("tests", "gpu", "loop.py"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            string[] lines = (await process.OutputWithin(TimeSpan.FromMinutes(5))).Trim().Split('\n');
            Assert.Equal((0, 2), (process.ExitCode, lines.Length));
            double[] numbers = [.. lines[1].Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
            using var answer = JsonDocument.Parse(lines[0]);
            return (answer.RootElement.Clone(), numbers[0], numbers[1], [.. numbers[2..].Select(number => (int)number)]);
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no python3 here.");
            throw;
        }
    }
}
