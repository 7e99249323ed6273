using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Samples.Tests;

/// <summary>Compiles and runs C# of the README: whole programs, and parts of one that use what is named before them.</summary>
internal static class ReadmeCode
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Runs a program of top-level statements.</summary>
    public static void RunProgram(string code) =>
        Compile(code, OutputKind.ConsoleApplication).EntryPoint!.Invoke(null, [Array.Empty<string>()]);

    /// <summary>
    /// Runs statements that may use <c>ml</c>, <c>photos</c> (a view of the folder of that name) and <c>token</c>.
    /// </summary>
    public static void RunPart(string code)
    {
        var program = $$"""
            using Microsoft.ML;
            using Microsoft.ML.Data;
            using Microsoft.ML.SqueezeExcite;
            using OpenTelemetry;
            using OpenTelemetry.Metrics;
            using OpenTelemetry.Trace;

            public static class Part
            {
                static readonly MLContext ml = new(seed: 1);
                static readonly CancellationToken token = CancellationToken.None;
                static readonly IDataView photos = ml.Data.LoadFromEnumerable(
                    Directory.GetFiles("photos", "*", SearchOption.AllDirectories)
                        .Select(path => new Photo { ImagePath = path, Label = Path.GetFileName(Path.GetDirectoryName(path))! })
                        .ToArray());

                public static void Run()
                {
                    {{code}}
                }
            }

            public sealed class Photo
            {
                public string ImagePath { get; set; } = "";
                public string Label { get; set; } = "";
            }
            """;
        Compile(program, OutputKind.DynamicallyLinkedLibrary).GetType("Part")!.GetMethod("Run")!.Invoke(null, null);
    }

    private static Assembly Compile(string code, OutputKind kind)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            $"readme-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success,
            $"{string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}\n{code}");
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}
