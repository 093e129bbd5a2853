using Spectre.Console;

namespace TorchGradients.Cli.Terminal;

/// <summary>Signs as the console can show them: on one that is not Unicode their next of kin in ASCII.</summary>
internal sealed class PlainWords(IAnsiConsole console)
{
    static readonly (string Sign, string Plain)[] s_signs =
    [
        ("–", "-"), ("‖δ₁‖", "|delta 1|"), ("‖δ‖", "|delta|"), ("‖", "|"), ("δ", "delta"), ("Δ", "delta "), ("×", "x"), ("→", "->"),
        ("φ′", "slope"), ("÷", "/"),
    ];

    /// <summary>Whether the console shows Unicode.</summary>
    public bool IsUnicode { get; } = console.Profile.Capabilities.Unicode;

    /// <summary>What stands where there is nothing.</summary>
    public string Absent => Of("–");

    /// <summary>The text in signs that the console can show.</summary>
    public string Of(string text) =>
        IsUnicode ? text : s_signs.Aggregate(text, (plain, sign) => plain.Replace(sign.Sign, sign.Plain, StringComparison.Ordinal));

    /// <summary>A mark for what is in order, what is not, and what is not known.</summary>
    public string Mark(bool? isInOrder) => isInOrder switch
    {
        true => IsUnicode ? "✓" : "ok",
        false => IsUnicode ? "✗" : "no",
        null => "?",
    };
}
