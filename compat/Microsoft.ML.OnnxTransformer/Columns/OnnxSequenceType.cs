using System.ComponentModel;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>The type of a column of ONNX sequences, read as <see cref="IEnumerable{T}"/>.</summary>
public sealed class OnnxSequenceType : StructuredDataViewType
{
    public OnnxSequenceType(Type elementType)
        : base(typeof(IEnumerable<>).MakeGenericType(elementType))
    {
        DataViewTypeManager.Register(this, RawType, new OnnxSequenceTypeAttribute(elementType));
    }

    public override bool Equals(DataViewType? other) => other is OnnxSequenceType && RawType == other.RawType;

    public override bool Equals(object? obj) => Equals(obj as DataViewType);

    public override int GetHashCode() => RawType.GetHashCode();
}

/// <summary>Makes an enumerable member of a row class a column of ONNX sequences.</summary>
public sealed class OnnxSequenceTypeAttribute : DataViewTypeAttribute
{
    private readonly Type? _elementType;

    [Obsolete("Please specify sequence type when use OnnxSequenceType Attribute", false)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public OnnxSequenceTypeAttribute()
    {
    }

    public OnnxSequenceTypeAttribute(Type elemType) => _elementType = elemType;

    public override bool Equals(DataViewTypeAttribute? other)
        => other is OnnxSequenceTypeAttribute sequence && _elementType == sequence._elementType;

    public override bool Equals(object? obj) => Equals(obj as DataViewTypeAttribute);

    public override int GetHashCode() => HashCode.Combine(_elementType);

    public override void Register() => _ = new OnnxSequenceType(_elementType!);
}
