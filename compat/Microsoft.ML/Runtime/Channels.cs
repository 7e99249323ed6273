using System.Diagnostics;

namespace Microsoft.ML.Runtime;

/// <summary>A named source of messages of one type; only log messages have listeners.</summary>
internal class Pipe<TMessage>(HostEnvironment owner, string name) : IPipe<TMessage>
{
    public string FullName { get; } = HostEnvironment.Join(owner.FullName, name);

    public string ContextDescription => FullName;

    public void Send(TMessage msg)
    {
        if (msg is ChannelMessage message)
            owner.Root.Publish(message, FullName);
    }

    public TException Process<TException>(TException ex) where TException : Exception
    {
        owner.Process(ex);
        ex.Data["Phase"] = name;
        return ex;
    }

    public virtual void Dispose()
    {
    }
}

internal sealed class Channel : Pipe<ChannelMessage>, IChannel
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _disposed;

    public Channel(HostEnvironment owner, string name)
        : base(owner, name)
        => Trace(MessageSensitivity.None, "Channel started");

    public void Trace(MessageSensitivity sensitivity, string fmt) => Write(ChannelMessageKind.Trace, sensitivity, fmt);

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Write(ChannelMessageKind.Trace, sensitivity, fmt, args);

    public void Error(MessageSensitivity sensitivity, string fmt) => Write(ChannelMessageKind.Error, sensitivity, fmt);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Write(ChannelMessageKind.Error, sensitivity, fmt, args);

    public void Warning(MessageSensitivity sensitivity, string fmt) => Write(ChannelMessageKind.Warning, sensitivity, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Write(ChannelMessageKind.Warning, sensitivity, fmt, args);

    public void Info(MessageSensitivity sensitivity, string fmt) => Write(ChannelMessageKind.Info, sensitivity, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args)
        => Write(ChannelMessageKind.Info, sensitivity, fmt, args);

    public override void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", Stopwatch.GetElapsedTime(_started));
        Trace(MessageSensitivity.None, "Channel disposed");
    }

    private void Write(ChannelMessageKind kind, MessageSensitivity sensitivity, string fmt, object[]? args = null)
        => Send(new ChannelMessage(kind, sensitivity, fmt, args));
}
