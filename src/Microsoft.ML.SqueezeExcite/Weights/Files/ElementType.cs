namespace Microsoft.ML.SqueezeExcite;

/// <summary>What the elements of a stored tensor are, little-endian; the names are those of safetensors.</summary>
internal enum ElementType
{
    F64,
    F32,
    F16, BF16, I64, I32, I16, I8, U8, BOOL,
}
