using System.Reflection;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SettingTests
{
    /// <summary>Properties that are not values of text: records of settings, objects, and where the files of a run are.</summary>
    private static readonly HashSet<string> NotSettings =
    [
        "SeNetOptions.Attention", "SeNetOptions.Optimizer", "SeNetOptions.Schedule", "SeNetOptions.Augmentation",
        "SeNetOptions.Decoding", "SeNetOptions.FineTuning", "SeNetOptions.Validation", "SeNetOptions.Checkpoints",
        "SeNetOptions.Progress",
        "SeNetOptions.CancellationToken", "SeNetOptions.TimeProvider", "Validation.Images", "Checkpoints.Folder",
        "Checkpoints.Resume",
    ];

    [Fact]
    public void All_PropertiesOfTheOptions_AreSettingsOnceEach()
    {
        Type[] records =
        [
            typeof(SeNetOptions),
            typeof(SqueezeExcitation),
            typeof(ImageDecoding),
            typeof(Augmentation),
            typeof(FineTuning),
            typeof(Validation),
            typeof(Checkpoints),
        ];
        Type[] kinds = [typeof(Optimizer), typeof(Schedule)];
        var settable = records.Concat(kinds)
            .Concat(kinds.SelectMany(kind => kind.Assembly.GetTypes().Where(type => type.IsSubclassOf(kind))))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.CanWrite && !NotSettings.Contains($"{property.DeclaringType!.Name}.{property.Name}"))
            .ToArray();
        // And the names of the optimizer and of the schedule.
        Assert.Equal(settable.Length + 2, Setting.All.Length);
        Assert.All(settable, property => Assert.NotNull(property.GetCustomAttribute<SettingAttribute>()));
        Assert.Distinct(Setting.All.Select(setting => setting.Name));
    }

    [Theory]
    [InlineData("Adam", "momentum", "0.5", "--momentum has no effect with --optimizer Adam")]
    [InlineData("Sgd", "beta1", "0.5", "--beta1 has no effect with --optimizer Sgd")]
    public void Set_OfAnotherOptimizer_SaysSo(string optimizer, string name, string value, string message)
    {
        var options = With(new SeNetOptions(), ("optimizer", optimizer));
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => With(options, (name, value))).Message);
    }

    [Theory]
    [InlineData("gamma", "0.5", "--gamma has no effect with --schedule Cosine")]
    [InlineData("stepEpochs", "5", "--step-epochs has no effect with --schedule Cosine")]
    [InlineData("plateauPatience", "5", "--plateau-patience has no effect with --schedule Cosine")]
    public void Set_OfAnotherSchedule_SaysSo(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => With(new SeNetOptions(), (name, value))).Message);

    [Fact]
    public void With_SettingBeforeItsKind_IsOfThatKind()
    {
        var options = With(
            new SeNetOptions(),
            ("gamma", "0.5"),
            ("momentum", "0.8"),
            ("schedule", "step"),
            ("stepEpochs", "4"),
            ("weightDecay", "0.1"));
        Assert.Equal(Schedule.Step(4, 0.5), options.Schedule);
        Assert.Equal(Optimizer.Sgd(momentum: 0.8, weightDecay: 0.1), options.Optimizer);
    }

    [Fact]
    public void With_AnArchitectureWithoutABlock_LeavesTheBlockOut()
    {
        var recipe = SeNetOptions.FromRecipe("cifar");
        With(recipe, ("architecture", "resnet-20-cifar")).Check();
        var e = Assert.Throws<ArgumentException>(() =>
            With(recipe, ("architecture", "resnet-20-cifar"), ("reductionRatio", "4")).Check());
        Assert.Contains("Attention has no effect", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_OfEveryRecipe_IsReadAsItWas() => Assert.All(SeNetOptions.Recipes, name =>
    {
        var recipe = SeNetOptions.FromRecipe(name);
        Assert.Equal(recipe.ToJson().ToJsonString(), SeNetOptions.FromJson(recipe.ToJson()).ToJson().ToJsonString());
        Assert.Equal(recipe.Schedule, SeNetOptions.FromJson(recipe.ToJson()).Schedule);
        Assert.Equal(recipe.Optimizer, SeNetOptions.FromJson(recipe.ToJson()).Optimizer);
        Assert.Equal(recipe.Augmentation, SeNetOptions.FromJson(recipe.ToJson()).Augmentation);
    });

    private static SeNetOptions With(SeNetOptions options, params (string Name, string Value)[] values) =>
        options.With(
            values.Select(pair => (Setting.Find(pair.Name)!, (object?)Setting.Find(pair.Name)!.Parse(pair.Value))),
            Setting.OnCommandLine);
}
