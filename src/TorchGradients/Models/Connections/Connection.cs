namespace TorchGradients.Models.Connections;

/// <summary>How a hidden layer's output joins its input. The output layer is always plain.</summary>
public abstract class Connection
{
    /// <summary>Whether the input is added to the output of a hidden layer with these widths.</summary>
    public abstract bool AddsInput(int inputUnits, int outputUnits);
}
