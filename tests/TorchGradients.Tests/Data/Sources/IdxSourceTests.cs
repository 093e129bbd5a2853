using System.Text.Json.Nodes;
using TorchGradients.Configuration;
using TorchGradients.Data;
using Xunit;

namespace TorchGradients.Tests.Data.Sources;

public sealed class IdxSourceTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_images_of_any_shape_and_finds_labels_by_the_header_packed_or_not()
    {
        WriteSmallSet();
        byte[] images = File.ReadAllBytes(_folder["train-a"]);
        File.Delete(_folder["train-a"]);
        _folder.Write("train-a.gz", ScratchFolder.Packed(images));

        using var data = Load();

        Assert.Equal([3L, 4L], data.TrainInputs.shape);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255], data.TrainInputs.data<byte>().ToArray());
        Assert.Equal([0, 2, 1], data.TrainLabels.data<long>().ToArray());
        Assert.Equal([7, 7, 7, 7], data.TestInputs.data<byte>().ToArray());
        Assert.Equal([2], data.TestLabels.data<long>().ToArray());
        Assert.Equal(3, data.Classes);
        Assert.Equal(255, data.LargestValue);
    }

    [Fact]
    public void A_truncated_gzip_is_found_wherever_it_was_cut()
    {
        WriteSmallSet();
        byte[] packed = ScratchFolder.Packed(File.ReadAllBytes(_folder["train-a"]));
        File.Delete(_folder["train-a"]);
        for (int length = 2; length < packed.Length; length++)
        {
            string file = _folder.Write("train-a.gz", packed[..length]);
            AssertFails($"{file}: byte {length} ends the gzip data too early: the file is truncated or damaged. "
                + "Fetch it again.");
        }
    }

    [Fact]
    public void A_wrong_magic_number_is_told()
    {
        WriteSmallSet();
        string file = _folder.Write("train-a", "P5 2 2 255");
        AssertFails($"{file}: byte 0 starts 0x50352032, which is not the magic number of an IDX file. "
            + "Use an IDX file of unsigned bytes, as MNIST and its kin have, packed by gzip or not.");
    }

    [Fact]
    public void Another_type_is_told()
    {
        WriteSmallSet();
        string file = _folder.Write("train-a", [0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
        AssertFails($"{file}: byte 2 gives the type 0x0d, but only 0x08 is read. "
            + "Use an IDX file of unsigned bytes, as MNIST and its kin have, packed by gzip or not.");
    }

    [Fact]
    public void A_header_that_promises_more_than_follows_is_told()
    {
        WriteSmallSet();
        string file = _folder.WriteIdx("train-a", [3, 2, 2], new byte[11]);
        AssertFails($"{file}: byte 4 announces 3 × 2 × 2 values, but 11 follow. Fetch it again.");
    }

    [Fact]
    public void A_header_of_immense_sizes_is_told_and_nothing_is_set_aside_for_it()
    {
        WriteSmallSet();
        byte[] huge = [0, 0, 8, 3, .. Enumerable.Repeat((byte)0xff, 12), 1];
        string file = _folder.Write("train-a", huge);
        AssertFails($"{file}: byte 4 announces 4294967295 × 4294967295 × 4294967295 values, but 1 follow. "
            + "Fetch it again.");
    }

    [Fact]
    public void A_file_that_ends_within_its_header_is_told()
    {
        WriteSmallSet();
        string file = _folder.Write("train-a", [0, 0, 8, 3, 0, 0]);
        AssertFails($"{file}: byte 6 ends the file within its header. Fetch it again.");
    }

    [Fact]
    public void Counts_that_disagree_are_told()
    {
        WriteSmallSet();
        string labels = _folder.WriteIdx("train-b", [2], [0, 1]);
        AssertFails($"{labels}: byte 4 announces 2 labels, but {_folder["train-a"]} has 3 images. "
            + "Use files of one data set.");
    }

    [Fact]
    public void Parts_of_different_image_size_are_told()
    {
        WriteSmallSet();
        string images = _folder.WriteIdx("t10k-a", [1, 3], [7, 7, 7]);
        AssertFails($"{images}: byte 4 gives 3 values a row, but {_folder["train-a"]} has 4. "
            + "Use files of one data set.");
    }

    [Fact]
    public void A_label_out_of_range_is_told()
    {
        WriteSmallSet();
        string labels = _folder.WriteIdx("t10k-b", [1], [3]);
        AssertFails($"{labels}: byte 8 holds label 3 of row 0, but the labels of this set are 0 to 2. "
            + "Use files of one data set.");
    }

    [Fact]
    public void An_empty_file_is_told()
    {
        WriteSmallSet();
        string file = _folder.Write("train-a", "");
        AssertFails($"{file}: byte 0 is the end: the file is empty. Fetch it again.");
    }

    [Fact]
    public void A_missing_part_is_told()
    {
        WriteSmallSet();
        File.Delete(_folder["t10k-b"]);
        AssertFails($"{_folder.Path}: the test part has 1 files of images and 0 of labels, but needs one of each. "
            + "Name them train… and test… (or t10k…).");
    }

    [Fact]
    public void A_missing_folder_and_a_missing_path_are_told()
    {
        string nowhere = _folder["nowhere"];
        Assert.Equal($"{nowhere}: the folder does not exist. Set data:path to where the IDX files lie.",
            Assert.Throws<DataException>(() => Source(nowhere).Load()).Message);
        Assert.Equal("data:path is missing. Name the folder that holds the IDX files.",
            Assert.Throws<DataException>(() => DataSets.All.Create("idx").Load()).Message);
    }

    [Fact]
    public void The_content_hash_depends_on_content_and_not_on_place()
    {
        WriteSmallSet();
        using var elsewhere = new ScratchFolder();
        foreach (string file in Directory.GetFiles(_folder.Path)) File.Copy(file, elsewhere[Path.GetFileName(file)]);

        string? hash = Source(_folder.Path).ContentHash();

        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(hash, Source(elsewhere.Path).ContentHash());
        elsewhere.WriteIdx("t10k-b", [1], [1]);
        Assert.NotEqual(hash, Source(elsewhere.Path).ContentHash());
    }

    void WriteSmallSet()
    {
        _folder.WriteIdx("train-a", [3, 2, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255]);
        _folder.WriteIdx("train-b", [3], [0, 2, 1]);
        _folder.WriteIdx("t10k-a", [1, 2, 2], [7, 7, 7, 7]);
        _folder.WriteIdx("t10k-b", [1], [2]);
        _folder.Write("README.md", "not data");
    }

    static DataSource Source(string folder) =>
        DataSets.All.Create(new ComponentConfig("idx", new JsonObject { ["path"] = folder }));

    RawData Load() => Source(_folder.Path).Load();

    void AssertFails(string message) => Assert.Equal(message, Assert.Throws<DataException>(Load).Message);
}
