using System.Runtime.InteropServices;
using TorchSharp;

namespace TorchGradients.Tests.Execution;

/// <summary>
/// Counts the operators that libtorch runs on this thread, forward and backward, through the observers that its own
/// profiler uses (at::addThreadLocalCallback): what makes no tensor of TorchSharp's is seen too.
/// </summary>
/// <remarks>Calls that run no operator, as reading a shape, are not seen.</remarks>
sealed class OperatorCount : IDisposable
{
    const string Add = "_ZN2at22addThreadLocalCallbackENS_22RecordFunctionCallbackE";
    const string Remove = "_ZN2at14removeCallbackEm";

    // Handed to libtorch: they must live as long as it may call them.
    readonly Started _started;
    readonly Ended _ended;
    readonly RemoveCallback _remove;
    readonly ulong _handle;

    public OperatorCount()
    {
        nint library = Library;
        _started = Count;
        _ended = (_, _) => { };
        _remove = Marshal.GetDelegateForFunctionPointer<RemoveCallback>(NativeLibrary.GetExport(library, Remove));
        _handle = Marshal.GetDelegateForFunctionPointer<AddCallback>(NativeLibrary.GetExport(library, Add))(new Callback
        {
            Start = Marshal.GetFunctionPointerForDelegate(_started),
            End = Marshal.GetFunctionPointerForDelegate(_ended),
            Probability = 1,
            OperatorScope = 1,
        });
    }

    delegate nint Started(nint context, nint function);

    delegate void Ended(nint function, nint context);

    delegate ulong AddCallback(Callback callback);

    delegate void RemoveCallback(ulong handle);

    /// <summary>Whether this build of libtorch lets them be counted: its names and structures are those of 64-bit Linux.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && NativeLibrary.TryGetExport(Library, Add, out _) && NativeLibrary.TryGetExport(Library, Remove, out _);

    /// <summary>Operators so far.</summary>
    public long Operators { get; private set; }

    static nint Library
    {
        get
        {
            torch.InitializeDeviceType(DeviceType.CPU);   // loads libtorch, whichever it is
            return NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so"));
        }
    }

    public void Dispose()
    {
        _remove(_handle);
        GC.KeepAlive(_started);
        GC.KeepAlive(_ended);
    }

    /// <summary>std::unique_ptr&lt;ObserverContext&gt; (const RecordFunction&amp;): the pointer is returned where the caller says.</summary>
    nint Count(nint context, nint function)
    {
        Operators++;
        Marshal.WriteIntPtr(context, 0);
        return context;
    }

    /// <summary>at::RecordFunctionCallback: a flag for each of ten scopes (the first is that of operators) and three for needs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Callback
    {
        public nint Start;
        public nint End;
        public double Probability;
        public byte OperatorScope;
        readonly byte _scope1;
        readonly ushort _scopes2;
        readonly uint _scopes4;
        readonly ushort _scopes8;
        readonly byte _needsInputs;
        readonly byte _needsOutputs;
        readonly byte _needsIdentifiers;
    }
}
