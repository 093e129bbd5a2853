using TorchGradients.Arithmetic;
using TorchGradients.Data;
using TorchGradients.Theory;

namespace TorchGradients.Execution;

/// <summary>What theory needs to know of a run's inputs, from its training part.</summary>
public static class InputStatistics
{
    const int MostRows = 256;

    /// <summary>The moments of the first 256 rows: a spread of norms, and the variance over the rows.</summary>
    public static InputMoments Of(PreparedData data)
    {
        using var scope = torch.NewDisposeScope();
        long rows = Math.Min(MostRows, data.TrainRows);
        Tensor inputs = data.TrainInputs.narrow(0, 0, rows).to(torch.float64).cpu();   // [rows, features]
        return InputMoments.Of(
            inputs.Squared().mean([1]).data<double>().ToArray(),
            inputs.var(0, unbiased: false).mean().item<double>());
    }
}
