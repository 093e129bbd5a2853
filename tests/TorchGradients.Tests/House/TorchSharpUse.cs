using Mono.Cecil;
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

    // Without type arguments, and of the base class where that is the one which has it.
    static string Definition(MemberReference member) => member.Resolve() switch
    {
        MemberReference definition => definition.FullName,
        _ => throw new InvalidOperationException($"TorchSharp has no {member.FullName}."),
    };
}
