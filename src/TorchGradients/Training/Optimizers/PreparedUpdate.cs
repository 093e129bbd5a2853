namespace TorchGradients.Training.Optimizers;

/// <summary>An update whose numbers are known, before any tensor is touched.</summary>
/// <param name="Numbers">All numbers of members that it takes: they must be in a table on the device when it is applied.</param>
/// <param name="Apply">The rule: parameter, gradient and its state, within a dispose scope and outside autograd.</param>
public sealed record PreparedUpdate(
    IReadOnlyList<MemberNumbers> Numbers, Action<Tensor, Tensor, IDictionary<string, Tensor>> Apply);
