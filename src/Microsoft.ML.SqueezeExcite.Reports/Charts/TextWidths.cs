using OxyPlot;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// How wide texts are in a font that is not known before a page is looked at: the widest of the usual ones.
/// </summary>
internal sealed class TextWidths() : PdfRenderContext(1, 1, OxyColors.Undefined)
{
    private const double CharacterWidth = 0.6;
    private const double LineHeight = 1.2;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
        string.IsNullOrEmpty(text) ? OxySize.Empty : new OxySize(CharacterWidth * fontSize * text.Length, LineHeight * fontSize);
}
