using System.Text;
using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using Xunit;

namespace TorchGradients.Tests.Data.Sources;

public sealed class CsvSourceTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_names_in_ordinal_order_as_classes_from_a_named_column()
    {
        using var data = Load("x,kind,y\n1,\"b, \"\"c\"\"\",-2.5e1\n3,a,4\n5,B,6\n7,a,8\n\n9,a,10\n", column: "kind");

        Assert.Equal([1, -25, 3, 4, 5, 6, 7, 8], data.TrainInputs.data<double>().ToArray());
        Assert.Equal([2, 1, 0, 1], data.TrainLabels.data<long>().ToArray());
        Assert.Equal([9, 10], data.TestInputs.data<double>().ToArray());
        Assert.Equal([1], data.TestLabels.data<long>().ToArray());
        Assert.Equal(3, data.Classes);
        Assert.Null(data.LargestValue);
    }

    [Fact]
    public void Reads_whole_numbers_as_classes_from_a_position_packed_and_without_a_header()
    {
        byte[] packed = ScratchFolder.Packed(Encoding.UTF8.GetBytes("2,0.5\r\n0,1.5\r\n"));
        var options = Options(_folder.Write("set.csv.gz", packed), "0", hasHeader: false, testFraction: 0.5);
        using var data = DataSets.All.Create(options).Load();

        Assert.Equal([0.5], data.TrainInputs.data<double>().ToArray());
        Assert.Equal([2], data.TrainLabels.data<long>().ToArray());
        Assert.Equal(3, data.Classes);
    }

    [Fact]
    public void Every_ragged_row_and_every_value_that_is_no_number_is_told_with_its_line()
    {
        string file = _folder["set.csv"];
        AssertFails("x,y,label\n1,2,0\n1,2\n\nNaN,1,0\n1,two,1\n-Infinity,,1\n", string.Join(Environment.NewLine,
            $"{file}: line 3 has 2 fields, but the first has 3. Give every row the same number of fields.",
            $"{file}: line 5, column 1 is 'NaN', which is not a finite number. Remove the row, or fill the value in.",
            $"{file}: line 6, column 2 is 'two', which is not a finite number. Remove the row, or fill the value in.",
            $"{file}: line 7, column 1 is '-Infinity', which is not a finite number. Remove the row, or fill the value in.",
            $"{file}: line 7, column 2 is '', which is not a finite number. Remove the row, or fill the value in."));
    }

    [Fact]
    public void Labels_out_of_range_or_missing_are_told()
    {
        string file = _folder["set.csv"];
        AssertFails("x,label\n1,0\n2,-1\n3,0\n",
            $"{file}: line 3 has the label '-1', but labels that are numbers are 0 to 9999. "
            + "Number the classes from 0, or give them names.");
        AssertFails("x,label\n1,a\n2,\n3,b\n", $"{file}: line 3 has no label. Remove the row, or label it.");
    }

    [Fact]
    public void A_file_without_rows_and_a_file_without_columns_are_told()
    {
        string file = _folder["set.csv"];
        AssertFails("x,label\n", $"{file}: line 1 is followed by no rows. Use a file that holds rows.");
        AssertFails("x;label\n",
            $"{file}: line 1 has 1 field, but a row needs a number and a label. Separate the fields by commas.");
        AssertFails("", $"{file}: byte 0 is the end: the file is empty. Fetch it again.");
    }

    [Fact]
    public void An_unknown_label_column_is_told()
    {
        string file = _folder["set.csv"];
        AssertFails("x,y,label\n1,2,0\n",
            $"data:labelColumn is 'lable', which is not a column of {file}. Columns: x, y, label.", column: "lable");
        AssertFails("x,y,label\n1,2,0\n",
            $"data:labelColumn is '3', which is not a column of {file}. Columns: x, y, label.", column: "3");
    }

    [Fact]
    public void A_part_without_rows_is_told() => AssertFails("x,label\n1,0\n2,1\n",
        $"data:testFraction makes 0 of the 2 rows of {_folder["set.csv"]} the test part. Leave rows for both parts.");

    [Fact]
    public void A_missing_file_is_told()
    {
        string file = _folder["none.csv"];
        string message = $"{file}: the file does not exist. Set data:path to where the data lies.";
        var source = DataSets.All.Create(Options(file, null, true, 0.2));
        Assert.Equal(message, Assert.Throws<DataException>(source.Load).Message);
        Assert.Equal(message, Assert.Throws<DataException>(source.ContentHash).Message);
    }

    [Fact]
    public void The_content_hash_is_the_files_own()
    {
        string file = _folder.Write("abc.csv", "abc"); // FIPS 180-2, appendix B.1
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            DataSets.All.Create(Options(file, null, true, 0.2)).ContentHash());
    }

    static ComponentConfig Options(string path, string? column, bool hasHeader, double testFraction)
    {
        var options = new JsonObject { ["path"] = path, ["hasHeader"] = hasHeader, ["testFraction"] = testFraction };
        if (column is not null) options["labelColumn"] = column;
        return new ComponentConfig("csv", options);
    }

    RawData Load(string content, string? column = null) =>
        DataSets.All.Create(Options(_folder.Write("set.csv", content), column, true, 0.2)).Load();

    void AssertFails(string content, string message, string? column = null) =>
        Assert.Equal(message, Assert.Throws<DataException>(() => Load(content, column)).Message);
}
