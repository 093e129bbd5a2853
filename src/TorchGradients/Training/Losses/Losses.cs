using TorchGradients.Configuration;

namespace TorchGradients.Training.Losses;

/// <summary>The losses by name; a is the network's output, y the label.</summary>
public static class Losses
{
    /// <summary>All of them.</summary>
    public static Registry<Loss> All { get; } = new Registry<Loss>("loss")
        .Add("cross-entropy", "mean over the batch of log(sum exp(a)) - a_y",
            "Bridle 1990; torch.nn.CrossEntropyLoss", () => new CrossEntropy())
        .Add("mse", "mean over batch and classes of (a - onehot(y))^2",
            "Gauss 1809; torch.nn.MSELoss on one-hot targets", () => new MeanSquaredError());
}
