using System.Text;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Datasets;

public sealed class ImageTableTests : IDisposable
{
    private readonly PictureFolder _folder = new(perClass: 3);
    private readonly List<string> _said = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images.csv", "red/1.png,red\nblue/0.png,blue\n")]
    [InlineData("images.csv", "red/1.png,red\r\nblue/0.png,blue")]
    [InlineData("images.csv", "red/1.png,red\rblue/0.png,blue\r")]
    [InlineData("images.csv", "red/1.png , red\n\n\"blue/0.png\",\"blue\"\n\n")]
    [InlineData("images.csv", "red/1.png,red\nblue/0.png,blue\n,\n , \n")]
    [InlineData("images.tsv", "red/1.png\tred\nblue/0.png\tblue\n\t\n")]
    public void Read_RowsOfPathAndLabel_TakesThemAsTheyAre(string name, string text)
    {
        Assert.Equal(["red/1.png red", "blue/0.png blue"], Read(name, text));
        Assert.Empty(_said);
    }

    [Theory]
    [InlineData("images.csv", ';', "';'")]
    [InlineData("images.csv", '\t', "tabs")]
    [InlineData("images.csv", '|', "'|'")]
    [InlineData("images.tsv", ',', "','")]
    public void Read_AnotherSeparatorThanTheExtensions_IsFoundAndSaid(string name, char separator, string described)
    {
        Assert.Equal(
            ["red/1.png red, dark", "blue/0.png blue"],
            Read(name, $"red/1.png{separator}\"red, dark\"\nblue/0.png{separator}blue\n"));
        Assert.Equal($"'{_folder.Path("images", name)}' is read as separated by {described}", Assert.Single(_said));
    }

    [Fact]
    public void Read_ASeparatorThatTheFirstLineNames_IsTaken()
    {
        Assert.Equal(["red/1.png red"], Read("images.csv", "sep=;\r\nfile;label\r\nred/1.png;red\r\n"));
        Assert.Contains("line 2 is a header", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OtherSeparatorsInEveryLabel_LooksForWhatLeavesPathsOfFiles() =>
        Assert.Equal(
            ["red/1.png red, dark", "blue/0.png blue, light"],
            Read("images.csv", "red/1.png;red, dark\nblue/0.png;blue, light\n"));

    [Theory]
    [InlineData("path,label\n")]
    [InlineData("Image_Path,Class\n")]
    [InlineData("ImagePath,Label\n")]
    [InlineData("\"file\",\"class\"\n")]
    [InlineData("photo,kind\n")]
    [InlineData("\uFEFFfilename,label\n")]
    public void Read_AHeader_IsSkippedAndSaid(string header)
    {
        Assert.Equal(["red/1.png red", "blue/0.png blue"], Read("images.csv", header + "red/1.png,red\nblue/0.png,blue\n"));
        Assert.Contains("line 1 is a header: paths are in", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AHeaderThatNamesOtherColumns_TakesThoseOfPathAndLabel()
    {
        Assert.Equal(
            ["red/1.png red", "blue/0.png blue"],
            Read("images.csv", ",label,split,filename\n0,red,train,red/1.png\n1,blue,val,blue/0.png\n,label,split,filename\n"));
        Assert.EndsWith(
            "paths are in 'filename', labels in 'label'; not used: 'split'", Assert.Single(_said), StringComparison.Ordinal);
    }

    /// <summary>A file that is missing is a row like others: what is done about it, the trainer's setting says.</summary>
    [Fact]
    public void Read_AFirstFileThatIsMissing_IsNotTakenForAHeader() =>
        Assert.Equal(["gone.png red", "blue/0.png blue"], Read("images.csv", "gone.png,red\nblue/0.png,blue\n"));

    [Fact]
    public void Read_PathsThatBeginLikeComments_AreRows()
    {
        Directory.CreateDirectory(_folder.Path("images", "#d"));
        File.Copy(_folder.Path("images", "red", "1.png"), _folder.Path("images", "#d", "0.png"));
        var absolute = "/" + _folder.Path("images", "red", "1.png");
        Assert.Equal(
            ["#d/0.png red", "red/1.png red", "blue/0.png blue"],
            Read("images.csv", $"#d/0.png,red\n{absolute},red\nblue/0.png,blue\n"));
    }

    [Theory]
    [InlineData("red/1.png,red\n# a comment\n", "line 2 must have a path and a label, it holds '# a comment'")]
    [InlineData("red/1.png red\n", "line 1 must have a path and a label, it holds 'red/1.png red'")]
    [InlineData("red/1.png,red\nblue/0.png\n", "line 2 must have a path and a label, it holds 'blue/0.png'")]
    [InlineData("red/1.png,red\n\n,blue\n", "line 3 has no path, it holds '', 'blue'")]
    [InlineData("red/1.png,red\nblue/0.png,blue, light\n", "line 2 has 3 values, the first row 2")]
    [InlineData("red/1.png,red\nblue/0.png,\"blue\n", "line 2 has a quote that is not closed")]
    [InlineData("red/1.png,red\nblue/0.png,\"blue\"s\n", "line 2 has a quote that is not closed")]
    [InlineData("red/1.png,\nblue/0.png,\n", "has no image with a label: none of its 2 rows has one")]
    [InlineData("a.png,red\nb.png,blue\n", "none of the 2 paths in")]
    [InlineData("red,red/1.png\nblue,blue/0.png\n", "; the path comes first, then the label")]
    [InlineData("path,label\n", "has a header and no rows")]
    [InlineData("\n", "is empty")]
    public void Read_WhatIsNoRowOfPathAndLabel_IsNamed(string text, string message)
    {
        var e = Assert.Throws<InvalidDataException>(() => Read("images.csv", text));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Contains($"'{_folder.Path("images", "images.csv")}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RowsWithoutALabel_AreCounted()
    {
        Assert.Equal(
            ["blue/0.png blue", "red/1.png ", "red/3.png "],
            Read("images.csv", "blue/0.png,blue\nred/1.png,\nred/3.png, \n"));
        Assert.Contains("2 of 3 rows of", Assert.Single(_said), StringComparison.Ordinal);
        Assert.EndsWith("have no label, the first is line 2", _said[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_QuotesWithinValues_AreKept() =>
        Assert.Equal(
            ["red/1.png 5\" pipe", "blue/0.png the \"best\"\nblue", "red/3.png red"],
            Read("images.csv", "red/1.png,5\" pipe\nblue/0.png,\"the \"\"best\"\"\nblue\"\nred/3.png,red\n"));

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_ByteOrderMark_SaysTheEncoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = "red/1.png,Caf\u00E9\nblue/0.png,\u7DD1\n";
        Assert.Equal(
            ["red/1.png Caf\u00E9", "blue/0.png \u7DD1"],
            Read("images.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]));
        Assert.Empty(_said);
    }

    [Fact]
    public void Read_Latin1_NamesTheLineAndTheBytes()
    {
        var e = Assert.Throws<InvalidDataException>(() =>
            Read("images.csv", Encoding.Latin1.GetBytes("red/1.png,red\nblue/0.png,Caf\u00E9\nred/3.png,red\n")));
        Assert.Contains("line 2 is not UTF-8 text, it has the bytes E9: convert the table", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Utf16WithoutAMark_SaysWhatItMayBe()
    {
        var e = Assert.Throws<InvalidDataException>(() =>
            Read("images.csv", Encoding.Unicode.GetBytes("red/1.png,red\nblue/0.png,blue\n")));
        Assert.Contains("line 1 has a NUL character: save the table as UTF-8", e.Message, StringComparison.Ordinal);
    }

    private IEnumerable<string> Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));

    private IEnumerable<string> Read(string name, byte[] text)
    {
        File.WriteAllBytes(_folder.Path("images", name), text);
        return [.. new ImageTable(_folder.Path("images", name), _said.Add).Read()
            .Select(file => $"{file.RelativeTo(_folder.Images)} {file.Label}")];
    }
}
