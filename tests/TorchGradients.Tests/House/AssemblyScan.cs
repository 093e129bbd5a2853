using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace TorchGradients.Tests.House;

/// <summary>Reads from an assembly's code which types use which: signatures, method bodies and attributes.</summary>
internal static class AssemblyScan
{
    /// <summary>Every use of a type by a type of another namespace.</summary>
    public static IReadOnlyList<NamespaceUse> Uses(Assembly assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return module.GetAllTypes()
            .SelectMany(type => UsedBy(type).SelectMany(Parts).Select(used => Use(Outermost(type), Outermost(used))))
            .Where(use => use.From != use.To)
            .Distinct()
            .ToList();
    }

    static NamespaceUse Use(TypeReference from, TypeReference to) => new(from.Namespace, from.Name, to.Namespace, to.Name);

    static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    static IEnumerable<TypeReference?> UsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implementation => implementation.InterfaceType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.SelectMany(property => property.CustomAttributes).Select(attribute => attribute.AttributeType),
        .. type.Methods.SelectMany(UsedBy),
    ];

    static IEnumerable<TypeReference?> UsedBy(MethodDefinition method) =>
    [
        .. Signature(method),
        .. method.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(instruction => UsedBy(instruction.Operand)) : [],
    ];

    static IEnumerable<TypeReference?> UsedBy(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. Signature(method), .. method.GenericArguments],
        MethodReference method => Signature(method),
        _ => [],
    };

    static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)];

    /// <summary>
    /// A type and what it is made of: element types and generic arguments; generic parameters are no types.
    /// </summary>
    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
