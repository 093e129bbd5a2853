namespace TorchGradients.Configuration;

/// <summary>
/// Paths whose letters' case does not count, as in environment variables: some systems have them in capitals only, and
/// Microsoft.Extensions.Configuration takes them for the same.
/// </summary>
internal static class KeySpelling
{
    /// <summary>The path as the settings spell it; from a key on that no setting has, as it was written.</summary>
    public static string Of(string path, Families families)
    {
        string[] keys = path.Split(':');
        IReadOnlyList<Setting> settings = Settings.Root;
        for (int i = 0; i < keys.Length; i++)
        {
            Setting? setting = Settings.Find(settings, keys[i]) ?? settings.FirstOrDefault(known =>
                string.Equals(known.Key, keys[i], StringComparison.OrdinalIgnoreCase));
            bool isName = i > 0 && string.Equals(keys[i], "name", StringComparison.OrdinalIgnoreCase);
            if (setting is null && !isName) break;

            keys[i] = setting?.Key ?? "name";
            settings = setting?.Kind switch
            {
                SettingKind.Section => Settings.Of(setting.Type),
                SettingKind.Component => Options(setting.Family!, families),
                _ => [],
            };
        }

        return string.Join(':', keys);
    }

    /// <summary>
    /// The setting's path where it was written with points, as in <c>training.steps</c>; null: there is no such
    /// setting.
    /// </summary>
    public static string? WithColons(string path, Families families)
    {
        if (!path.Contains('.', StringComparison.Ordinal)) return null;

        string[] keys = path.Split('.', ':');
        IReadOnlyList<Setting> settings = Settings.Root;
        foreach (string key in keys)
        {
            if (Settings.Find(settings, key) is not { } setting) return null;

            settings = setting.Kind switch
            {
                SettingKind.Section => Settings.Of(setting.Type),
                SettingKind.Component => Options(setting.Family!, families),
                _ => [],
            };
        }

        return string.Join(':', keys);
    }

    // Of any component of the family: which it is, another layer may say.
    static IReadOnlyList<Setting> Options(string family, Families families) =>
        [.. families.Of(family).Values.SelectMany(component => Settings.Of(component.OptionsType))];
}
