using TorchGradients.Execution;
using Xunit;

namespace TorchGradients.Tests.Execution;

public sealed class PhysicalCoresTests
{
    [Fact]
    public void Two_threads_of_a_core_count_once_and_cores_of_two_packages_apart()
    {
        IEnumerable<string> processors = from package in new[] { 0, 1 }
                                         from thread in new[] { 0, 1 }
                                         from core in new[] { 0, 1, 2 }
                                         from line in new[] { "processor\t: 7", $"physical id\t: {package}", $"core id\t\t: {core}", "" }
                                         select line;

        Assert.Equal(6, PhysicalCores.In(processors));
    }

    [Fact]
    public void A_list_without_cores_says_nothing() => Assert.Null(PhysicalCores.In(["processor : 0", "BogoMIPS : 48.00"]));

    [Fact]
    public void This_machine_has_at_least_one_and_no_more_than_it_has_processors() =>
        Assert.InRange(PhysicalCores.Count, 1, Environment.ProcessorCount);
}
