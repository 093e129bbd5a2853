using TorchGradients.Configuration;

namespace TorchGradients.Models.Connections;

/// <summary>The connections.</summary>
public static class Connections
{
    /// <summary>Family <c>connection</c>.</summary>
    public static Registry<Connection> All { get; } = new Registry<Connection>("connection")
        .Add("plain", "a_l = phi(z_l)", "customary", () => new PlainConnection())
        .Add("residual", "a_l = a_(l-1) + phi(z_l) between equal widths", "He et al., 2016", () => new ResidualConnection());
}
