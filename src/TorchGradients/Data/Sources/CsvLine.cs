using System.Text;

namespace TorchGradients.Data.Sources;

/// <summary>
/// A line of comma-separated fields; a field may stand in double quotes, and a doubled quote in it is a quote.
/// </summary>
static class CsvLine
{
    /// <summary>The fields, without the spaces around them.</summary>
    public static string[] Split(string line)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(',', StringSplitOptions.TrimEntries);

        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            bool doubled = quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"';
            if (doubled) i++;

            if (line[i] == '"' && !doubled)
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        return [.. fields, field.ToString().Trim()];
    }
}
