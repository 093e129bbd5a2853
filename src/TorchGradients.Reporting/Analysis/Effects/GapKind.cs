namespace TorchGradients.Reporting.Analysis.Effects;

/// <summary>What a grid with gaps cannot tell of a measure.</summary>
enum GapKind
{
    /// <summary>Some effects.</summary>
    SomeLeftOut,

    /// <summary>Some effects, and main effects from interactions.</summary>
    MainsAliased,

    /// <summary>Any effect: the grid is too large to be solved with gaps.</summary>
    AllLeftOut,
}
