using TorchGradients.Cli.Terminal;
using TorchGradients.Execution;
using Xunit;

namespace TorchGradients.Tests.Terminal;

public sealed class DeviceTableTests
{
    static readonly DeviceDescription[] s_devices =
    [
        new("cpu", "AMD EPYC 7B13", 25_769_803_776, 8, 16),
        new("cuda:0", "NVIDIA H100 80GB HBM3", 85_045_280_768, null, null),
        new("cuda:1", null, null, null, null),
    ];

    [Fact]
    public void Shows_what_there_is()
    {
        var console = Screen.Of80Columns();

        DeviceTable.Render(console, s_devices);

        Assert.Equal(
            """

              device   model                   cores   threads     memory
            ───────────────────────────────────────────────────────────────
              cpu      AMD EPYC 7B13               8        16   24.0 GiB
              cuda:0   NVIDIA H100 80GB HBM3                     79.2 GiB
              cuda:1   unknown

            """,
            Screen.Text(console));
    }

    [Fact]
    public void Has_a_form_for_machines() => Assert.Equal(
        """
        {"devices":[{"name":"cpu","model":"AMD EPYC 7B13","cores":8,"threads":16,"memoryBytes":25769803776},{"name":"cuda:0","model":"NVIDIA H100 80GB HBM3","cores":null,"threads":null,"memoryBytes":85045280768},{"name":"cuda:1","model":null,"cores":null,"threads":null,"memoryBytes":null}]}
        """,
        DeviceTable.Json(s_devices).ToJsonString());
}
