using TorchGradients.Models;
using TorchGradients.Records;
using TorchGradients.Training.Optimizers;

namespace TorchGradients.Training;

/// <summary>A member's weights and its optimizer's tensors as named arrays, and back to the last bit.</summary>
static class TorchState
{
    const string OfOptimizer = "optimizer.";

    /// <summary>The weights under their names, then the optimizer's tensors as <c>optimizer.NAME.STATE</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="optimizer">Named tensors of each of the network's parameters, in their order.</param>
    /// <param name="member">The member.</param>
    internal static IReadOnlyList<NamedArray> Of(
        Network network, IReadOnlyList<Dictionary<string, Tensor>> optimizer, int member)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        return
        [
            .. network.Weights(member),
            .. Trained(network, optimizer).SelectMany(trained => trained.State.Select(state =>
                trained.Tensor.Array($"{OfOptimizer}{trained.Tensor.Name}.{state.Key}", state.Value, member))),
        ];
    }

    /// <summary>Puts a member back to where <see cref="Of"/> found it.</summary>
    /// <exception cref="InvalidDataException">The arrays are not those of such a network.</exception>
    internal static void Restore(
        Network network, IReadOnlyList<Dictionary<string, Tensor>> optimizer, int member, IReadOnlyList<NamedArray> arrays)
    {
        var named = arrays.ToDictionary(array => array.Name);
        foreach (NamedTensor tensor in NetworkWeights.Owned(network))
        {
            tensor.Fill(tensor.Value, member, named.TryGetValue(tensor.Name, out NamedArray? array)
                ? array
                : throw new InvalidDataException($"'{tensor.Name}' is missing."));
        }

        foreach ((NamedTensor tensor, Dictionary<string, Tensor> state) in Trained(network, optimizer))
        {
            string prefix = $"{OfOptimizer}{tensor.Name}.";
            foreach (NamedArray array in arrays.Where(array => array.Name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                tensor.Fill(state.ZerosOf(array.Name[prefix.Length..], tensor.Value), member, array);
            }
        }
    }

    static IEnumerable<(NamedTensor Tensor, Dictionary<string, Tensor> State)> Trained(
        Network network, IReadOnlyList<Dictionary<string, Tensor>> optimizer)
    {
        NamedTensor[] owned = [.. NetworkWeights.Owned(network)];
        return network.Parameters.Zip(optimizer, (parameter, state) =>
            (owned.First(tensor => ReferenceEquals(tensor.Value, parameter)), state));
    }
}
