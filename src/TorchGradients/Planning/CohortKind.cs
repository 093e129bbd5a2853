using System.Text.Json;
using System.Text.Json.Nodes;

namespace TorchGradients.Planning;

/// <summary>What of a config decides on the sequence of a run's operators, and so on who can train beside it.</summary>
/// <remarks>
/// Left out is what each member of a stack can have for itself: seed, initial weights, learning rate and its schedule.
/// Of the
/// other numbers of an optimizer and a clipping it only counts whether they are 0: without momentum there is no
/// velocity.
/// </remarks>
internal static class CohortKind
{
    static readonly string[] s_perMember =
        ["name", "question", "model:initialization", "model:biasInitialization", "training:schedule", "training:checkpoints"];

    static readonly string[] s_numbersPerMember = ["training:optimizer", "training:clipping"];

    /// <summary>What of a setting's normalised value counts; null where nothing does.</summary>
    public static JsonNode? Of(string path, JsonNode? normalized) =>
        IsLeftOut(path) ? null
        : s_numbersPerMember.Contains(path) && normalized is JsonObject component ? WithoutNumbers(component)
        : normalized?.DeepClone();

    /// <summary>Whether nothing of a setting counts.</summary>
    public static bool IsLeftOut(string path) => s_perMember.Contains(path) || IsOfExecution(path) && path != "execution:cohorts";

    /// <summary>Whether a setting says how work is done: what runs have in common does not name it.</summary>
    public static bool IsOfExecution(string path) => path.StartsWith("execution:", StringComparison.Ordinal);

    static JsonObject WithoutNumbers(JsonObject component) => new(component.Where(option => option.Key != "learningRate")
        .Select(option => KeyValuePair.Create(option.Key, option.Value is JsonValue value && IsNotZero(value)
            ? (JsonNode?)"not 0"
            : option.Value?.DeepClone())));

    static bool IsNotZero(JsonValue value) =>
        value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out double number) && number != 0;
}
