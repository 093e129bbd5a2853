using Xunit;

namespace TorchGradients.Tests.House;

public sealed class FolderCirclesTests
{
    [Fact]
    public void A_circle_by_way_of_a_third_folder_is_found_and_what_leads_to_it_is_not()
    {
        NamespaceUse[] uses = [Use("A", "B"), Use("B", "C.Family"), Use("C", "A"), Use("D", "A"), Use("B", "E")];

        Assert.Equal([uses[0], uses[1], uses[2]], FolderCircles.In(uses));
    }

    [Fact]
    public void Families_of_one_folder_may_use_each_other() =>
        Assert.Empty(FolderCircles.In([Use("A.First", "A.Second"), Use("A.Second", "A.First")]));

    static NamespaceUse Use(string from, string to) => new($"Project.{from}", "User", $"Project.{to}", "Used");
}
