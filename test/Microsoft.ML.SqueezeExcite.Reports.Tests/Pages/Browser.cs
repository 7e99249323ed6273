using PuppeteerSharp;

namespace Microsoft.ML.SqueezeExcite.Reports.Tests.Pages;

/// <summary>Chromium without a window, started once for the tests that look at pages.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("page-test-").FullName;
    private IBrowser? _browser;

    public async Task InitializeAsync() => _browser = await Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Program(),
        Headless = true,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });

    public async Task DisposeAsync()
    {
        await _browser!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens a page at a width, light or dark, and fails the test where it asks for anything on the network.</summary>
    internal async Task<IPage> Open(string html, int width, bool isDark = false)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var page = await _browser!.NewPageAsync();
        page.Request += (_, e) => Assert.Matches("^(file|data):", e.Request.Url);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 900 });
        await page.EmulateMediaFeaturesAsync(
        [
            new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" },
            // What scrolls smoothly is elsewhere when it is clicked.
            new MediaFeatureValue { MediaFeature = MediaFeature.PrefersReducedMotion, Value = "reduce" },
        ]);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    private static string Program()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome", "chrome.exe"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "the tests of pages need Chromium on the PATH: install Debian's package chromium");
    }
}
