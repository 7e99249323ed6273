using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The running averages of one parameter's gradient and of its square, which Adam and AdamW have in common.</summary>
internal sealed class AdamMoments(Parameter parameter) : IDisposable
{
    internal long Step { get; set; }

    internal Tensor First { get; set; } = null!;

    internal Tensor Second { get; set; } = null!;

    /// <summary>The greatest second moment so far, for AMSGrad only.</summary>
    internal Tensor? GreatestSecond { get; set; }

    internal void Initialize(bool amsgrad) => Replace(0, Zeros(), Zeros(), amsgrad ? Zeros() : null);

    // As with the official optimisers, what is copied or moved belongs to the caller's dispose scope.
    internal void CopyFrom(AdamMoments other) =>
        Replace(other.Step, Copy(other.First)!, Copy(other.Second)!, Copy(other.GreatestSecond));

    internal void MoveTo(Device device) => Replace(Step, First.to(device), Second.to(device), GreatestSecond?.to(device));

    /// <summary>Takes in a gradient, and moves the parameter against the average by what its square allows.</summary>
    internal void Update(Tensor gradient, double rate, double beta1, double beta2, double eps)
    {
        Step++;
        First.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        Second.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);
        if (GreatestSecond is not null)
        {
            var before = GreatestSecond;
            GreatestSecond = maximum(before, Second).DetachFromDisposeScope();
            before.Dispose();
        }

        var (correction1, correction2) = (1 - Math.Pow(beta1, Step), 1 - Math.Pow(beta2, Step));
        var deviation = (GreatestSecond ?? Second).sqrt().div_(Math.Sqrt(correction2)).add_(eps);
        parameter.addcdiv_(First, deviation, value: -rate / correction1);
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Step);
        First.Save(writer);
        Second.Save(writer);
        writer.Write(GreatestSecond is not null);
        GreatestSecond?.Save(writer);
    }

    internal void Load(BinaryReader reader)
    {
        Step = reader.ReadInt64();
        First.Load(reader);
        Second.Load(reader);
        if (reader.ReadBoolean())
        {
            GreatestSecond ??= zeros_like(Second);
            GreatestSecond.Load(reader);
            return;
        }

        GreatestSecond?.Dispose();
        GreatestSecond = null;
    }

    internal bool ApproximatelyEquals(AdamMoments other) => Step == other.Step && First.allclose(other.First)
        && Second.allclose(other.Second) && (GreatestSecond is null || GreatestSecond.allclose(other.GreatestSecond!));

    public void Dispose()
    {
        First?.Dispose();
        Second?.Dispose();
        GreatestSecond?.Dispose();
    }

    private Tensor Zeros() => zeros_like(parameter).DetachFromDisposeScope();

    private Tensor? Copy(Tensor? tensor) => tensor?.to(parameter.device, copy: true);

    private void Replace(long step, Tensor first, Tensor second, Tensor? greatestSecond)
    {
        Dispose();
        (Step, First, Second, GreatestSecond) = (step, first, second, greatestSecond);
    }
}
