"""Writes exif.json: small image files with an EXIF orientation, and what Pillow shows them as (ImageOps.exif_transpose).

    python3 test/golden/exif.py
"""

import base64
import io
import json
import os
import struct
import zlib

from PIL import Image, ImageOps

WIDTH, HEIGHT = 16, 8
ORIENTATION = 0x0112


def picture():
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.putdata([(x * 16, y * 32, 255 if x < 5 and y < 3 else 0) for y in range(HEIGHT) for x in range(WIDTH)])
    return image


def described(name, orientation, file, shown):
    return {
        "name": name,
        "orientation": orientation,
        "file": base64.b64encode(file).decode(),
        "width": shown.width,
        "height": shown.height,
        "rgb": base64.b64encode(shown.tobytes()).decode(),
    }


def case(format, orientation, mode="RGB", **options):
    exif = Image.Exif()
    exif[0x010F] = "a maker"  # a directory of more than one entry
    exif[ORIENTATION] = orientation
    file = io.BytesIO()
    picture().convert(mode).save(file, format, exif=exif, **options)
    shown = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    return described(f"{format.lower()}-{mode.lower()}-{orientation}", orientation, file.getvalue(), shown)


def png16():
    """RGB of 16 bits, which Pillow does not write: the high byte is what an 8-bit decoder keeps."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    shown = picture()
    def row(y):
        return b"\0" + b"".join(struct.pack(">3H", *(v * 257 for v in shown.getpixel((x, y)))) for x in range(WIDTH))

    rows = [row(y) for y in range(HEIGHT)]
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, 2, 0, 0, 0)
    file = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")
    return described("png-16bit", 1, file, shown)


cases = [case("PNG", orientation) for orientation in range(1, 9)]
cases += [case("JPEG", orientation, quality=95, subsampling=0) for orientation in (1, 6, 8)]
cases += [case("WEBP", orientation, lossless=True) for orientation in (3, 6)]
cases += [case("JPEG", 6, mode, quality=95) for mode in ("L", "CMYK")] + [case("PNG", 8, "L"), case("PNG", 3, "RGBA"), png16()]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "exif.json"), "w") as out:
    json.dump(cases, out, indent=1)
    out.write("\n")
