using TorchGradients.Execution;
using TorchGradients.Training;
using Xunit;

namespace TorchGradients.Tests.House;

/// <summary>
/// A GPU is not waited for in the middle of a block of steps, and is sent nothing there. No GPU is needed to hold that: of all
/// that trains, the code names every place which reads a tensor, makes one on the processor, or moves one.
/// </summary>
public sealed class DeviceUseTests
{
    static readonly string[] s_folders = ["Models", "Training", "Probes"];
    static readonly string[] s_ofLoop = [nameof(TrainingLoop), nameof(LoopMember), "BlockRows"];

    /// <summary>Who may, and when that is.</summary>
    static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["DeviceCopy"] = ["cpu", "data"],                          // the one copy of a block
        ["PinnedUpload"] = ["tensor", "to"],                       // what a block's steps take from the processor, at its first
        ["StackedNorms"] = ["data", "tensor"],                     // on the processor alone
        ["TorchEngine"] = ["to"],                                  // evaluations of data that do not fit on the device
        ["TensorNumbers"] = ["cpu", "data"],                       // weights for files
        ["NamedTensor"] = ["tensor", "Entries"],                   // weights from files, and for them
        ["UnitVarianceFit"] = ["item", "tensor", "to"],            // initial weights, before the first step
        ["DrawnNetwork"] = ["to"],                                 // likewise
    };

    [Fact]
    public void Nothing_that_trains_waits_for_its_device_or_sends_it_anything_but_once_in_a_block()
    {
        var uses = DeviceUse.In(typeof(TorchEngine).Assembly.Location, type => IsOfTraining(type.Namespace) || s_ofLoop.Contains(type.Name));

        Assert.DoesNotContain(uses, use => !s_allowed.TryGetValue(use.Type, out string[]? members) || !members.Contains(use.Member));
        Assert.Contains(("DeviceCopy", "cpu"), uses);
        Assert.Contains(("PinnedUpload", "tensor"), uses);
        Assert.Contains(("NamedTensor", "Entries"), uses);
    }

    static bool IsOfTraining(string name) => s_folders.Any(folder =>
        name == $"TorchGradients.{folder}" || name.StartsWith($"TorchGradients.{folder}.", StringComparison.Ordinal));
}
