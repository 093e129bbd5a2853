using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace TorchGradients.Configuration;

/// <summary>Turns checked JSON into option records, through Microsoft.Extensions.Configuration.</summary>
public static class OptionsBinder
{
    /// <summary>The record that the object describes; a key that is absent leaves the record's default.</summary>
    public static TOptions Bind<TOptions>(JsonObject json) where TOptions : class, new()
    {
        var options = new TOptions();
        Section(json).Bind(options);
        return options;
    }

    static IConfigurationRoot Section(JsonObject json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString()));
        return new ConfigurationBuilder().AddJsonStream(stream).Build();
    }
}
