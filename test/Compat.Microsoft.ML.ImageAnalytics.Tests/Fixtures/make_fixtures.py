#!/usr/bin/python3
"""Writes the images and, beside each, the pixels that Pillow decodes them to (NAME.rgba: straight RGBA, rows from the top).

Run in this folder; needs python3-pil. The files are committed, the tests do not run this.
"""
import zlib

from PIL import Image

WIDTH, HEIGHT = 37, 23  # no multiple of a JPEG block


def gradient(mode):
    image = Image.new("RGBA", (WIDTH, HEIGHT))
    image.putdata([(x * 255 // (WIDTH - 1), y * 255 // (HEIGHT - 1), (x * 7 + y * 11) % 256, 255 - (x * y) % 256)
                   for y in range(HEIGHT) for x in range(WIDTH)])
    return image.convert(mode)


def save(name, image, **options):
    image.save(name, **options)
    decoded = Image.open(name)
    if decoded.mode.startswith("I"):  # Pillow clips 16 bits; the high byte is what an 8-bit decoder keeps
        decoded = decoded.point(lambda v: v / 256).convert("L")
    with open(name + ".rgba", "wb") as pixels:
        pixels.write(decoded.convert("RGBA").tobytes())


def deep():
    image = Image.new("I;16", (WIDTH, HEIGHT))
    for y in range(HEIGHT):
        for x in range(WIDTH):
            image.putpixel((x, y), (x * 1771 + y * 97) % 65536)
    return image


save("rgb.png", gradient("RGB"))
save("rgba.png", gradient("RGBA"))
save("gray.png", gradient("L"))
save("gray-alpha.png", gradient("LA"))
save("gray-16bit.png", deep())
save("black-white.png", gradient("1"))
save("palette.png", gradient("RGB").quantize(64))
save("palette-transparent.png", gradient("RGB").quantize(64), transparency=3)
save("rgb-444.jpg", gradient("RGB"), quality=90, subsampling=0)
save("rgb-420.jpg", gradient("RGB"), quality=75, subsampling=2)
save("rgb-progressive.jpg", gradient("RGB"), quality=80, progressive=True)
save("gray.jpg", gradient("L"), quality=85)
save("cmyk.jpg", gradient("RGB").convert("CMYK"), quality=90)
save("rgb-24bit.bmp", gradient("RGB"))
save("palette-8bit.bmp", gradient("RGB").quantize(64))

save("rgb.webp", gradient("RGB"), quality=80)
save("rgba-lossless.webp", gradient("RGBA"), lossless=True, exact=True)

rotated = Image.Exif()
rotated[0x0112] = 6  # to be turned by a quarter; decoders that hand out raw pixels leave it alone
save("exif-rotated.jpg", gradient("RGB"), quality=90, exif=rotated)


def mitchell(x):
    x = abs(x)
    if x < 1:
        return (7 * x ** 3 - 12 * x ** 2 + 16 / 3) / 6
    return (-7 / 3 * x ** 3 + 12 * x ** 2 - 20 * x + 32 / 3) / 6 if x < 2 else 0


def filtered(line, length, start, count):
    """Pixels start .. start + count of a line scaled to a length; the border pixels go on beyond the border."""
    scale = len(line) / length
    stretch = max(1, scale)
    result = []
    for i in range(start, start + count):
        center = (i + 0.5) * scale
        taps = range(int(center - 2 * stretch) - 2, int(center + 2 * stretch) + 3)
        weights = [mitchell((j + 0.5 - center) / stretch) for j in taps]
        values = [line[min(max(j, 0), len(line) - 1)] for j in taps]
        result.append(tuple(sum(w * v[c] for w, v in zip(weights, values)) / sum(weights) for c in range(3)))
    return result


def resized(name, width, height, x, y, drawn_width, drawn_height):
    """The part of the scaled rgb.png that a target of width x height shows when it is drawn at (x, y)."""
    image = Image.open("rgb.png")
    rows = [[image.getpixel((i, j)) for i in range(WIDTH)] for j in range(HEIGHT)]
    rows = [filtered(row, drawn_width, -x, width) for row in rows]
    columns = [filtered([row[i] for row in rows], drawn_height, -y, height) for i in range(width)]
    with open(name, "wb") as pixels:
        pixels.write(bytes(min(max(int(columns[i][j][c] + 0.5), 0), 255)
                           for j in range(height) for i in range(width) for c in range(3)))


# 37 x 23, cropped in the middle: scaled to fill the height, and half of what is too wide left of the target.
resized("cropped-8x8.rgb", 8, 8, -2, 0, 12, 8)
resized("cropped-60x60.rgb", 60, 60, -18, 0, 96, 60)


def claim(source, target, offset, size, checksum_from=None):
    """A small file that declares an enormous image."""
    data = bytearray(open(source, "rb").read())
    data[offset:offset + len(size)] = size
    if checksum_from is not None:
        data[29:33] = zlib.crc32(data[checksum_from:29]).to_bytes(4, "big")
    with open(target, "wb") as file:
        file.write(data)


claim("rgb.png", "enormous.png", 16, (100000).to_bytes(4, "big") * 2, checksum_from=12)
frame = open("gray.jpg", "rb").read().index(b"\xff\xc0")
claim("gray.jpg", "enormous.jpg", frame + 5, (65500).to_bytes(2, "big") * 2)
