using System.Text.Json;
using Deque.AxeCore.Commons;
using PuppeteerSharp;

namespace Microsoft.ML.SqueezeExcite.Reports.Tests.Pages;

/// <summary>Pages as a browser shows them, for eyes, keyboards and screen readers.</summary>
public sealed class RunPageTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(1400, false)]
    [InlineData(1400, true)]
    [InlineData(400, false)]
    [InlineData(400, true)]
    public async Task Render_AtAnyWidth_IsAccessibleAndDoesNotScrollSideways(int width, bool isDark)
    {
        await using var page = await browser.Open(RunPage.Render(Drawn.Report(5, 200)), width, isDark);
        await Accessible(page);
        await page.EvaluateExpressionAsync("location.hash = document.querySelector('.matrix a').hash");
        await Accessible(page);
        Assert.True(await page.EvaluateExpressionAsync<bool>(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task Render_ManyClasses_HasAHeatMapAndStaysAccessible()
    {
        await using var page = await browser.Open(RunPage.Render(Drawn.Report(100, 1000)), 1400);
        await Accessible(page);
        Assert.Equal(0, await Count(page, ".matrix"));
        Assert.Equal(100, await page.EvaluateExpressionAsync<int>("document.querySelector('.heat').naturalWidth"));
        Assert.Equal(8, await Count(page, ".pairs > div"));
    }

    [Fact]
    public async Task Matrix_ACellThatIsClickedOrEntered_ShowsItsImages()
    {
        await using var page = await browser.Open(RunPage.Render(Drawn.Report(2, 60)), 1000);
        await Shows(page, 0);
        await page.ClickAsync(".matrix a[href='#cell-0-1']");
        await Shows(page, 1);
        var title = await Text(page, ".gallery:target h3");
        Assert.StartsWith("class 0 <&\">, predicted as class 1 <&\">: ", title, StringComparison.Ordinal);
        Assert.True(await Count(page, ".gallery:target img") > 0);

        await page.ClickAsync(".gallery:target .close");
        await Shows(page, 0);
        await page.FocusAsync(".matrix a[href='#cell-1-0']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#cell-1-0:target");
    }

    [Fact]
    public async Task Render_EveryPicture_IsReadableAndHasWords()
    {
        await using var page = await browser.Open(RunPage.Render(Drawn.Report(5, 200, side: 80)), 1000);
        Assert.True(await page.EvaluateExpressionAsync<bool>(
            "[...document.images].every(i => i.complete && i.naturalWidth > 0 && i.alt.length > 3)"));
        Assert.Equal(4, await Count(page, "svg[role=img][aria-label]"));
        var content = await page.GetContentAsync();
        Assert.Contains("the best validation, circled, is that of epoch 6", content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 10_000, 28)]
    [InlineData(30, 10_000, 96)]
    [InlineData(1000, 10_000, 32)]
    public void Render_TenThousandImages_TakesLessThanTwoMegabytes(int classes, int images, int side) =>
        Assert.InRange(RunPage.Render(Drawn.Report(classes, images, side)).Length, 100_000, 2_000_000);

    [Fact]
    public async Task Comparison_OfRuns_IsAccessible()
    {
        ComparedRun[] runs =
        [
            .. Enumerable.Range(1, 8).Select(i => new ComparedRun($"train-{i}", 0.5 + i / 20.0, 1.0 / i, 100)
            {
                History = Drawn.History(5 + i),
                TrainSeconds = 60 * i,
                Settings = [new Fact("learning-rate", $"0.{i}"), new Fact("epochs", "12")],
            }),
        ];
        foreach (var width in new[] { 1400, 400 })
        {
            await using var page = await browser.Open(ComparisonPage.Render(runs), width);
            await Accessible(page);
            Assert.Equal(8, await Count(page, "#figures + .scroll tbody tr"));
            Assert.Equal("learning-rate", await Text(page, "#settings ~ .scroll tbody th"));
        }
    }

    private static async Task Accessible(IPage page)
    {
        await page.EvaluateExpressionAsync(new BundledAxeScriptProvider().GetScript());
        var result = await page.EvaluateExpressionAsync<JsonElement>(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))");
        Assert.Empty(result.EnumerateArray().Select(violation => violation.GetString()));
    }

    // Within the time that the browser takes for a click.
    private static Task Shows(IPage page, int galleries) => page.WaitForExpressionAsync(
        "[...document.querySelectorAll('.gallery')].filter(g => getComputedStyle(g).display !== 'none').length "
        + $"=== {galleries}");

    private static Task<int> Count(IPage page, string selector) =>
        page.EvaluateExpressionAsync<int>($"document.querySelectorAll(\"{selector}\").length");

    private static Task<string> Text(IPage page, string selector) =>
        page.EvaluateExpressionAsync<string>($"document.querySelector(\"{selector}\").textContent");
}
