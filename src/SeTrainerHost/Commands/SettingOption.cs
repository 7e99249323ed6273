using System.CommandLine;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>An option of the command line that is a setting.</summary>
internal interface ISettingOption
{
    /// <summary>The setting.</summary>
    Setting Setting { get; }
}

/// <inheritdoc cref="ISettingOption"/>
internal sealed class SettingOption<T>(string name, Setting setting) : Option<T>(name), ISettingOption
{
    /// <inheritdoc/>
    public Setting Setting => setting;
}
