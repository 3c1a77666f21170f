"""Files of contracts: on the disk before any row names them, and swept where none does."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models.fields.files import FieldFile

from lumencare.contracts.models import Paper, SealedCopy
from lumencare.sales.archive import Kept, sweep_folder, write_durably

FOLDER = "contracts"


def keep_file(
    content: bytes, name: str, ending: str, now: datetime, *, folder: str = FOLDER
) -> Kept:
    """Write a file so that it outlives a power cut; the same content has one name."""
    sha256 = hashlib.sha256(content).hexdigest()
    kept = f"{folder}/{now:%Y/%m}/{name}-{sha256[:16]}{ending}"
    write_durably(Path(settings.MEDIA_ROOT) / kept, content)
    return Kept(kept, sha256)


def read_file(file: FieldFile | str) -> bytes:
    """Return a file as it was kept."""
    return (Path(settings.MEDIA_ROOT) / str(file)).read_bytes()


def is_intact(file: FieldFile | str, sha256: str) -> bool:
    """Tell whether a file is there and is the one that was kept."""
    try:
        return hashlib.sha256(read_file(file)).hexdigest() == sha256
    except OSError:
        return False


def sweep_left_over(now: datetime) -> int:
    """Remove files that no row names because their keeping failed; return how many."""
    papers = Paper.objects.values_list("pdf", flat=True)
    copies = SealedCopy.objects.values_list("file", flat=True)
    return sweep_folder(FOLDER, {*papers, *copies}, now)
