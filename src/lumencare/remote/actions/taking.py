"""Files taken from a customer's system: named with size and SHA-256, and kept nowhere here."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.remote.sessions import SessionEventKind, SessionStep
from lumencare.domain.text import Text
from lumencare.remote.actions.going import Entry, require_own, take_step
from lumencare.remote.models import RemoteSession
from lumencare.sales.written import read_written
from lumencare.sites.uploads import MOST_BYTES, PIECE, TOO_BIG, Upload, tidy_name

SHA256 = re.compile(r"[0-9a-f]{64}")
LARGEST = 1 << 50
HASH_ALLOWED = Text(
    "应为 64 位十六进制的 SHA-256。", "64 hexadecimal digits are expected: SHA-256."
)
SIZE_ALLOWED = Text("应为文件的字节数。", "The file's size in bytes is expected.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that was taken: what it is called, its size in bytes, its hash, and what for."""

    name: str
    size: int
    sha256: str
    what_for: str = ""


def measure(upload: Upload, what_for: str = "") -> Taken:
    """Return a file's size and hash; its content is read once and kept nowhere."""
    digest, size = hashlib.sha256(), 0
    upload.file.seek(0)
    while piece := upload.file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise InputProblems([Problem("file", tidy_name(upload.name), TOO_BIG)])
    return Taken(name=upload.name, size=size, sha256=digest.hexdigest(), what_for=what_for)


def take_file(session: RemoteSession, taken: Taken, *, by: User, now: datetime) -> RemoteSession:
    """Write down that a file was taken, in a session under way."""
    require_own(session, by)
    sha256 = "".join(taken.sha256.split()).lower()
    problems = []
    if not SHA256.fullmatch(sha256):
        problems.append(Problem("sha256", taken.sha256[:80], HASH_ALLOWED))
    if not 0 <= taken.size < LARGEST:
        problems.append(Problem("size", str(taken.size), SIZE_ALLOWED))
    if problems:
        raise InputProblems(problems)
    what_for = read_written(taken.what_for, "what_for", 200) if taken.what_for.strip() else ""
    entry = Entry(
        kind=SessionEventKind.FILE,
        text=what_for,
        file_name=tidy_name(read_written(taken.name, "name", 200)),
        size=taken.size,
        sha256=sha256,
    )
    return take_step(session, SessionStep.NOTE, entry, by=by, now=now)
