"""Pictures as PNG, in letters that come with the package and not from the machine."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

from pipeline.model.code import code_mark

FONT = "Source Sans Pro"
WEIGHTS = ("Regular", "Semibold", "Bold")


def made_by() -> str:
    """What the bytes of a picture depend on beside what it shows: libraries and this room."""
    versions = [f"{name} {version(name)}" for name in ("resvg-py", "pillow")]
    return "; ".join([*versions, code_mark("draw")])


def font_file(weight: str) -> Path:
    """The file of one weight of Source Sans Pro (SIL Open Font Licence)."""
    return Path(str(files("font_source_sans_pro"))) / "files" / f"SourceSansPro-{weight}.ttf"


def svg_to_png(svg: str, zoom: float) -> bytes:
    """The picture, `zoom` pixels a unit of its own width and height."""
    made: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        skip_system_fonts=True,
        font_files=[str(font_file(weight)) for weight in WEIGHTS],
        font_family=FONT,
        sans_serif_family=FONT,
    )
    return fewer_colours(Image.open(BytesIO(made)).convert("RGB"))


def fewer_colours(image: Image.Image) -> bytes:
    """The image as a PNG of 64 colours: enough for flat pictures, a third of the weight."""
    out = BytesIO()
    reduced = image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(out, "PNG")
    return out.getvalue()
