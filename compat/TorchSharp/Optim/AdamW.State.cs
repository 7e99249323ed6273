using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;

        internal (double, double) Betas
        {
            get => (beta1!.Value, beta2!.Value);
            set => (beta1, beta2) = value;
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }

        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            var other = (Options)source;
            (beta1, beta2, eps, weight_decay) = (other.beta1, other.beta2, other.eps, other.weight_decay);
            (amsgrad, maximize) = (other.amsgrad, other.maximize);
        }

        internal static Options Of(double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad,
            bool maximize) => new()
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = weight_decay,
                amsgrad = amsgrad,
                maximize = maximize,
            };

        internal void Complete(Options defaults)
        {
            LearningRate ??= defaults.LearningRate;
            beta1 ??= defaults.beta1;
            beta2 ??= defaults.beta2;
            eps ??= defaults.eps;
            weight_decay ??= defaults.weight_decay;
            amsgrad ??= defaults.amsgrad;
            maximize ??= defaults.maximize;
        }
    }

    public sealed class State : OptimizerState, IDisposable
    {
        public State(Parameter parameter)
            : base(parameter) => Moments = new AdamMoments(parameter);

        public long step
        {
            get => Moments.Step;
            set => Moments.Step = value;
        }

        public Tensor exp_avg
        {
            get => Moments.First;
            set => Moments.First = value;
        }

        public Tensor exp_avg_sq
        {
            get => Moments.Second;
            set => Moments.Second = value;
        }

        public Tensor? max_exp_avg_sq
        {
            get => Moments.GreatestSecond;
            set => Moments.GreatestSecond = value;
        }

        internal AdamMoments Moments { get; }

        public override void Initialize(OptimizerOptions options) => Moments.Initialize(((Options)options).amsgrad!.Value);

        public override void to(Device device) => Moments.MoveTo(device);

        public override void SaveStateDict(BinaryWriter writer) => Moments.Save(writer);

        public override void LoadStateDict(BinaryReader reader) => Moments.Load(reader);

        public override void LoadStateDict(OptimizerState source) => Moments.CopyFrom(((State)source).Moments);

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && Moments.ApproximatelyEquals(state.Moments);

        public void Dispose() => Moments.Dispose();
    }
}
