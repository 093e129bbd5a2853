using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>
/// Settings that are no config, a record of their own: JSON as people write it, checked against the record as configs are.
/// </summary>
public static class SettingsFile
{
    const int LargestFile = 1 << 20;

    /// <summary>The object of a file; null where it cannot be read, which is a problem.</summary>
    /// <param name="path">The file, which is there.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    public static JsonObject? Read<T>(string path, ICollection<ConfigProblem> problems)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (BoundedStream.ReadAll(stream, LargestFile) is not { } bytes)
            {
                problems.Add(new ConfigProblem(path, "file", "is larger than 1 MB", "Settings are a small text; is it the right file?"));
                return null;
            }

            (JsonObject? json, (string Path, string Finding, string Fix) mistake) = JsonText.ParseObject(bytes);
            if (json is null) problems.Add(new ConfigProblem(path, mistake.Path, mistake.Finding, mistake.Fix));
            else Check<T>(path, json, problems);
            return json;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ConfigProblem(path, "file", $"cannot be read: {failure.Message.TrimEnd('.')}", "Look at its permissions."));
            return null;
        }
    }

    /// <summary>
    /// An object with one setting from a text, as an environment variable has it: JSON where the setting is none of text and the
    /// text parses as JSON; the key in whatever case.
    /// </summary>
    public static JsonObject OfText<T>(string key, string text)
    {
        Setting? setting = Settings.Of(typeof(T)).FirstOrDefault(known => known.Key.Equals(key, StringComparison.OrdinalIgnoreCase));
        JsonNode? value = setting?.Kind == SettingKind.Text ? JsonValue.Create(text) : JsonText.ParseOrText(text);
        return new JsonObject { [setting?.Key ?? key] = value };
    }

    /// <summary>Checks an object against the record.</summary>
    /// <param name="origin">Where it comes from, for messages.</param>
    /// <param name="tree">The object.</param>
    /// <param name="problems">Gets what is wrong with it.</param>
    public static void Check<T>(string origin, JsonObject tree, ICollection<ConfigProblem> problems)
    {
        var whole = new Setting { Key = "", Kind = SettingKind.Section, Type = typeof(T) };
        foreach (Finding finding in new SettingsCheck(Families.None).Of("", tree, whole))
        {
            problems.Add(new ConfigProblem(origin, finding.Path, finding.Found, finding.Fix.Length > 0 ? finding.Fix : "Change it."));
        }
    }
}
