"""Pictures for the made-up office: a cabinet with lamps, and a signature drawn with a finger."""

from io import BytesIO

from PIL import Image, ImageDraw

DUSK, METAL, LAMP, DARK = (28, 38, 48), (92, 98, 104), (255, 203, 102), (58, 62, 66)
INK = (17, 17, 17)
STROKE = (
    (60, 150), (110, 60), (150, 170), (190, 80), (240, 160), (300, 70), (330, 150), (400, 100),
    (470, 140), (540, 90), (620, 120),
)  # fmt: skip


def cabinet(lit: int) -> BytesIO:
    """Return a photo of a control cabinet with so many of its twelve lamps lit."""
    picture = Image.new("RGB", (1280, 960), DUSK)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((180, 60, 1100, 900), fill=METAL)
    for place in range(12):
        row, column = divmod(place, 4)
        left, top = 280 + column * 200, 180 + row * 220
        colour = LAMP if place < lit else DARK
        pen.ellipse((left, top, left + 110, top + 110), fill=colour)
    return _written(picture, "JPEG")


def signature() -> BytesIO:
    """Return a signature on white, as a phone draws it."""
    picture = Image.new("RGB", (680, 240), "white")
    ImageDraw.Draw(picture).line(STROKE, fill=INK, width=5, joint="curve")
    return _written(picture, "PNG")


def _written(picture: Image.Image, form: str) -> BytesIO:
    out = BytesIO()
    picture.save(out, form)
    out.seek(0)
    return out
