using System.Text.Json.Nodes;
using Spectre.Console;
using TorchGradients.Configuration;

namespace TorchGradients.Cli.Terminal;

/// <summary>
/// What <c>list</c> prints: the components of each family with options, defaults, formula and source.
/// </summary>
public static class ComponentTable
{
    /// <summary>Prints a heading and a list of components per family.</summary>
    public static void Render(IAnsiConsole console, IEnumerable<IRegistry> families)
    {
        foreach (var family in families)
        {
            var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
            table.Title = new TableTitle(Markup.Escape(family.Family));
            table.AddColumn(new TableColumn("name").NoWrap());
            table.AddColumn("formula");
            table.AddColumn("options (defaults)");
            table.AddColumn("source");
            foreach (var component in family.Components)
            {
                table.AddRow(
                    new Text(component.Name),
                    new Text(component.Formula),
                    new Text(string.Join(
                        '\n', OptionDescription.Of(component).Select(option => $"{option.Name} ({option.DefaultText})"))),
                    new Text(component.Source));
            }

            console.Write(table);
        }
    }

    /// <summary>The same for machines: family by name, each an array of components.</summary>
    public static JsonObject Json(IEnumerable<IRegistry> families) =>
        new(families.Select(family => KeyValuePair.Create(
            family.Family, (JsonNode?)new JsonArray([.. family.Components.Select(Component)]))));

    static JsonNode Component(ComponentDescription component) => new JsonObject
    {
        ["name"] = component.Name,
        ["formula"] = component.Formula,
        ["source"] = component.Source,
        ["options"] = new JsonArray(
        [
            .. OptionDescription.Of(component).Select(option => new JsonObject
            {
                ["name"] = option.Name,
                ["default"] = option.Default,
                ["description"] = option.Description,
            }),
        ]),
    };
}
