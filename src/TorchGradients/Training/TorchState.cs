using TorchGradients.Models;
using TorchGradients.Records;

namespace TorchGradients.Training;

/// <summary>A member's weights and its optimizer's tensors as named arrays, and back to the last bit.</summary>
static class TorchState
{
    const string OfOptimizer = "optimizer.";

    /// <summary>The weights under their names, then the optimizer's tensors as <c>optimizer.NAME.STATE</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="update">Holds the optimizer's tensors.</param>
    /// <param name="member">The member.</param>
    internal static IReadOnlyList<NamedArray> Of(Network network, ParameterUpdate update, int member)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        return
        [
            .. network.Weights(member),
            .. Trained(network).SelectMany(trained => update.StateOf(trained.Parameter).Select(state =>
                trained.Tensor.Array($"{OfOptimizer}{trained.Tensor.Name}.{state.Key}", state.Value, member))),
        ];
    }

    /// <summary>Puts a member back to where <see cref="Of"/> found it.</summary>
    /// <exception cref="InvalidDataException">The arrays are not those of such a network.</exception>
    internal static void Restore(Network network, ParameterUpdate update, int member, IReadOnlyList<NamedArray> arrays)
    {
        using var scope = torch.NewDisposeScope();
        var named = arrays.ToDictionary(array => array.Name);
        foreach (NamedTensor tensor in NetworkWeights.Owned(network))
        {
            tensor.Fill(tensor.Value, member, named.TryGetValue(tensor.Name, out NamedArray? array)
                ? array
                : throw new InvalidDataException($"'{tensor.Name}' is missing."));
        }

        foreach ((NamedTensor tensor, int parameter) in Trained(network))
        {
            string prefix = $"{OfOptimizer}{tensor.Name}.";
            foreach (NamedArray array in arrays.Where(array => array.Name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                tensor.Fill(update.StateOf(parameter, array.Name[prefix.Length..]), member, array);
            }
        }
    }

    static IEnumerable<(NamedTensor Tensor, int Parameter)> Trained(Network network)
    {
        NamedTensor[] owned = [.. NetworkWeights.Owned(network)];
        return network.Parameters.Select((parameter, i) => (owned.First(tensor => ReferenceEquals(tensor.Value, parameter)), i));
    }
}
