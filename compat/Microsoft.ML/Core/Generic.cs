namespace Microsoft.ML;

/// <summary>
/// Closes a generic method over types known only at run time, once per column, so that rows flow through typed code:
/// <c>Generic.Bind(MakeGetter&lt;int&gt;, type.RawType)(row, column)</c>; the type argument written there is a placeholder.
/// </summary>
internal static class Generic
{
    public static Func<TResult> Bind<TResult>(Func<TResult> template, params Type[] types) => Rebind(template, types);

    public static Func<T, TResult> Bind<T, TResult>(Func<T, TResult> template, params Type[] types) => Rebind(template, types);

    public static Func<T1, T2, TResult> Bind<T1, T2, TResult>(Func<T1, T2, TResult> template, params Type[] types)
        => Rebind(template, types);

    public static Func<T1, T2, T3, TResult> Bind<T1, T2, T3, TResult>(
        Func<T1, T2, T3, TResult> template, params Type[] types)
        => Rebind(template, types);

    public static Func<T1, T2, T3, T4, TResult> Bind<T1, T2, T3, T4, TResult>(
        Func<T1, T2, T3, T4, TResult> template, params Type[] types)
        => Rebind(template, types);

    private static TDelegate Rebind<TDelegate>(TDelegate template, Type[] types) where TDelegate : Delegate
        => template.Method.GetGenericMethodDefinition().MakeGenericMethod(types).CreateDelegate<TDelegate>(template.Target);
}
