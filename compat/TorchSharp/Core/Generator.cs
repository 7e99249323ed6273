using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;
using static TorchSharp.Interop.Native;

namespace TorchSharp;

public static partial class torch
{
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public class Generator : IDisposable
    {
        public Generator(ulong seed = 0, Device? device = null)
            : this(Check(generator_new(seed, out var handle), handle)) =>
            this.device = device ?? CPU;

        internal Generator(nint handle) => (Handle, device) = (handle, CPU);

        ~Generator() => Dispose(false);

        public static Generator Default => new(Check(generator_default(out var handle), handle));

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Tensor get_state() => Check(generator_get_state(this, out var state), state);

        public void set_state(Tensor value) => Check(generator_set_state(this, value));

        public Generator manual_seed(long seed)
        {
            Check(generator_manual_seed(this, (ulong)seed));
            return this;
        }

        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => (long)Check(generator_initial_seed(this, out var seed), seed);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle == 0)
                return;
            generator_free(Handle);
            Handle = 0;
        }
    }

    public static partial class random
    {
        public static long seed() => Generator.Default.seed();

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    public static long seed() => random.seed();

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
