using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Microsoft.Extensions.FileProviders;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// Renders the templates of the folder Templates, Liquid in Fluid's dialect, into pages that need no other file. Values are
/// encoded for HTML unless a template marks them as raw; a name that a template has and the page has not is an error.
/// </summary>
internal static class Page
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new()
    {
        MemberAccessStrategy = UnsafeMemberAccessStrategy.Instance,
        FileProvider = new EmbeddedFileProvider(typeof(Page).Assembly, baseNamespace: ""),
        StrictVariables = true,
        StrictFilters = true,
        CultureInfo = CultureInfo.InvariantCulture,
    };

    /// <summary>A whole page.</summary>
    /// <param name="template">The template of its body.</param>
    /// <param name="title">Its title.</param>
    /// <param name="page">What the template calls <c>page</c>.</param>
    public static string Render(string template, string title, object page) => Render(
        "layout",
        ("title", title),
        ("style", Resource("style.css")),
        ("body", Render(template, ("title", title), ("page", page))));

    private static string Render(string template, params (string Name, object Value)[] values)
    {
        if (!Parser.TryParse(Resource($"{template}.liquid"), out var parsed, out var error))
            throw new InvalidOperationException($"the template {template} cannot be read: {error}");
        var context = new TemplateContext(Options);
        foreach (var (name, value) in values)
            context.SetValue(name, FluidValue.Create(value, Options));
        return parsed.Render(context, Encoder);
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the template {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
