using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Sets VER_FLG_WEAK on one version that a 64-bit little-endian ELF library asks for, so that the loader accepts a
/// libstdc++ without it. Writes a new file and renames it over the old one: the old one may be a link into the package
/// cache. The layout of the structures is that of the Linux Standard Base, "Symbol Versioning". Does nothing where the file, the version or the need is absent, or already weak.
/// </summary>
public sealed class WeakenSymbolVersion : Task
{
    const uint VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed, .gnu.version_r
    const ushort Weak = 2;                      // VER_FLG_WEAK

    /// <summary>The library's path.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>The version's name, for example GLIBCXX_3.4.32.</summary>
    [Required]
    public string SymbolVersion { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!File.Exists(Library)) return true;

        byte[] image = File.ReadAllBytes(Library);
        int flags = FindFlags(image);
        if (flags < 0 || (BitConverter.ToUInt16(image, flags) & Weak) != 0) return true;

        image[flags] |= (byte)Weak;
        string repaired = Library + "." + Guid.NewGuid().ToString("N") + ".tmp";
        File.WriteAllBytes(repaired, image);
        File.SetLastWriteTimeUtc(repaired, File.GetLastWriteTimeUtc(Library)); // else every build copies and repairs anew
        File.Replace(repaired, Library, null);
        Log.LogMessage(MessageImportance.High, "Made {0} optional in {1}", SymbolVersion, Library);
        return true;
    }

    /// <summary>Offset of vna_flags of the entry with that name, or -1.</summary>
    int FindFlags(byte[] image)
    {
        bool elf64 = image.Length > 64 && image[0] == 0x7f && image[1] == 'E' && image[2] == 'L' && image[3] == 'F'
            && image[4] == 2 && image[5] == 1;
        if (!elf64) return -1;

        long sections = BitConverter.ToInt64(image, 0x28);
        int sectionSize = BitConverter.ToUInt16(image, 0x3a);
        int sectionCount = BitConverter.ToUInt16(image, 0x3c);
        for (int i = 0; i < sectionCount; i++)
        {
            long header = sections + (long)i * sectionSize;
            if (BitConverter.ToUInt32(image, (int)header + 4) != VersionNeedSection) continue;

            long names = BitConverter.ToInt64(image, (int)(sections + BitConverter.ToUInt32(image, (int)header + 0x28) * sectionSize) + 0x18);
            return FindFlags(image, BitConverter.ToInt64(image, (int)header + 0x18), names);
        }

        return -1;
    }

    /// <summary>Walks Elf64_Verneed (per library) and its Elf64_Vernaux (per version).</summary>
    int FindFlags(byte[] image, long need, long names)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(SymbolVersion + "\0");
        while (true)
        {
            int count = BitConverter.ToUInt16(image, (int)need + 2);
            long entry = need + BitConverter.ToUInt32(image, (int)need + 8);
            for (int i = 0; i < count; i++)
            {
                long name = names + BitConverter.ToUInt32(image, (int)entry + 8);
                if (StartsWith(image, (int)name, wanted)) return (int)entry + 4;
                entry += BitConverter.ToUInt32(image, (int)entry + 12);
            }

            uint next = BitConverter.ToUInt32(image, (int)need + 12);
            if (next == 0) return -1;
            need += next;
        }
    }

    static bool StartsWith(byte[] image, int start, byte[] wanted)
    {
        for (int i = 0; i < wanted.Length; i++)
        {
            if (image[start + i] != wanted[i]) return false;
        }

        return true;
    }
}
