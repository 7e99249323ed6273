using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What a type shows to others. What the compiler adds to a record is left out.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What a type declares itself, and others can use or override.</summary>
    public static IEnumerable<MemberInfo> Of(Type type) =>
        type.IsSubclassOf(typeof(Delegate))
            ? []
            : type.GetMembers(Declared)
                .Where(member =>
                    member switch
                    {
                        ConstructorInfo constructor => IsVisible(constructor, type) && !IsCopyConstructor(constructor),
                        MethodInfo method => IsVisible(method, type)
                            && !IsMadeByCompiler(method)
                            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
                        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => IsVisible(accessor, type))
                            && property.Name != "EqualityContract",
                        FieldInfo field => (field.IsPublic || (field.IsFamily && !type.IsSealed)) && !field.IsSpecialName,
                        EventInfo @event => IsVisible(@event.AddMethod!, type),
                        _ => false,
                    });

    private static bool IsVisible(MethodBase method, Type type) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !type.IsSealed);

    private static bool IsMadeByCompiler(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name == "<Clone>$";

    private static bool IsCopyConstructor(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!)
        && constructor.GetParameters() is [var only]
        && only.ParameterType == constructor.DeclaringType;

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;
}
