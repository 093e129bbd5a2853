using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Terminal;

/// <summary>An option of a component, as its record tells it.</summary>
/// <param name="Name">Its name in configs.</param>
/// <param name="Default">Its default as JSON; null for null.</param>
/// <param name="Description">What it does; null where nothing is said.</param>
sealed record OptionDescription(string Name, JsonNode? Default, string? Description)
{
    public string DefaultText => Default?.ToJsonString() ?? "null";

    public static IReadOnlyList<OptionDescription> Of(ComponentDescription component)
    {
        object? defaults = Activator.CreateInstance(component.OptionsType);
        return
        [
            .. from property in component.OptionsType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.CanWrite
               select new OptionDescription(
                   JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                   JsonSerializer.SerializeToNode(property.GetValue(defaults), property.PropertyType, JsonSerializerOptions.Web),
                   property.GetCustomAttribute<DescriptionAttribute>()?.Description),
        ];
    }
}
