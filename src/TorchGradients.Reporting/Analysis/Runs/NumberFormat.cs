using System.Text.Json.Nodes;
using TorchGradients.Records;

namespace TorchGradients.Reporting.Analysis.Runs;

/// <summary>In what numbers a run counted: what is too small for them.</summary>
/// <param name="Precision"><c>float32</c> or <c>float64</c>.</param>
/// <param name="Entries">Entries of a hidden layer's δ, batch × width; 1 where unknown.</param>
/// <remarks>
/// Below the smallest normal number, 2⁻¹²⁶ or 2⁻¹⁰²², a number loses digits (denormal); below half the smallest of
/// those,
/// 2⁻¹⁴⁹ or 2⁻¹⁰⁷⁴, it becomes 0 (underflow). Source: IEEE 754-2019, table 3.5.
/// </remarks>
public sealed record NumberFormat(string Precision, double Entries)
{
    /// <summary>What the torch engine uses unless it is told otherwise.</summary>
    public static NumberFormat Default { get; } = new("float32", 1);

    /// <summary>The smallest number with all its digits.</summary>
    public double SmallestNormal => Precision == "float64" ? double.ScaleB(1, -1022) : double.ScaleB(1, -126);

    /// <summary>Of the run with these files.</summary>
    public static NumberFormat OfRun(RunFiles files) => Of(RunConfig.Read(files));

    /// <summary>Of a run with that <c>resolved.json</c>; the default without one, or where it does not say.</summary>
    public static NumberFormat Of(JsonNode? config)
    {
        try
        {
            string precision = config?["training"]?["precision"]?.GetValue<string>()
                ?? (config?["training"]?["engine"] is JsonNode engine && NameOf(engine) == "hand-rolled" ? "float64" : "float32");
            double entries = (config?["data"]?["batchSize"]?.GetValue<double>() ?? 1)
                * (config?["model"]?["width"]?.GetValue<double>() ?? 1);
            return new NumberFormat(precision, entries);
        }
        catch (InvalidOperationException)
        {
            return Default;
        }
    }

    static string? NameOf(JsonNode component) =>
        component is JsonObject withOptions ? withOptions["name"]?.GetValue<string>() : component.GetValue<string>();
}
