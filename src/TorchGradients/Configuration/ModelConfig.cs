using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TorchGradients.Configuration;

/// <summary>The network under study: the <c>model</c> section.</summary>
public sealed record ModelConfig
{
    /// <summary>How layers are put together.</summary>
    [Family("architecture"), Description("how layers are put together")]
    public ComponentConfig Architecture { get; init; } = new("mlp");

    /// <summary>Number of hidden layers. The output layer is not counted.</summary>
    [Description("number of hidden layers; the output layer comes on top"), Range(1, 10_000)]
    public int Depth { get; init; } = 4;

    /// <summary>Units per hidden layer.</summary>
    [Description("units per hidden layer"), Range(1, 1_000_000)]
    public int Width { get; init; } = 64;

    /// <summary>φ of the hidden layers.</summary>
    [Family("activation"), Description("activation of the hidden layers")]
    public ComponentConfig Activation { get; init; } = new("relu");

    /// <summary>φ of the output layer.</summary>
    [Family("activation"), Description("activation of the output layer; the identity leaves logits")]
    public ComponentConfig OutputActivation { get; init; } = new("identity");

    /// <summary>How weights are drawn.</summary>
    [Family("initialization"), Description("how weights are drawn")]
    public ComponentConfig Initialization { get; init; } = new("torch-default");

    /// <summary>How biases are drawn.</summary>
    [Family("bias initialization"), Description("how biases are drawn")]
    public ComponentConfig BiasInitialization { get; init; } = new("zeros");

    /// <summary>What normalises the hidden layers.</summary>
    [Family("normalization"), Description("what normalises the hidden layers")]
    public ComponentConfig Normalization { get; init; } = new("none");

    /// <summary>How a hidden layer's output joins its input.</summary>
    [Family("connection"), Description("how a hidden layer's output joins its input")]
    public ComponentConfig Connection { get; init; } = new("plain");
}
