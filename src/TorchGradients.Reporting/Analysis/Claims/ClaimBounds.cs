namespace TorchGradients.Reporting.Analysis.Claims;

/// <summary>Where an interval must lie.</summary>
/// <param name="Low">The least; null: no limit.</param>
/// <param name="High">The most; null: no limit.</param>
/// <param name="AreOutside">Whether the limits themselves are not allowed: greater and less.</param>
sealed record ClaimBounds(double? Low, double? High, bool AreOutside = false)
{
    /// <summary>More than a number.</summary>
    public static ClaimBounds Above(double number) => new(number, null, AreOutside: true);

    /// <summary>Less than a number.</summary>
    public static ClaimBounds Below(double number) => new(null, number, AreOutside: true);

    /// <summary>The limits that there are.</summary>
    public IEnumerable<double> Limits => new[] { Low, High }.OfType<double>();

    /// <summary>In words, with that many digits: what was wanted.</summary>
    public string Text(int digits) => (Low, High) switch
    {
        ({ } low, { } high) => $"wanted from {ShortNumber.Of(low, digits)} to {ShortNumber.Of(high, digits)}",
        ({ } low, null) => $"wanted {(AreOutside ? "above" : "at least")} {ShortNumber.Of(low, digits)}",
        (null, { } high) => $"wanted {(AreOutside ? "below" : "at most")} {ShortNumber.Of(high, digits)}",
        _ => "nothing is excluded",
    };

    /// <summary>Whether all of the interval lies there, nothing of it, or neither.</summary>
    public ClaimOutcome Of(ClaimInterval interval)
    {
        if (interval is not { Low: { } low, High: { } high } || double.IsNaN(low) || double.IsNaN(high)) return ClaimOutcome.NotDecided;
        if (IsBelow(high, Low) || IsBelow(-low, -High)) return ClaimOutcome.DoesNotHold;
        return IsBelow(low, Low) || IsBelow(-high, -High) ? ClaimOutcome.NotDecided : ClaimOutcome.Holds;
    }

    bool IsBelow(double value, double? limit) => value < limit || (AreOutside && value == limit);
}
