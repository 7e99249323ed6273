"""Writes exif.json: small image files with an EXIF orientation, and what Pillow shows them as (ImageOps.exif_transpose).

    python3 test/golden/exif.py
"""

import base64
import io
import json
import os

from PIL import Image, ImageOps

WIDTH, HEIGHT = 16, 8
ORIENTATION = 0x0112


def picture():
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.putdata([(x * 16, y * 32, 255 if x < 5 and y < 3 else 0) for y in range(HEIGHT) for x in range(WIDTH)])
    return image


def case(format, orientation, **options):
    exif = Image.Exif()
    exif[0x010F] = "a maker"  # a directory of more than one entry
    exif[ORIENTATION] = orientation
    file = io.BytesIO()
    picture().save(file, format, exif=exif, **options)
    shown = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    return {
        "name": f"{format.lower()}-{orientation}",
        "orientation": orientation,
        "file": base64.b64encode(file.getvalue()).decode(),
        "width": shown.width,
        "height": shown.height,
        "rgb": base64.b64encode(shown.tobytes()).decode(),
    }


cases = [case("PNG", orientation) for orientation in range(1, 9)]
cases += [case("JPEG", orientation, quality=95, subsampling=0) for orientation in (1, 6, 8)]
cases += [case("WEBP", orientation, lossless=True) for orientation in (3, 6)]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "exif.json"), "w") as out:
    json.dump(cases, out, indent=1)
    out.write("\n")
