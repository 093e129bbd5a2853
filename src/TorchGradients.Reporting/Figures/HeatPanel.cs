namespace TorchGradients.Reporting.Figures;

/// <summary>A table whose numbers are colours.</summary>
/// <param name="Title">What its numbers have in common; empty for the only panel.</param>
/// <param name="ValueLabel">What the numbers are.</param>
/// <param name="Logarithmic">Whether colours count in powers of ten.</param>
/// <param name="AroundOne">Whether 1 is the colour in the middle, between too little and too much.</param>
/// <param name="Columns">The columns' names, from left to right.</param>
/// <param name="Rows">The rows' names, from the bottom upwards.</param>
/// <param name="Values">A row's numbers; null where there is none.</param>
public sealed record HeatPanel(
    string Title, string ValueLabel, bool Logarithmic, bool AroundOne, IReadOnlyList<string> Columns,
    IReadOnlyList<string> Rows, IReadOnlyList<IReadOnlyList<double?>> Values)
{
    /// <summary>All numbers that are finite.</summary>
    internal IEnumerable<double> Numbers =>
        Values.SelectMany(row => row).OfType<double>().Where(double.IsFinite);
}
