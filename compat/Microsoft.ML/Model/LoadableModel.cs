using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A component that a saved model can be read back into.</summary>
internal interface ILoadableModel
{
    static abstract ICanSaveModel Load(IHostEnvironment env, ModelLoadContext ctx);
}

/// <summary>Declares on an assembly which loader signatures its components answer to.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal abstract class LoadableModelAttribute(string signature) : Attribute
{
    public string Signature => signature;

    public abstract ICanSaveModel Load(IHostEnvironment env, ModelLoadContext ctx);
}

/// <inheritdoc cref="LoadableModelAttribute"/>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableModelAttribute<TModel>(string signature) : LoadableModelAttribute(signature)
    where TModel : ILoadableModel
{
    public override ICanSaveModel Load(IHostEnvironment env, ModelLoadContext ctx) => TModel.Load(env, ctx);
}
