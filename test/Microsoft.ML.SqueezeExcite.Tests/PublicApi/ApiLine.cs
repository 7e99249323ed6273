using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>A type or a member in one line: name, parameters, result, modifiers.</summary>
internal static class ApiLine
{
    public static string Of(Type type)
    {
        var parents = type.IsEnum
            ? [Enum.GetUnderlyingType(type)]
            : Bases(type).Concat(Interfaces(type)).ToArray();
        var list = parents.Length > 0 ? " : " + string.Join(", ", parents.Select(TypeNames.Of)) : "";
        return type.IsSubclassOf(typeof(Delegate))
            ? $"{TypeNames.Of(type)}({Parameters(type.GetMethod("Invoke")!)}) -> {TypeNames.Of(type.GetMethod("Invoke")!.ReturnType)} [delegate]"
            : $"{TypeNames.Of(type)}{list} [{Kind(type)}]";
    }

    private static string Kind(Type type)
    {
        var modifier = type switch
        {
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "",
            { IsInterface: true } => "",
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => ApiListing.IsRecord(type) ? "record struct" : "struct",
            _ => ApiListing.IsRecord(type) ? "record" : "class",
        };
        return type.IsEnum ? kind : modifier + kind;
    }

    private static IEnumerable<Type> Bases(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];

    // Those that come neither with the base class nor with another interface.
    private static IEnumerable<Type> Interfaces(Type type)
    {
        var all = type.GetInterfaces().Where(i => i.IsPublic || i.IsNestedPublic).ToArray();
        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(all.SelectMany(i => i.GetInterfaces())).ToHashSet();
        return all.Where(i => !inherited.Contains(i)).OrderBy(TypeNames.Of, StringComparer.Ordinal);
    }

    public static string Of(MemberInfo member)
    {
        var name = $"{TypeNames.Of(member.DeclaringType!)}.{member.Name}";
        return member switch
        {
            ConstructorInfo constructor => $"{TypeNames.Of(member.DeclaringType!)}.new({Parameters(constructor)})",
            MethodInfo method => $"{name}{Generic(method)}({Parameters(method)}) -> {TypeNames.Of(method.ReturnType)}{Modifiers(method)}",
            PropertyInfo property => $"{name}{Index(property)} -> {TypeNames.Of(property.PropertyType)} {{ {Accessors(property)} }}{Modifiers(property.GetAccessors(true)[0])}",
            FieldInfo { IsLiteral: true } field => $"{name} = {Convert.ToString(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}",
            FieldInfo field => $"{name} -> {TypeNames.Of(field.FieldType)} [{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}field]",
            EventInfo @event => $"{name} -> {TypeNames.Of(@event.EventHandlerType!)} [event]",
            _ => throw new NotSupportedException(member.ToString()),
        };
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(p => TypeNames.Of(p.ParameterType)))}]" : "";

    private static string Modifiers(MethodInfo method)
    {
        var modifiers = new List<string>();
        if (method.IsStatic)
            modifiers.Add("static");
        if (method.GetBaseDefinition() != method)
            modifiers.Add("override");
        else if (method.IsAbstract)
            modifiers.Add("abstract");
        else if (method is { IsVirtual: true, IsFinal: false })
            modifiers.Add("virtual");
        if (!method.IsPublic)
            modifiers.Add("protected");
        return modifiers.Count > 0 ? $" [{string.Join(' ', modifiers)}]" : "";
    }

    private static string Accessors(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { IsPublic: true } or { IsFamily: true })
            accessors.Add("get;");
        if (property.SetMethod is { IsPublic: true } or { IsFamily: true })
            accessors.Add(property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;");
        return (property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "") + string.Join(' ', accessors);
    }

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var way = parameter switch
        {
            { ParameterType.IsByRef: true, IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "",
        };
        var value = parameter.HasDefaultValue ? $" = {TypeNames.OfValue(parameter.DefaultValue, parameter.ParameterType)}" : "";
        return $"{way}{TypeNames.Of(parameter.ParameterType)} {parameter.Name}{value}";
    }
}
