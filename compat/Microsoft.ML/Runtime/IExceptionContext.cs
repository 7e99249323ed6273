namespace Microsoft.ML.Runtime;

/// <summary>Adds its own context to the exceptions it throws.</summary>
public interface IExceptionContext
{
    TException Process<TException>(TException ex) where TException : Exception;

    string ContextDescription { get; }
}
