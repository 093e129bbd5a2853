using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using TorchSharp;

namespace TorchGradients.Tests.House;

/// <summary>
/// Finds in compiled code where a scalar is made that nobody keeps: by a conversion whose result goes elsewhere than into a
/// field, or by TorchSharp itself, of which every member counts that converts a number or calls one that does.
/// </summary>
internal static class ScalarUse
{
    const string Scalar = "TorchSharp.Scalar";

    /// <summary>The uses by some types: <c>Type: method, what it calls</c>, a type with its nested ones.</summary>
    /// <param name="assembly">The assembly's file.</param>
    /// <param name="isMeant">Which outermost types.</param>
    public static IReadOnlyList<(string Type, string Method, string Called)> In(string assembly, Func<TypeDefinition, bool> isMeant)
    {
        IReadOnlySet<string> makers = Makers();
        using ModuleDefinition module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. module.GetAllTypes().Where(type => isMeant(DeviceUse.Outermost(type)))
                .SelectMany(type => type.Methods.Where(method => method.HasBody)
                    .SelectMany(method => method.Body.Instructions
                        .Where(instruction => Called(instruction) is { } called
                            && (IsConversion(called) ? !IsStored(instruction) : makers.Contains(called.FullName)))
                        .Select(instruction => (DeviceUse.Outermost(type).Name, method.Name, Called(instruction)!.FullName)))),
        ];
    }

    /// <summary>The members of TorchSharp that make a scalar for a call, under their full names.</summary>
    public static IReadOnlySet<string> Makers()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(torch).Assembly.Location);
        Dictionary<string, MethodReference[]> calls = module.GetAllTypes()
            .Where(type => type.FullName is not (Scalar or "TorchSharp.ScalarExtensionMethods"))
            .SelectMany(type => type.Methods.Where(method => method.HasBody))
            .ToDictionary(method => method.FullName, method => method.Body.Instructions.Select(Called).OfType<MethodReference>().ToArray());
        var makers = calls.Where(method => method.Value.Any(IsConversion)).Select(method => method.Key).ToHashSet();
        int before;
        do
        {
            before = makers.Count;
            makers.UnionWith(calls.Where(method => method.Value.Any(called => makers.Contains(called.FullName))).Select(method => method.Key));
        }
        while (makers.Count > before);

        return makers;
    }

    static MethodReference? Called(Instruction instruction) => (instruction.Operand as MethodReference)?.GetElementMethod();

    /// <summary>A number to a scalar, implicitly or by ToScalar.</summary>
    static bool IsConversion(MethodReference called) =>
        called.ReturnType.FullName == Scalar && called.Parameters.Count == 1 && called.Parameters[0].ParameterType.FullName != "TorchSharp.torch/Tensor"
        && called.DeclaringType.FullName is Scalar or "TorchSharp.ScalarExtensionMethods";

    /// <summary>Whether the result goes into a field, on its way perhaps into a local too.</summary>
    static bool IsStored(Instruction conversion)
    {
        Instruction next = conversion.Next;
        while (next.OpCode.Code is Code.Dup or Code.Nop || next.OpCode.Name.StartsWith("stloc", StringComparison.Ordinal)) next = next.Next;
        return next.OpCode.Code is Code.Stfld or Code.Stsfld && ((FieldReference)next.Operand).FieldType.FullName == Scalar;
    }
}
