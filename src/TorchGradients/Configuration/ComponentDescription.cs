namespace TorchGradients.Configuration;

/// <summary>What a person and a schema need to know of a component.</summary>
/// <param name="Name">The name in configs.</param>
/// <param name="Formula">What it computes, in one line.</param>
/// <param name="Source">Who published it, or whose default it is.</param>
/// <param name="OptionsType">
/// The record of its options (<see cref="NoOptions"/> where it has none): properties with <c>Description</c>,
/// <c>Range</c>
/// and <c>AllowedValues</c> attributes, the default as initial value; names in configs are in camel case.
/// </param>
public sealed record ComponentDescription(string Name, string Formula, string Source, Type OptionsType);
