namespace TorchGradients.Configuration;

/// <summary>The one place where a family's names live.</summary>
/// <typeparam name="T">What a component of the family is.</typeparam>
public sealed class Registry<T>(string family) : IRegistry
{
    readonly Dictionary<string, Func<ComponentConfig, T>> _factories = [];
    readonly List<ComponentDescription> _components = [];

    /// <inheritdoc/>
    public string Family { get; } = family;

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDescription> Components => _components;

    /// <summary>Adds a component without options.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Registry<T> Add(string name, string formula, string source, Func<T> create) =>
        Add<NoOptions>(name, formula, source, _ => create());

    /// <summary>Adds a component with options.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Registry<T> Add<TOptions>(string name, string formula, string source, Func<TOptions, T> create)
        where TOptions : class, new()
    {
        if (!_factories.TryAdd(name, component => create(component.As<TOptions>())))
        {
            throw new ArgumentException($"The {Family} '{name}' is registered twice.", nameof(name));
        }

        _components.Add(new ComponentDescription(name, formula, source, typeof(TOptions)));
        return this;
    }

    /// <summary>Whether the name is known.</summary>
    public bool Contains(string name) => _factories.ContainsKey(name);

    /// <summary>The component that a config names.</summary>
    /// <exception cref="ArgumentException">The name is not known; a config is checked before.</exception>
    public T Create(ComponentConfig component) => _factories.TryGetValue(component.Name, out var create)
        ? create(component)
        : throw new ArgumentException($"'{component.Name}' is not a known {Family}.", nameof(component));

    /// <summary>The component of that name with all its defaults.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public T Create(string name) => Create(new ComponentConfig(name));
}
