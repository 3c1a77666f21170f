"""A signature that was drawn: believed only as far as its dots go, and made anew of them."""

from io import BytesIO

from lumencare.documents.thumbnails import redraw_signature
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.uploads import PNG, Upload, check_upload

WHERE = "drawing"
NAME = "signature.png"
NO_PICTURE = Text(
    "手写签名无法识别，请清除后重新签写，或只用姓名签署。",
    "The drawn signature cannot be read: clear it and draw it again, or sign by name alone.",
)


def redraw(drawing: bytes) -> bytes:
    """Return a drawn signature made anew of its dots; empty where none was drawn.

    A program, a page or an empty field in its place is InputProblems.
    """
    if not drawing:
        return b""
    upload = Upload(NAME, BytesIO(drawing))
    check_upload(upload, (PNG,), WHERE)
    made = redraw_signature(upload.file)
    if made is None:
        raise InputProblems([Problem(WHERE, NAME, NO_PICTURE)])
    return made
