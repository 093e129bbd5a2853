using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace TorchGradients.Tests.House;

/// <summary>
/// Finds in compiled code where tensors are read by the processor, made on it, or moved between devices, by TorchSharp itself or
/// by the library's own short forms of that.
/// </summary>
internal static class DeviceUse
{
    const string Tensor = "TorchSharp.torch/Tensor";
    const string OwnReads = "TorchGradients.Models.TensorNumbers";

    // What waits for the device: numbers that the program gets, and tensors whose shape depends on numbers.
    static readonly HashSet<string> s_reads =
    [
        "item", "cpu", "data", "bytes", "tolist", "op_Explicit", "ToString", "print", "str", "nonzero", "masked_select", "unique",
        "bincount", "allclose", "equal", "is_nonzero",
    ];

    static readonly HashSet<string> s_makers = ["tensor", "as_tensor", "from_array", "frombuffer"];

    /// <summary>The uses by the methods of some namespaces: <c>Type: member</c>, a type with its nested ones.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="isMeant">Which outermost types.</param>
    public static IEnumerable<(string Type, string Member)> In(string assembly, Func<TypeDefinition, bool> isMeant)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. module.GetAllTypes().Where(type => isMeant(Outermost(type)))
                .SelectMany(type => type.Methods.Where(method => method.HasBody)
                    .SelectMany(method => method.Body.Instructions.Select(instruction => instruction.Operand as MethodReference))
                    .OfType<MethodReference>().Where(IsUse).Select(called => (Outermost(type).Name, called.Name)))
                .Distinct(),
        ];
    }

    static bool IsUse(MethodReference called)
    {
        TypeReference of = called.DeclaringType.GetElementType();
        bool takesTensor = of.FullName == Tensor || called.Parameters.Any(parameter => parameter.ParameterType.FullName == Tensor);
        if (of.FullName == OwnReads) return true;

        return of.FullName.StartsWith("TorchSharp.", StringComparison.Ordinal)
            && ((takesTensor && (s_reads.Contains(called.Name) || IsConversion(called)))
                || (of.FullName == "TorchSharp.torch" && s_makers.Contains(called.Name))
                || (of.FullName == Tensor && called.Name is "to" or "cuda" && MovesDevice(called)));
    }

    /// <summary>ToDouble, ToInt64 and their like.</summary>
    static bool IsConversion(MethodReference called) =>
        called.Name.StartsWith("To", StringComparison.Ordinal) && called.ReturnType.Namespace == "System";

    static bool MovesDevice(MethodReference called) =>
        called.Name == "cuda" || called.Parameters.Any(parameter => parameter.ParameterType.Name is "Device" or "DeviceType" or "String" or "Tensor");

    internal static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
