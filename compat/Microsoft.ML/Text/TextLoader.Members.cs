using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>A loader whose columns are the members of a class, by their LoadColumn attributes.</summary>
    internal static TextLoader Create<TInput>(IHostEnvironment env, Options? options, IMultiStreamSource? dataSample = null)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = typeof(TInput).GetProperties(Public)
            .Where(property => property.GetGetMethod() != null && property.GetIndexParameters().Length == 0);
        MemberInfo[] members = [.. typeof(TInput).GetFields(Public), .. properties];
        env.CheckParam(
            members.Length > 0,
            nameof(TInput),
            "Should define at least one public, readable field or property in TInput.");
        options ??= new Options();
        options.Columns = Array.ConvertAll(members, member => MakeColumn(env, member));
        return new TextLoader(env, options, dataSample);
    }

    private static Column MakeColumn(IExceptionContext context, MemberInfo member)
    {
        string kind = member is FieldInfo ? "Field" : "Property";
        var source = member.GetCustomAttribute<LoadColumnAttribute>()
            ?? throw context.Except($"{kind} '{member.Name}' is missing the LoadColumnAttribute attribute");
        var type = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
        var itemType = ColumnTypes.TryPrimitiveTypeFromType(type.IsArray ? type.GetElementType()! : type)
            ?? throw context.Except($"{kind} {member.Name} is of unsupported type.");
        return new Column(
            member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            ColumnTypes.KindOf(itemType.RawType),
            source.Sources,
            member.GetCustomAttribute<KeyTypeAttribute>()?.KeyCount);
    }
}
