using System.Reflection;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>The names of members in a documentation file (C# specification, annex D.4.2).</summary>
internal static class DocumentationNames
{
    public static string Of(MemberInfo member) =>
        member switch
        {
            Type type => "T:" + Declared(type),
            FieldInfo => $"F:{Declared(member.DeclaringType!)}.{member.Name}",
            EventInfo => $"E:{Declared(member.DeclaringType!)}.{member.Name}",
            PropertyInfo property =>
                $"P:{Declared(member.DeclaringType!)}.{member.Name}{Parameters(property.GetIndexParameters())}",
            ConstructorInfo constructor => $"M:{Declared(member.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
            MethodInfo method =>
                $"M:{Declared(member.DeclaringType!)}.{method.Name}{Generic(method)}"
                + $"{Parameters(method.GetParameters())}{Result(method)}",
            _ => throw new NotSupportedException(member.ToString()),
        };

    private static string Declared(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Result(MethodInfo method) =>
        method.Name is "op_Implicit" or "op_Explicit" ? "~" + Used(method.ReturnType) : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length > 0 ? $"({string.Join(',', parameters.Select(parameter => Used(parameter.ParameterType)))})" : "";

    private static string Used(Type type)
    {
        if (type.IsByRef)
            return Used(type.GetElementType()!) + "@";
        if (type.IsArray)
            return Used(type.GetElementType()!)
                + (type.GetArrayRank() == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()))}]");
        if (type.IsGenericParameter)
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType)
            return type.FullName!.Replace('+', '.');
        var arguments = $"{{{string.Join(',', type.GetGenericArguments().Select(Used))}}}";
        return Declared(type).Split('`')[0] + arguments;
    }
}
