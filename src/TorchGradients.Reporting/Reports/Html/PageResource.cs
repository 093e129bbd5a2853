using System.Reflection;

namespace TorchGradients.Reporting.Reports.Html;

/// <summary>The page's style and scripts: our own files, and plotly.js (MIT) out of Plotly.NET's assembly.</summary>
static class PageResource
{
    /// <summary>plotly.js, as it must stand between script tags.</summary>
    public static string Plotly() =>
        Read(Assembly.Load("Plotly.NET"), "Plotly.NET.plotly-2.28.0.min.js").Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);

    /// <summary>A file of this folder.</summary>
    public static string Own(string name) => Read(typeof(PageResource).Assembly, name);

    static string Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} does not hold {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
