using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            Changed(tensor_normal_(this, mean, std, generator));

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Changed(tensor_uniform_(this, from, to, generator));

        public Tensor bernoulli(Generator? generator = null) => Check(tensor_bernoulli(this, generator, out var result), result);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Changed(tensor_bernoulli_(this, p, generator));

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Check(tensor_multinomial(this, num_samples, replacement, generator, out var result), result);
    }

    public static Tensor bernoulli(Tensor input, Generator? generator = null) => input.bernoulli(generator);

    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        input.multinomial(num_samples, replacement, generator);
}
