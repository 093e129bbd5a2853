using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Xunit;

namespace TorchGradients.Tests.House;

public sealed class RepairLibTorchSharpTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("torchgradients-").FullName;

    string Library => Path.Combine(_folder, "libLibTorchSharp.so");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Flips_exactly_one_bit_once()
    {
        var original = await PackagedLibrary();
        await File.WriteAllBytesAsync(Library, original, TestContext.Current.CancellationToken);

        Assert.Contains("Made GLIBCXX_3.4.32 optional", await Repair(), StringComparison.Ordinal);
        var repaired = await File.ReadAllBytesAsync(Library, TestContext.Current.CancellationToken);
        var timeOfRepair = File.GetLastWriteTimeUtc(Library);

        Assert.DoesNotContain("Made", await Repair(), StringComparison.Ordinal);
        Assert.Equal(1, DifferingBits(original, repaired));
        Assert.Equal(repaired, await File.ReadAllBytesAsync(Library, TestContext.Current.CancellationToken));
        Assert.Equal(timeOfRepair, File.GetLastWriteTimeUtc(Library));
    }

    [Fact]
    public async Task Sets_the_weak_flag_of_the_entry_whose_hash_is_that_of_the_version()
    {
        var original = await PackagedLibrary();
        await File.WriteAllBytesAsync(Library, original, TestContext.Current.CancellationToken);
        await Repair();
        var repaired = await File.ReadAllBytesAsync(Library, TestContext.Current.CancellationToken);

        // Elf64_Vernaux: vna_hash (4 bytes), vna_flags (2 bytes): the hash is a second way to find the entry.
        var flags = Enumerable.Range(0, original.Length).Single(i => original[i] != repaired[i]);
        Assert.Equal(ElfHash("GLIBCXX_3.4.32"), BinaryPrimitives.ReadUInt32LittleEndian(repaired.AsSpan(flags - 4)));
        Assert.Equal(2, BinaryPrimitives.ReadUInt16LittleEndian(repaired.AsSpan(flags)));
    }

    [Fact]
    public async Task The_build_repairs_its_output_and_not_the_package_cache_that_it_links_to()
    {
        var packaged = await PackagedLibrary();
        var built = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"), TestContext.Current.CancellationToken);

        Assert.Equal(1, DifferingBits(packaged, built));
    }

    [Fact]
    public async Task Leaves_a_library_that_does_not_ask_for_the_version()
    {
        var library = await PackagedLibrary();
        var name = library.AsSpan().IndexOf("GLIBCXX_3.4.32\0"u8);
        "GLIBCXX_3.4.30"u8.CopyTo(library.AsSpan(name));

        await Stays(library);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GLIBCXX_3.4.32")]
    [InlineData("MZ this would be a library of another system, which has more than the 64 bytes of an ELF header")]
    public async Task Leaves_what_is_not_an_ELF_library(string content) => await Stays(Encoding.ASCII.GetBytes(content));

    [Fact]
    public async Task Does_nothing_where_there_is_no_library()
    {
        await Repair();

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder, "*.so*"));
    }

    async Task Stays(byte[] content)
    {
        await File.WriteAllBytesAsync(Library, content, TestContext.Current.CancellationToken);
        var time = File.GetLastWriteTimeUtc(Library);

        Assert.DoesNotContain("Made", await Repair(), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(Library, TestContext.Current.CancellationToken));
        Assert.Equal(time, File.GetLastWriteTimeUtc(Library));
    }

    /// <summary>Runs the build's own target on the file, from a project that has nothing else.</summary>
    async Task<string> Repair()
    {
        var project = Path.Combine(_folder, "repair.proj");
        var targets = Repository.PathOf("build", "RepairLibTorchSharp.targets");
        await File.WriteAllTextAsync(
            project, $"<Project><Import Project=\"{targets}\" /></Project>", TestContext.Current.CancellationToken);

        var (exitCode, output) = await DotNet.MSBuild(
            project, "-t:RepairLibrary", "-v:minimal", $"-p:LibraryToRepair={Library}");
        Assert.True(exitCode == 0, output);
        return output;
    }

    static async Task<byte[]> PackagedLibrary()
    {
        var (_, packages) = await DotNet.MSBuild("src/TorchGradients.Cli", "-getProperty:NuGetPackageRoot");
        return await File.ReadAllBytesAsync(
            Path.Combine(packages.Trim(), "torchsharp", "0.107.0", "runtimes", "linux-x64", "native", "libLibTorchSharp.so"),
            TestContext.Current.CancellationToken);
    }

    static int DifferingBits(byte[] first, byte[] second) =>
        first.Zip(second, (a, b) => BitOperations.PopCount((uint)(a ^ b))).Sum();

    /// <summary>The hash of a name in an ELF file (System V ABI, chapter 5).</summary>
    static uint ElfHash(string name) => name.Aggregate(0u, (hash, letter) =>
    {
        hash = (hash << 4) + letter;
        var high = hash & 0xf0000000;
        return (hash ^ (high >> 24)) & ~high;
    });
}
