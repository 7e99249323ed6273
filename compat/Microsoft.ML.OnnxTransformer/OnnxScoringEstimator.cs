using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Applies an ONNX model. There is nothing to learn: the model is opened at once.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment env, OnnxTransformer transformer)
        : base(Contracts.CheckValue(env).Register(nameof(OnnxTransformer)), transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var name in Transformer.Inputs)
            CheckInput(inputSchema, name);
        return inputSchema.With(Transformer.Outputs.Select(output => new SchemaShape.Column(
            output.Name,
            output.Type.IsKnownSizeVector() ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector,
            output.Type.GetItemType(),
            isKey: false)));
    }

    private void CheckInput(SchemaShape inputSchema, string name)
    {
        if (!inputSchema.TryFindColumn(name, out var column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        var input = Transformer.Model.Info.Inputs.FirstOrDefault(variable => variable.Name == name)
            ?? throw Host.Except($"Column {name} doesn't match input node names of model.");
        input.RowShape();
        if (column.ItemType != input.Type.GetItemType())
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", name, $"{input.Type.GetItemType()}", $"{column.ItemType}");
    }
}
