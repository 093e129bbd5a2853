namespace TorchGradients.Configuration;

/// <summary>The form that a setting's value has in JSON.</summary>
public enum SettingKind
{
    /// <summary>An object with settings of its own.</summary>
    Section,

    /// <summary>A component: its name, or an object with its name and options.</summary>
    Component,

    /// <summary>A list; <see cref="Setting.Item"/> describes its items.</summary>
    List,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Text; a name of a family where <see cref="Setting.Family"/> is given.</summary>
    Text,

    /// <summary>An object of any keys.</summary>
    AnyObject,

    /// <summary>A list of any values.</summary>
    AnyList,
}
