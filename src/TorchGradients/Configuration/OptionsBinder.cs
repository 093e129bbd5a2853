using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Turns checked JSON into option records, through Microsoft.Extensions.Configuration.</summary>
public static class OptionsBinder
{
    /// <summary>The record that the object describes; a key that is absent leaves the record's default.</summary>
    public static TOptions Bind<TOptions>(JsonObject json) where TOptions : class, new() =>
        (TOptions)RecordBinder.Bind(ShortForms.ExpandAll(json, Settings.Of(typeof(TOptions))), typeof(TOptions));
}
