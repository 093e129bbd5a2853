using System.Text;
using CsCheck;
using TorchGradients.Data;
using TorchGradients.Data.Sources;
using Xunit;

namespace TorchGradients.Tests.Data.Sources;

public sealed class DataFileTests : IDisposable
{
    readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_content_comes_back_packed_in_one_member_or_in_two() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Byte.Array[0, 200]).Sample((first, second) =>
        {
            byte[] both = [.. first, .. second];
            Assert.Equal(both, DataFile.Read(_folder.Write("one", ScratchFolder.Packed(both))));
            Assert.Equal(both, DataFile.Read(_folder.Write("two",
                [.. ScratchFolder.Packed(first), .. ScratchFolder.Packed(second)])));
        }, iter: 100, threads: 1);

    [Fact]
    public void A_flipped_bit_never_gives_other_content()
    {
        byte[] content = Encoding.ASCII.GetBytes("1,2,0\n3,4,1\n5,6,0\n");
        byte[] packed = ScratchFolder.Packed(content);
        for (int bit = 8 * 10; bit < 8 * packed.Length; bit++) // the header's ten bytes hold no content
        {
            byte[] damaged = [.. packed];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            string file = _folder.Write("damaged", damaged);
            if (Record.Exception(() => Assert.Equal(content, DataFile.Read(file))) is not { } exception) continue;

            Assert.Equal($"{file}: byte {packed.Length} ends the gzip data too early: the file is truncated or damaged. "
                + "Fetch it again.", Assert.IsType<DataException>(exception).Message);
        }
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_told() => Assert.StartsWith(
        $"{_folder.Path}: the file cannot be read (",
            Assert.Throws<DataException>(() => DataFile.Read(_folder.Path)).Message,
        StringComparison.Ordinal);
}
