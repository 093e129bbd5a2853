namespace TorchGradients.Reporting.Figures;

/// <summary>Estimates of one measure.</summary>
/// <param name="Title">The measure.</param>
/// <param name="XLabel">What the numbers are.</param>
/// <param name="Logarithmic">Whether they are factors, in powers of ten, where 1 is no effect; else differences, where 0 is.</param>
/// <param name="Marks">The estimates, from the top downwards.</param>
public sealed record IntervalPanel(string Title, string XLabel, bool Logarithmic, IReadOnlyList<IntervalMark> Marks);

/// <summary>An estimate with its interval.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Style">Its colour: that of the remedy.</param>
/// <param name="Value">The estimate.</param>
/// <param name="Low">Lower end of the 95 % interval; null without one.</param>
/// <param name="High">Upper end.</param>
/// <param name="IsSignificant">Whether it is told from no effect after Holm's correction.</param>
public sealed record IntervalMark(string Name, int Style, double Value, double? Low, double? High, bool IsSignificant);
