using System.Text;
using TorchGradients.Records;
using TorchGradients.Tests.Data;
using Xunit;

namespace TorchGradients.Tests.Records;

public sealed class SafeTensorsTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Has_the_bytes_of_the_format()
    {
        SafeTensors.Write(_folder["a"],
        [
            new NamedArray("layers.1.weight", [1, 2], new float[] { 1, -2 }),
            new NamedArray("layers.1.bias", [1], new[] { 0.5 }),
        ]);

        const string header = """{"layers.1.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}"""
            + ""","layers.1.bias":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}""";
        int padded = (header.Length + 7) / 8 * 8;
        byte[] expected =
        [
            (byte)padded, 0, 0, 0, 0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(header.PadRight(padded)),
            0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0,    // 1 and -2 in float32
            0, 0, 0, 0, 0, 0, 0xe0, 0x3f,       // 0.5 in float64
        ];
        Assert.Equal(expected, File.ReadAllBytes(_folder["a"]));
        Assert.Equal([_folder["a"]], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Reads_back_what_was_written()
    {
        NamedArray[] arrays =
        [
            new("z", [2, 2], new[] { 1.5, double.NaN, double.NegativeInfinity, 4 }),
            new("a", [0], Array.Empty<float>()),
            new("scalar", [], new[] { 3f }),
        ];
        SafeTensors.Write(_folder["a"], arrays);
        var read = SafeTensors.Read(_folder["a"]);

        Assert.Equal(arrays.Select(array => array.Name), read.Select(array => array.Name));
        Assert.All(arrays.Zip(read), pair =>
        {
            Assert.Equal(pair.First.Shape, pair.Second.Shape);
            Assert.Equal(pair.First.Values, pair.Second.Values);
        });
    }

    [Fact]
    public void A_file_that_is_cut_anywhere_is_told()
    {
        SafeTensors.Write(_folder["a"], [new NamedArray("w", [2], new[] { 1f, 2f })]);
        byte[] whole = File.ReadAllBytes(_folder["a"]);
        for (int length = 0; length < whole.Length; length++)
        {
            string file = _folder.Write("cut", whole[..length]);
            Assert.Equal($"{file} is damaged, or not a safetensors file.",
                Assert.Throws<InvalidDataException>(() => SafeTensors.Read(file)).Message);
        }
    }

    [Fact]
    public void A_shape_that_does_not_fit_is_refused_and_leaves_the_earlier_file()
    {
        _folder.Write("a", "earlier");
        var exception = Assert.Throws<ArgumentException>(() =>
            SafeTensors.Write(_folder["a"], [new NamedArray("w", [3], new[] { 1f, 2f })]));
        Assert.Equal("'w' has 2 entries, but a shape of 3.", exception.Message);
        Assert.Equal("earlier", File.ReadAllText(_folder["a"]));
    }
}
