using System.Runtime.InteropServices;
using System.Text;

namespace TorchGradients.Execution;

/// <summary>Names and memory of the CUDA devices, asked of NVIDIA's driver: TorchSharp has no call for them.</summary>
/// <remarks>
/// The driver numbers devices as libtorch does, and heeds <c>CUDA_VISIBLE_DEVICES</c> as it does. Source: NVIDIA, CUDA Driver
/// API: cuInit, cuDeviceGetCount, cuDeviceGet, cuDeviceGetName, cuDeviceTotalMem. Nothing here holds memory of a device.
/// </remarks>
public static class CudaDriver
{
    const int Success = 0;
    const int LongestName = 256;

    /// <summary>The driver's library on this system.</summary>
    public static string Library => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>The devices in the driver's order; empty where there is no driver, or no device.</summary>
    public static IReadOnlyList<(string Name, long Bytes)> Devices { get; } = In(Library);

    /// <summary>The same of a driver in that file.</summary>
    internal static IReadOnlyList<(string Name, long Bytes)> In(string library)
    {
        if (!NativeLibrary.TryLoad(library, out nint driver)) return [];

        try
        {
            if (Call<Initialize>(driver, "cuInit")(0) != Success) return [];
            if (Call<Count>(driver, "cuDeviceGetCount")(out int count) != Success) return [];
            return [.. Enumerable.Range(0, count).Select(ordinal => Device(driver, ordinal))];
        }
        catch (EntryPointNotFoundException)
        {
            return [];   // A library of that name which is none of NVIDIA's.
        }
    }

    static (string Name, long Bytes) Device(nint driver, int ordinal)
    {
        byte[] name = new byte[LongestName];
        nuint bytes = 0;
        bool isKnown = Call<Get>(driver, "cuDeviceGet")(out int device, ordinal) == Success
            && Call<Name>(driver, "cuDeviceGetName")(name, LongestName, device) == Success
            && Call<Memory>(driver, "cuDeviceTotalMem_v2")(out bytes, device) == Success;
        return isKnown ? (Encoding.UTF8.GetString(name).TrimEnd('\0'), (long)bytes) : ("unknown", 0);
    }

    static T Call<T>(nint driver, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(driver, name));

    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate int Initialize(uint flags);

    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate int Count(out int count);

    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate int Get(out int device, int ordinal);

    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate int Name([Out] byte[] name, int length, int device);

    [UnmanagedFunctionPointer(CallingConvention.StdCall)]
    delegate int Memory(out nuint bytes, int device);
}
