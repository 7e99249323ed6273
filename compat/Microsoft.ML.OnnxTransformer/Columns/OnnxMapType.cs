using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>The type of a column of ONNX maps, read as <see cref="IDictionary{TKey, TValue}"/>.</summary>
public sealed class OnnxMapType : StructuredDataViewType
{
    public OnnxMapType(Type keyType, Type valueType)
        : base(typeof(IDictionary<,>).MakeGenericType(keyType, valueType))
    {
        DataViewTypeManager.Register(this, RawType, new OnnxMapTypeAttribute(keyType, valueType));
    }

    public override bool Equals(DataViewType? other) => other is OnnxMapType && RawType == other.RawType;

    public override bool Equals(object? obj) => Equals(obj as DataViewType);

    public override int GetHashCode() => RawType.GetHashCode();
}

/// <summary>Makes a dictionary member of a row class a column of ONNX maps.</summary>
public sealed class OnnxMapTypeAttribute : DataViewTypeAttribute
{
    private readonly Type? _keyType;
    private readonly Type? _valueType;

    public OnnxMapTypeAttribute()
    {
    }

    public OnnxMapTypeAttribute(Type keyType, Type valueType)
    {
        _keyType = keyType;
        _valueType = valueType;
    }

    public override bool Equals(DataViewTypeAttribute? other)
        => other is OnnxMapTypeAttribute map && _keyType == map._keyType && _valueType == map._valueType;

    public override bool Equals(object? obj) => Equals(obj as DataViewTypeAttribute);

    public override int GetHashCode() => HashCode.Combine(_keyType, _valueType);

    public override void Register() => _ = new OnnxMapType(_keyType!, _valueType!);
}
