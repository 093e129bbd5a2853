namespace TorchGradients.Records;

/// <summary>A named array of numbers on its way into a safetensors file.</summary>
/// <param name="Name">For example <c>layers.1.weight</c>.</param>
/// <param name="Shape">For example [out, in].</param>
/// <param name="Values">
/// The entries in row-major order: <c>float[]</c> or <c>double[]</c>, which is also the file's type.
/// </param>
public sealed record NamedArray(string Name, IReadOnlyList<int> Shape, Array Values);
