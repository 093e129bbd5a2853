using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Rocks;
using TorchSharp;

namespace TorchGradients.Tests.House;

/// <summary>Which types and members of TorchSharp compiled code refers to, under the full names of their definitions.</summary>
internal static class TorchSharpUse
{
    /// <summary>What the assembly in that file uses.</summary>
    public static IReadOnlyList<string> Of(string file)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(file, Beside(typeof(torch).Assembly.Location));
        return Of(module);
    }

    /// <summary>What a module uses.</summary>
    public static IReadOnlyList<string> Of(ModuleDefinition module) =>
    [
        .. module.GetTypeReferences().Where(IsOfTorchSharp).Select(type => type.FullName),
        .. module.GetMemberReferences().Where(member => IsOfTorchSharp(member.DeclaringType)).Select(Definition),
    ];

    /// <summary>
    /// Members of TorchSharp that a module takes by their name, public or not: those that its methods with
    /// <c>UnsafeAccessorAttribute</c> stand for. The compiler leaves no reference to them.
    /// </summary>
    public static IReadOnlyList<string> ByName(ModuleDefinition module) =>
    [
        .. module.GetAllTypes().SelectMany(type => type.Methods)
            .Select(method => (Method: method, Attribute: method.CustomAttributes.FirstOrDefault(
                attribute => attribute.AttributeType.FullName == typeof(UnsafeAccessorAttribute).FullName)))
            .Where(entry => entry.Attribute is not null && IsOfTorchSharp(entry.Method.Parameters[0].ParameterType))
            .Select(entry => Target(entry.Method, entry.Attribute!)),
    ];

    /// <summary>The same of the assembly in that file.</summary>
    public static IReadOnlyList<string> ByName(string file)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(file, Beside(typeof(torch).Assembly.Location));
        return ByName(module);
    }

    /// <summary>What TorchSharp itself defines.</summary>
    public static IReadOnlySet<string> All()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(torch).Assembly.Location);
        return module.GetTypes()
            .SelectMany(type => new[] { type.FullName }
                .Concat(type.Methods.Select(method => method.FullName)).Concat(type.Fields.Select(field => field.FullName)))
            .ToHashSet();
    }

    /// <summary>Settings for reading what refers to TorchSharp, and to what lies beside it.</summary>
    public static ReaderParameters Beside(string torchSharp)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(torchSharp));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        return new ReaderParameters { AssemblyResolver = resolver };
    }

    static bool IsOfTorchSharp(TypeReference type) =>
        type.GetElementType() is { } element && (element.DeclaringType is { } outer
            ? IsOfTorchSharp(outer)
            : element.Scope.Name == typeof(torch).Assembly.GetName().Name);

    /// <summary>
    /// The full name of the member that an accessor stands for; of a constructor and a field as their definitions
    /// have it.
    /// </summary>
    static string Target(MethodDefinition accessor, CustomAttribute attribute)
    {
        var kind = (UnsafeAccessorKind)attribute.ConstructorArguments[0].Value;
        string name = attribute.Properties.FirstOrDefault(property => property.Name == nameof(UnsafeAccessorAttribute.Name)).Argument.Value as string
            ?? accessor.Name;
        string owner = accessor.Parameters[0].ParameterType.GetElementType().FullName;
        return kind switch
        {
            UnsafeAccessorKind.Method or UnsafeAccessorKind.StaticMethod =>
                $"{accessor.ReturnType.FullName} {owner}::{name}({string.Join(',', accessor.Parameters.Skip(1).Select(parameter => parameter.ParameterType.FullName))})",
            UnsafeAccessorKind.Field or UnsafeAccessorKind.StaticField => $"{accessor.ReturnType.GetElementType().FullName} {owner}::{name}",
            _ => throw new NotSupportedException($"{accessor.FullName} stands for a constructor: say here how its definition is named."),
        };
    }

    // Without type arguments, and of the base class where that is the one which has it.
    static string Definition(MemberReference member) => member.Resolve() switch
    {
        MemberReference definition => definition.FullName,
        _ => throw new InvalidOperationException($"TorchSharp has no {member.FullName}."),
    };
}
