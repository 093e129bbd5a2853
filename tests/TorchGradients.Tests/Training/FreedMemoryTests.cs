using TorchGradients.Training;
using Xunit;

namespace TorchGradients.Tests.Training;

/// <summary>That it helps, the page faults of a process that trains show: <c>PageFaultTests</c> of the end-to-end tests.</summary>
public sealed class FreedMemoryTests
{
    [Fact]
    public void The_allocator_of_linux_takes_it_and_others_are_left_alone() =>
        Assert.Equal(OperatingSystem.IsLinux(), FreedMemory.Keep());
}
