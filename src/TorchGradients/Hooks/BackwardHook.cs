namespace TorchGradients.Hooks;

/// <summary>What is called when the gradient of a module's input has been computed.</summary>
/// <remarks>
/// Both gradients are the caller's only while the hook runs, and are not to be changed in place; so are tensors that
/// the hook makes. What shall live longer is cloned and moved: <c>gradient.clone().MoveToOuterDisposeScope()</c>.
/// </remarks>
/// <param name="module">The module.</param>
/// <param name="inputGradient">
/// ∂𝓛/∂input, in the input's shape, as hooks registered earlier on the same module left it; null where the input needs
/// no gradient (the first layer of a network, as a rule).
/// </param>
/// <param name="outputGradient">∂𝓛/∂output, in the output's shape.</param>
/// <returns>What takes the place of <paramref name="inputGradient"/> further down; null to leave it.</returns>
public delegate Tensor? BackwardHook(Layer module, Tensor? inputGradient, Tensor outputGradient);
