using System.Reflection;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Where a setting is in <see cref="SeNetOptions"/>: a property of it, or of a record that it holds.</summary>
/// <param name="Group">The property of the options that holds the record; null for a property of the options themselves.</param>
/// <param name="Property">The setting's own property.</param>
internal sealed record SettingPlace(PropertyInfo? Group, PropertyInfo Property)
{
    /// <summary>Every place with its declaration, by reading the properties.</summary>
    public static IEnumerable<(SettingPlace Place, SettingAttribute Declared)> All()
    {
        foreach (var property in Properties(typeof(SeNetOptions)))
        {
            if (property.GetCustomAttribute<SettingAttribute>() is { } declared)
                yield return (new SettingPlace(null, property), declared);
            foreach (var part in Parts(property.PropertyType))
                yield return (new SettingPlace(property, part), part.GetCustomAttribute<SettingAttribute>()!);
        }
    }

    /// <summary>
    /// The record that has the property; a new one where the options have none; null where theirs is of another kind.
    /// </summary>
    public object? HolderIn(SeNetOptions options)
    {
        if (Group is null)
            return options;
        var holder = Group.GetValue(options) ?? Activator.CreateInstance(Group.PropertyType)!;
        return Property.DeclaringType!.IsInstanceOfType(holder) ? holder : null;
    }

    /// <summary>The value; null where the options have no place for it.</summary>
    public object? Get(SeNetOptions options)
    {
        var holder = Group is null ? options : Group.GetValue(options);
        return Property.DeclaringType!.IsInstanceOfType(holder) ? Property.GetValue(holder) : null;
    }

    /// <summary>The options with another value.</summary>
    public SeNetOptions Set(SeNetOptions options, object holder, object? value)
    {
        var changed = With(holder, Property, value);
        return Group is null ? (SeNetOptions)changed : (SeNetOptions)With(options, Group, changed);
    }

    // What `with` compiles to.
    private static object With(object record, PropertyInfo property, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    // Of a record of ours, and of the kinds of it.
    private static IEnumerable<PropertyInfo> Parts(Type type) => typeof(SettingPlace).Assembly.GetTypes()
        .Where(type.IsAssignableFrom)
        .SelectMany(Properties)
        .Where(property => property.GetCustomAttribute<SettingAttribute>() is not null);

    private static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly);
}
