namespace Microsoft.ML.Runtime;

/// <summary>A node in the tree of named components; the root belongs to an MLContext.</summary>
internal abstract class HostEnvironment(HostEnvironment? parent, string? name, Random random) : IHostEnvironmentInternal
{
    private readonly Lock _randomLock = new();

    public abstract LocalEnvironment Root { get; }

    /// <summary>Named after the grandparent, as in official log lines: "grandparent; name".</summary>
    public string FullName { get; } = Join(parent?.Parent?.FullName, name);

    public HostEnvironment? Parent => parent;

    public int? Seed => Root.RootSeed;

    public string TempFilePath { get => Root.Settings.TempFilePath; set => Root.Settings.TempFilePath = value; }

    public bool FallbackToCpu { get => Root.Settings.FallbackToCpu; set => Root.Settings.FallbackToCpu = value; }

    public int? GpuDeviceId { get => Root.Settings.GpuDeviceId; set => Root.Settings.GpuDeviceId = value; }

    public ComponentCatalog ComponentCatalog => Root.Catalog;

    public virtual string ContextDescription => FullName;

    protected Random Random => random;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name);
        lock (_randomLock)
            return new Host(this, name, seed is int value ? new TauswortheHybrid((uint)value) : new TauswortheHybrid(random));
    }

    public IChannel Start(string name) => new Channel(this, name);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(this, name);

    public IProgressChannel StartProgressChannel(string name)
    {
        Contracts.CheckNonEmpty(name);
        return new SilentProgressChannel();
    }

    public TException Process<TException>(TException ex) where TException : Exception
    {
        ex.Data["Throwing component"] = name ?? "Environment";
        if (parent != null)
            ex.Data["Parent component"] = parent.Parent?.FullName;
        return Contracts.Mark(ex);
    }

    internal static string Join(string? outer, string? inner)
        => string.IsNullOrEmpty(outer) ? inner ?? "" : $"{outer}; {inner}";

    private sealed class Host(HostEnvironment parent, string name, Random random)
        : HostEnvironment(parent, name, random), IHost
    {
        public override LocalEnvironment Root { get; } = parent.Root;

        public Random Rand => Random;
    }
}

internal sealed class LocalEnvironment(int? seed = null) : HostEnvironment(null, null, TauswortheHybrid.Create(seed))
{
    public event Action<ChannelMessage, string>? Message;

    public override LocalEnvironment Root => this;

    public override string ContextDescription => "HostEnvironment";

    public int? RootSeed => seed;

    public (string TempFilePath, bool FallbackToCpu, int? GpuDeviceId) Settings = (Path.GetTempPath(), false, null);

    public ComponentCatalog Catalog { get; } = new();

    public void Publish(ChannelMessage message, string source) => Message?.Invoke(message, source);
}
