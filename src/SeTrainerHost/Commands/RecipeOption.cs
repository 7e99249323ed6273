using System.CommandLine;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary><c>--recipe</c>: the settings that others override.</summary>
internal sealed class RecipeOption : Option<string?>
{
    public RecipeOption()
        : base("--recipe")
    {
        Description = $"Settings that go together: {string.Join(", ", SeNetOptions.Recipes)}.";
        CompletionSources.Add([.. SeNetOptions.Recipes]);
    }

    /// <summary>The settings of the recipe, or the defaults.</summary>
    /// <exception cref="ArgumentException">The recipe is unknown.</exception>
    public SeNetOptions Settings(ParseResult parsed) =>
        parsed.GetValue(this) is { } recipe ? SeNetOptions.FromRecipe(recipe) : new SeNetOptions();
}
