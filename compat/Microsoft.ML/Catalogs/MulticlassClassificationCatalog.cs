using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class MulticlassClassificationCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal MulticlassClassificationCatalog(IHostEnvironment env)
    {
        _env = env;
        Trainers = new MulticlassClassificationTrainers(env);
    }

    public MulticlassClassificationTrainers Trainers { get; }

    IHostEnvironment IInternalCatalog.Environment => _env;

    /// <summary>The trainers, all of them extension methods of other packages.</summary>
    public sealed class MulticlassClassificationTrainers : IInternalCatalog
    {
        private readonly IHostEnvironment _env;

        internal MulticlassClassificationTrainers(IHostEnvironment env) => _env = env;

        IHostEnvironment IInternalCatalog.Environment => _env;
    }
}
