namespace TorchGradients.Configuration;

/// <summary>The catalogue by family.</summary>
internal sealed class Families
{
    readonly Dictionary<string, IReadOnlyDictionary<string, ComponentDescription>> _components;

    Families() => _components = [];

    /// <summary>For settings that name no components.</summary>
    public static Families None { get; } = new();

    /// <summary>The catalogue; every family that a config can name must be in it.</summary>
    /// <exception cref="ArgumentException">A family is missing, or there twice.</exception>
    public Families(IReadOnlyList<IRegistry> catalogue)
    {
        _components = catalogue.ToDictionary(
            registry => registry.Family,
            IReadOnlyDictionary<string, ComponentDescription> (registry) =>
                registry.Components.ToDictionary(component => component.Name));
        foreach (string family in Named(Settings.Root).Distinct().Where(family => !_components.ContainsKey(family)))
        {
            throw new ArgumentException($"The catalogue lacks the family '{family}'.", nameof(catalogue));
        }
    }

    /// <summary>The components of a family by name.</summary>
    public IReadOnlyDictionary<string, ComponentDescription> Of(string family) => _components[family];

    /// <summary>The options of a component; null where the name is not known.</summary>
    public IReadOnlyList<Setting>? Options(string family, string? name) =>
        name is not null && _components[family].TryGetValue(name, out ComponentDescription? component)
            ? Settings.Of(component.OptionsType)
            : null;

    static IEnumerable<string> Named(IEnumerable<Setting> settings) => settings.SelectMany(setting => setting switch
    {
        { Family: { } family } => [family],
        { Kind: SettingKind.Section } => Named(Settings.Of(setting.Type)),
        { Item: { } item } => Named([item]),
        _ => [],
    });
}
