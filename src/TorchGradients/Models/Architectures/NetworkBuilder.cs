namespace TorchGradients.Models.Architectures;

/// <summary>Puts a network together; parameters as in <c>Network.Build</c>.</summary>
public delegate Network NetworkBuilder(
    IReadOnlyList<NetworkMember> members, int features, int classes, torch.ScalarType precision, torch.Device device);
