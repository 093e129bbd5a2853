namespace TorchGradients.Models.Initializers;

/// <summary>The distribution of an initialiser's entries, as far as theory needs it.</summary>
/// <param name="Mean">Mean of an entry.</param>
/// <param name="Variance">Variance of an entry.</param>
/// <param name="IsOrthogonal">Whether rows or columns are orthogonal instead of independent.</param>
public sealed record EntryMoments(double Mean, double Variance, bool IsOrthogonal = false);
