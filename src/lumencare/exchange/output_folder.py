"""A set of files into a folder, all of them or none: nothing is ever half-written."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.work_folder import ASIDE, open_work_folder

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
LONGEST_NAME = 80
# Names that Windows keeps for devices, whatever the ending.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


PREFIX = ".writing-"
OUT = "--out"

FOLDER_WANTED = Text(
    "应为文件夹：已有的、可写入的，或可以新建的。",
    "A folder is expected: one that can be written to, or that can be made.",
)
NO_FOLDER = Text(
    "这里要写入同名文件，却已有文件夹；请移走它，或换一个输出文件夹。",
    "A file of this name is to be written, but a folder stands there; move it away, or choose "
    "another folder.",
)
REPLACEABLE = Text(
    "无法写入或替换此文件；请关闭打开它的程序后重试。",
    "The file cannot be written or replaced; close the program that has it open, and try again.",
)


@contextmanager
def fill_folder(folder: Path) -> Iterator[Path]:
    """Yield a fresh folder to write into; at the end its files move to `folder` together.

    Where anything fails before or meanwhile, `folder` is left as it was. Files of the same name
    are replaced. Raises InputProblems where `folder` cannot take the files.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        _make(folder)
        with open_work_folder(folder, PREFIX) as work:
            staging = work / "new"
            staging.mkdir()
            yield staging
            _place_all(staging, work / ASIDE, folder)
    finally:
        # What was made for nothing goes again; a folder that holds something stays.
        with suppress(OSError):
            for each in missing:
                each.rmdir()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _wrong(folder, FOLDER_WANTED) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _wrong(folder, FOLDER_WANTED)


def _wrong(path: Path, allowed: Text) -> InputProblems:
    return InputProblems([Problem(OUT, str(path), allowed)])


def _place_all(staging: Path, aside: Path, folder: Path) -> None:
    """Move every file into place, or none."""
    names = sorted(each.name for each in staging.iterdir())
    blocked = [folder / name for name in names if (folder / name).is_dir()]
    if blocked:
        raise InputProblems([Problem(OUT, str(path), NO_FOLDER) for path in blocked])
    aside.mkdir(exist_ok=True)
    with ExitStack() as undo:
        for name in names:
            staged, old, target = staging / name, aside / name, folder / name
            undo.callback(_take_back, staged, old, target)
            try:
                if os.path.lexists(target):
                    target.replace(old)
                staged.replace(target)
            except OSError as error:
                raise _wrong(target, REPLACEABLE) from error
        undo.pop_all()


def _take_back(staged: Path, old: Path, target: Path) -> None:
    """Undo the move of one file, however far it came."""
    if not staged.exists():
        target.replace(staged)
    if os.path.lexists(old) and not os.path.lexists(target):
        old.replace(target)


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
