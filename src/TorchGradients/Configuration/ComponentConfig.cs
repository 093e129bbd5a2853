using System.Text.Json.Nodes;

namespace TorchGradients.Configuration;

/// <summary>A component as a config names it: a name of its family's registry, and options.</summary>
/// <param name="Name">The name in the registry.</param>
/// <param name="Options">The options that were set, without <c>name</c>; checked by the reader.</param>
public sealed record ComponentConfig(string Name, JsonObject Options)
{
    /// <summary>A component with all its defaults.</summary>
    public ComponentConfig(string name) : this(name, [])
    {
    }

    /// <summary>The options as a record; keys that the record does not have are left to others.</summary>
    public TOptions As<TOptions>() where TOptions : class, new() => OptionsBinder.Bind<TOptions>(Options);
}
