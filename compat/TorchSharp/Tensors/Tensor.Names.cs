using System.Runtime.InteropServices;
using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    private const string Wildcard = "*";
    private const string Ellipsis = "...";

    private static Tensor Named(Tensor tensor, string[]? names) => names is { Length: > 0 } ? tensor.rename_(names) : tensor;

    public partial class Tensor
    {
        public bool has_names() => Check(tensor_has_names(this, out var result), result);

        /// <summary>The name of each dimension, null for one without.</summary>
        public string[] names => [.. Enumerable.Range(0, (int)ndim).Select(dim => NameOf(dim)!)];

        public Tensor rename(IEnumerable<string?>? names) => alias().rename_(names);

        public Tensor rename_(IEnumerable<string?>? names)
        {
            string?[]? given = names?.ToArray();
            if (given != null && given.Length != ndim && !given.Contains(Ellipsis))
            {
                throw new ArgumentException(
                    $"The number of dimension names ({given.Length}) is different from the number of dimensions ({ndim}).");
            }

            string[] expanded = given is { Length: > 0 } ? [.. Expand(given).Select(name => name ?? Wildcard)] : [];
            Check(tensor_rename_(this, expanded, expanded.Length));
            return this;
        }

        public Tensor flatten(IList<string?> dims, string out_dim)
        {
            if (dims.Count == 0)
                throw new ArgumentException($"The number of input dimension names ({dims.Count}) is zero.");
            if (dims.Count > ndim)
            {
                throw new ArgumentException(
                    $"The number of input dimension names ({dims.Count}) is larger than the number of dimensions ({ndim}).");
            }

            return Check(tensor_flatten_names(this, [.. dims], dims.Count, out_dim, out var result), result);
        }

        public Tensor unflatten(string dim, params (string, long)[] sizes)
        {
            if (sizes.Length == 0)
                throw new ArgumentException("The number of output sizes is zero.");
            return Check(tensor_unflatten_names(this, dim, Array.ConvertAll(sizes, size => size.Item1),
                Array.ConvertAll(sizes, size => size.Item2), sizes.Length, out var result), result);
        }

        private string? NameOf(int dim)
        {
            string? name = Marshal.PtrToStringUTF8(Check(tensor_name(this, dim, out var result), result));
            return name == Wildcard ? null : name;
        }

        // An ellipsis stands for the dimensions that the others leave over, which keep their names.
        private IEnumerable<string?> Expand(string?[] given)
        {
            int at = Array.IndexOf(given, Ellipsis);
            return at < 0 ? given : [.. given[..at], .. names[at..^(given.Length - 1 - at)], .. given[(at + 1)..]];
        }
    }
}
