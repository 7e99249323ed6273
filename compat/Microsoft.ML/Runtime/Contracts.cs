using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Microsoft.ML.Runtime;

/// <summary>Argument and state checks, each with the exception type that callers of ML.NET see.</summary>
internal static class Contracts
{
    // What the exception's Data carries once a context has seen it.
    public const string IsMarkedKey = "ML_IsMarked";

    public static TException Mark<TException>(TException ex) where TException : Exception
    {
        ex.Data[IsMarkedKey] = 1;
        return ex;
    }

    public static bool IsMarked(this Exception ex) => ex.Data.Contains(IsMarkedKey);

    public static Exception Except(this IExceptionContext? ctx, string? message = null, Exception? inner = null)
        => Process(ctx, message == null ? new InvalidOperationException() : new InvalidOperationException(message, inner));

    public static Exception ExceptParam(this IExceptionContext? ctx, string name, string? message = null)
        => Process(ctx, message == null ? new ArgumentOutOfRangeException(name) : new ArgumentOutOfRangeException(name, message));

    public static Exception ExceptValue(this IExceptionContext? ctx, string name, string? message = null)
        => Process(ctx, message == null ? new ArgumentNullException(name) : new ArgumentNullException(name, message));

    public static Exception ExceptDecode(this IExceptionContext? ctx, string? message = null, Exception? inner = null)
        => Process(ctx, message == null ? new FormatException() : new FormatException(message, inner));

    public static Exception ExceptIO(this IExceptionContext? ctx, string message, Exception? inner = null)
        => Process(ctx, new IOException(message, inner));

    public static Exception ExceptNotSupp(this IExceptionContext? ctx, string message)
        => Process(ctx, new NotSupportedException(message));

    public static Exception ExceptSchemaMismatch(this IExceptionContext? ctx, string name, string role, string column)
        => ctx.ExceptParam(name, $"Could not find {role} column '{column}'");

    public static Exception ExceptSchemaMismatch(
        this IExceptionContext? ctx, string name, string role, string column, string expected, string actual)
        => ctx.ExceptParam(name, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");

    public static void Check(this IExceptionContext? ctx, [DoesNotReturnIf(false)] bool ok, string? message = null)
    {
        if (!ok)
            throw ctx.Except(message);
    }

    public static void CheckParam(
        this IExceptionContext? ctx, [DoesNotReturnIf(false)] bool ok, string name, string? message = null)
    {
        if (!ok)
            throw ctx.ExceptParam(name, message);
    }

    public static void CheckUserArg(
        this IExceptionContext? ctx, [DoesNotReturnIf(false)] bool ok, string name, string? message = null)
        => ctx.CheckParam(ok, name, message);

    public static T CheckValue<T>(this IExceptionContext? ctx, [NotNull] T? value, string name) where T : class
        => value ?? throw ctx.ExceptValue(name);

    public static string CheckNonEmpty(this IExceptionContext? ctx, [NotNull] string? value, string name)
        => string.IsNullOrEmpty(value) ? throw ctx.ExceptParam(name, $"{name} cannot be null or empty") : value;

    public static string CheckNonWhiteSpace(this IExceptionContext? ctx, [NotNull] string? value, string name)
        => string.IsNullOrWhiteSpace(value) ? throw ctx.ExceptParam(name, $"{name} cannot be null or white space") : value;

    public static void CheckNonEmpty<T>(
        this IExceptionContext? ctx, [NotNull] IReadOnlyCollection<T>? value, string name, string? message = null)
    {
        if (value is null or { Count: 0 })
            throw ctx.ExceptParam(name, message ?? $"{name} cannot be null or empty");
    }

    public static void CheckDecode(this IExceptionContext? ctx, [DoesNotReturnIf(false)] bool ok, string? message = null)
    {
        if (!ok)
            throw ctx.ExceptDecode(message);
    }

    // The same checks where there is no context at hand.
    public static void Check([DoesNotReturnIf(false)] bool ok, string? message = null) => Check(null, ok, message);

    public static void CheckParam([DoesNotReturnIf(false)] bool ok, string name, string? message = null)
        => CheckParam(null, ok, name, message);

    public static T CheckValue<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class
        => CheckValue(null, value, name);

    public static string CheckNonEmpty(
        [NotNull] string? value, [CallerArgumentExpression(nameof(value))] string name = "")
        => CheckNonEmpty(null, value, name);

    public static void CheckDecode([DoesNotReturnIf(false)] bool ok, string? message = null) => CheckDecode(null, ok, message);

    private static TException Process<TException>(IExceptionContext? ctx, TException ex) where TException : Exception
        => ctx != null ? ctx.Process(ex) : Mark(ex);
}
