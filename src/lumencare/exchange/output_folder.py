"""A set of files into a folder, all of them or none: nothing is ever half-written."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
LONGEST_NAME = 80
# Names that Windows keeps for devices, whatever the ending.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@contextmanager
def fill_folder(folder: Path) -> Iterator[Path]:
    """Yield a fresh folder to write into; at the end its files move to `folder` together.

    Where anything fails before, `folder` is left as it was. Files of the same name are replaced.
    """
    existed = folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    # Inside the target, so that the move never crosses from one disk to another.
    staging = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        yield staging
        for path in sorted(staging.iterdir()):
            os.replace(path, folder / path.name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if not existed and not any(folder.iterdir()):
            folder.rmdir()


class FileNames:
    """Gives out file names that any system can hold, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name_for(self, title: str, ending: str) -> str:
        """Return a name for a title; titles that differ only in what no file can hold get 2, 3."""
        stem = UNSAFE.sub("_", title).strip(" .")[:LONGEST_NAME] or "_"
        if RESERVED.fullmatch(stem):
            stem = f"_{stem}"
        name, count = f"{stem}{ending}", 1
        while name.casefold() in self._taken:
            count += 1
            name = f"{stem}-{count}{ending}"
        self._taken.add(name.casefold())
        return name
