"""Pictures that people sent, made small enough for a document: turned upright, nothing hidden."""

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

# A photo on half a page's width at 150 dots per inch; a signature on a third of it at 300.
PHOTO_SIDE = 640
SIGNATURE_SIDE = 800
QUALITY = 72
# Larger than any camera's; what claims more is a bomb, and nothing is drawn of it.
MOST_PIXELS = 120_000_000
# A field to draw in on a page is a tenth of it.
MOST_PIXELS_DRAWN = 4_000_000
FORMATS = ("JPEG", "PNG")
# What the library raises for bytes that are no picture, or one that is cut off or hostile.
UNREADABLE = (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, MemoryError)
PAPER = (255, 255, 255)


def shrink_photo(file: IO[bytes]) -> bytes | None:
    """Return a photo as a small JPEG without what cameras write into it; None where it is none."""
    return _shrink(file, PHOTO_SIDE, "JPEG")


def shrink_signature(file: IO[bytes]) -> bytes | None:
    """Return a signature as a small PNG on white; None where it is no picture."""
    return _shrink(file, SIGNATURE_SIDE, "PNG")


def redraw_signature(file: IO[bytes]) -> bytes | None:
    """Return a signature drawn on a page, made anew of its dots alone; None where it is none.

    Whatever else was in the file is gone, and a field that nobody drew in is no signature.
    """
    made = _shrink(file, SIGNATURE_SIDE, "PNG", MOST_PIXELS_DRAWN)
    if made is None:
        return None
    with Image.open(BytesIO(made)) as picture:
        darkest, lightest = picture.convert("L").getextrema()
    return None if darkest == lightest else made


def _shrink(file: IO[bytes], side: int, form: str, most: int = MOST_PIXELS) -> bytes | None:
    try:
        with Image.open(file, formats=FORMATS) as found:
            if found.width * found.height > most:
                return None
            found.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(found)
            upright.thumbnail((side, side))
            return _written(_on_paper(upright), form)
    except (*UNREADABLE, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _on_paper(picture: Image.Image) -> Image.Image:
    """Return a picture without see-through parts: what lies below them is the paper."""
    if picture.mode == "RGB":
        return picture
    layered = picture.convert("RGBA")
    paper = Image.new("RGB", layered.size, PAPER)
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _written(picture: Image.Image, form: str) -> bytes:
    out = BytesIO()
    picture.save(out, form, quality=QUALITY, optimize=True)
    return out.getvalue()
