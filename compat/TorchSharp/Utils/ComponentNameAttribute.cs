namespace TorchSharp.Utils;

/// <summary>Gives a module's component another name than that of its field.</summary>
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
