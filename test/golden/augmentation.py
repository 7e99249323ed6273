"""Writes augmentation.json: what torchvision makes of an image, its functions given their parameters, float tensors.

Images are golden tensors brought to 0..255, kept in the order (H, W, C).

    python3 test/golden/augmentation.py
"""

import os

import torch
import torchvision.transforms.functional as V

import golden

HEIGHT, WIDTH, CHANNELS = 21, 30, 3
FILL = torch.tensor([10.0, 100.0, 200.0]).view(3, 1, 1) / 255


def image(name="image", shape=(HEIGHT, WIDTH, CHANNELS)):
    return (golden.tensor(f"augmentation/{name}", shape, torch.float64).permute(2, 0, 1).float() + 1) / 2


def case(result):
    return {"pixels": golden.summary(result.permute(1, 2, 0) * 255)}


def saturated():
    """Pixels with equal channels, and with two equal ones: the corners of the hue."""
    x = (image("corners") * 4).floor() / 4
    x[:, 0] = x[:1, 0]
    return x


CASES = {
    "hflip": lambda x: V.hflip(x),
    "crop_up": lambda x: V.resized_crop(x, 3, 5, 9, 12, [24, 24]),
    "crop_down": lambda x: V.resized_crop(x, 2, 1, 17, 26, [8, 10]),
    "crop_edge": lambda x: V.resized_crop(x, 12, 18, 9, 12, [16, 16]),
    "crop_all": lambda x: V.resized_crop(x, 0, 0, HEIGHT, WIDTH, [32, 32]),
    "rotate_10": lambda x: V.rotate(x, 10, V.InterpolationMode.BILINEAR),
    "rotate_-25": lambda x: V.rotate(x, -25, V.InterpolationMode.BILINEAR),
    "rotate_filled": lambda x: V.rotate(x - FILL, 40, V.InterpolationMode.BILINEAR) + FILL,
    "shift": lambda x: V.crop(V.pad(x, [4, 4, 4, 4]), 1, 6, HEIGHT, WIDTH),
    "brightness": lambda x: V.adjust_brightness(x, 1.4),
    "brightness_less": lambda x: V.adjust_brightness(x, 0.6),
    "contrast": lambda x: V.adjust_contrast(x, 1.7),
    "contrast_less": lambda x: V.adjust_contrast(x, 0.3),
    "contrast_grey": lambda x: V.adjust_contrast(x[:1], 1.7),
    "saturation": lambda x: V.adjust_saturation(x, 1.8),
    "saturation_less": lambda x: V.adjust_saturation(x, 0.2),
    "hue": lambda x: V.adjust_hue(x, 0.2),
    "hue_back": lambda x: V.adjust_hue(x, -0.45),
    "hue_corners": lambda _: V.adjust_hue(saturated(), 0.1),
    "jitter": lambda x: V.adjust_brightness(V.adjust_saturation(V.adjust_hue(V.adjust_contrast(x, 1.2), 0.05), 0.7), 1.1),
    "erase": lambda x: V.erase(x, 4, 7, 11, 9, FILL),
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "augmentation.json")
    golden.write(path, {name: case(function(image())) for name, function in CASES.items()})
