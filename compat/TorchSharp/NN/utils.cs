using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales the gradients down so that their norm, taken together, is at most the given one.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                var gradients = GradientsOf(tensors);
                if (gradients.Count == 0)
                    return 0;
                using var norms = stack(gradients.Select(gradient => gradient.norm((float)norm_type)));
                var total = norms.norm((float)norm_type).ToDouble();
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                    gradients.ForEach(gradient => gradient.mul_(scale));
                return total;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var noGrad = no_grad();
                using var scope = NewDisposeScope();
                GradientsOf(tensors).ForEach(gradient => gradient.clamp_((Scalar)(-clip_value), clip_value));
            }

            private static List<Tensor> GradientsOf(IEnumerable<Parameter> parameters) =>
                parameters.Select(parameter => parameter.grad).OfType<Tensor>().ToList();
        }
    }
}
