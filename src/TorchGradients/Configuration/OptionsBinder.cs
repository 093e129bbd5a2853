using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>Turns checked JSON into option records, through Microsoft.Extensions.Configuration.</summary>
public static class OptionsBinder
{
    // A grid asks for the same options in every cell.
    static readonly ConditionalWeakTable<JsonObject, ConcurrentDictionary<Type, object>> s_bound = [];

    /// <summary>The record that the object describes; a key that is absent leaves the record's default.</summary>
    /// <remarks>The object does not change any more: the same object gives the same record.</remarks>
    public static TOptions Bind<TOptions>(JsonObject json) where TOptions : class, new() => (TOptions)s_bound
        .GetOrCreateValue(json).GetOrAdd(typeof(TOptions), static (_, options) => New<TOptions>(options), json);

    static object New<TOptions>(JsonObject json) =>
        RecordBinder.Bind(ShortForms.ExpandAll(json, Settings.Of(typeof(TOptions))), typeof(TOptions));
}
