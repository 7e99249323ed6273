using Microsoft.ML.Data;

namespace SeTrainerHost.Tests;

/// <summary>A folder of class folders with a few small pictures: red ones and blue ones.</summary>
public sealed class PictureFolder : IDisposable
{
    public PictureFolder(int perClass = 10)
    {
        for (var i = 0; i < 2 * perClass; i++)
        {
            var label = i % 2 == 0 ? "blue" : "red";
            Directory.CreateDirectory(System.IO.Path.Combine(Images, label));
            var pixels = new byte[4 * 16 * 16];
            for (var p = 0; p < pixels.Length; p += 4)
            {
                pixels[p + (label == "blue" ? 0 : 2)] = (byte)(150 + (p * 7 + i * 13) % 100);
                pixels[p + 3] = 255;
            }

            using var picture = MLImage.CreateFromPixels(16, 16, MLPixelFormat.Bgra32, pixels);
            picture.Save(System.IO.Path.Combine(Images, label, $"{i}.png"));
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("se-trainer-test-").FullName;

    public string Images => System.IO.Path.Combine(Root, "images");

    public string Output => System.IO.Path.Combine(Root, "output");

    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
