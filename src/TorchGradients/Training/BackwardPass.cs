using TorchGradients.Models;

namespace TorchGradients.Training;

/// <summary>The gradients of a step's losses; they live in the step's scope.</summary>
sealed class BackwardPass
{
    readonly Dictionary<Tensor, Tensor> _gradients;

    BackwardPass(Tensor[] parameters, Dictionary<Tensor, Tensor> gradients) => (Parameters, _gradients) = (parameters, gradients);

    /// <summary>Of <see cref="Network.Parameters"/>, in their order.</summary>
    public IReadOnlyList<Tensor> Parameters { get; }

    /// <summary>The gradient of a parameter, or of a tensor on the way that was asked for; null of null.</summary>
    public Tensor? Of(Tensor? tensor) => tensor is null ? null : _gradients[tensor];

    /// <summary>Goes back from the losses.</summary>
    /// <param name="losses">[member]; members do not touch each other.</param>
    /// <param name="network">The network.</param>
    /// <param name="onTheWay">
    /// Tensors of the forward pass whose gradients are wanted too. Asking for them costs no copy, unlike retain_grad, which
    /// clones.
    /// </param>
    public static BackwardPass From(Tensor losses, Network network, IEnumerable<Tensor> onTheWay)
    {
        Tensor[] wanted = [.. network.Parameters, .. onTheWay.Distinct(ReferenceEqualityComparer.Instance).Cast<Tensor>()];
        IList<Tensor> gradients = torch.autograd.grad([losses], wanted, [torch.ones_like(losses)]);
        var all = new Dictionary<Tensor, Tensor>(wanted.Length, ReferenceEqualityComparer.Instance);
        for (int i = 0; i < wanted.Length; i++) all[wanted[i]] = gradients[i];
        return new BackwardPass([.. gradients.Take(network.Parameters.Count)], all);
    }
}
