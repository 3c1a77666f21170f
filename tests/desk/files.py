"""Files as people send them, to start a test from."""

import io
import zipfile

from lumencare.sites.uploads import Upload

PDF = b"%PDF-1.7\n1 0 obj\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x01" * 64
PNG = b"\x89PNG\r\n\x1a\n" + b"\x02" * 64


def sent(name: str = "现场照片.jpg", content: bytes = JPEG) -> Upload:
    """Return a file as it was sent."""
    return Upload(name, io.BytesIO(content))


def zipped(*names: str) -> bytes:
    """Return an archive with some empty files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for each in names:
            # Without the hour: two processes that name a test by its bytes give it one name.
            archive.writestr(zipfile.ZipInfo(each), b"x")
    return held.getvalue()
