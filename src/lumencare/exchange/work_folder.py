"""A folder for the unfinished files of one run, gone when the run ends, however it ends."""

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Who works here: the machine and the process. A run that was killed cannot tidy up itself.
OWNER = "owner"
# Files that make room for new ones stay here until all are in place.
ASIDE = "aside"
# Of another machine's process nothing is known; no run takes so long.
ABANDONED_AFTER_SECONDS = 24 * 3600


@contextmanager
def open_work_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Yield a fresh folder inside `parent`; those that killed runs left behind are swept.

    It lies inside, so that files move out of it without crossing from one disk to another.
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        (folder / OWNER).write_text(f"{platform.node()} {os.getpid()}", encoding="utf-8")
        _sweep(parent, prefix, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path, prefix: str, own: Path) -> None:
    # The file system's own clock says what is old.
    now = own.stat().st_mtime
    for each in parent.glob(f"{prefix}*"):
        if each != own and each.is_dir() and not each.is_symlink() and _is_abandoned(each, now):
            _put_back(each / ASIDE, parent)
            shutil.rmtree(each, ignore_errors=True)


def _is_abandoned(folder: Path, now: float) -> bool:
    # One that was just begun is not signed yet; another run may sweep the same at this moment.
    with suppress(OSError, ValueError, OverflowError):
        machine, _, process = (folder / OWNER).read_text(encoding="utf-8").rpartition(" ")
        if machine == platform.node() and os.name == "posix":
            return not _is_running(int(process))
    with suppress(OSError):
        return now - folder.stat().st_mtime > ABANDONED_AFTER_SECONDS
    return False


def _is_running(process: int) -> bool:
    try:
        # Signal 0 reaches nobody; it only asks whether there is somebody to reach.
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _put_back(aside: Path, parent: Path) -> None:
    """Give back the files that a killed run had moved aside, unless new ones took their place."""
    with suppress(OSError):
        for each in aside.iterdir():
            if not os.path.lexists(parent / each.name):
                each.replace(parent / each.name)
