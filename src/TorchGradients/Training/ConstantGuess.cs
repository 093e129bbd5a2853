using TorchGradients.Data;
using TorchGradients.Training.Losses;

namespace TorchGradients.Training;

/// <summary>What is reached without looking at the inputs: a network is trained only as far as it does better.</summary>
public static class ConstantGuess
{
    /// <summary>
    /// The best constant output for the training part, on the test part: its loss, infinite with cross-entropy where the
    /// test part has a class that was never trained on, and the accuracy of always saying the training part's most
    /// frequent class (among equals the first). Null where there is no test part.
    /// </summary>
    /// <remarks>Loss = Σ_k n_k 𝓛(a, k) / n, with n_k rows of class k in the test part and a from <see cref="Loss.BestConstant"/>.</remarks>
    public static Evaluation? On(PreparedData data, Loss loss)
    {
        IReadOnlyList<long> train = data.TrainClasses, test = data.TestClasses;
        double rows = test.Sum();
        if (rows == 0) return null;

        double[] output = loss.BestConstant([.. train.Select(count => (double)count / data.TrainRows)]);
        double sum = test.Index().Where(of => of.Item > 0).Sum(of => of.Item * loss.Value(output, of.Index));
        int mostFrequent = train.Index().MaxBy(of => of.Item).Index;
        return new Evaluation(sum / rows, test[mostFrequent] / rows);
    }
}
