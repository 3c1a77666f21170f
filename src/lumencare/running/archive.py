"""The archive of a backup: files under their names, and a manifest that proves each of them."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
PIECE = 1024 * 1024
READABLE_BY_OWNER = 0o600
EXISTS = Text("此文件已存在，不会覆盖。", "This file is there already; it is not written over.")
NO_BACKUP = Text(
    "应为 lumencare backup 写出的文件，且未被改动。",
    "A file that `lumencare backup` wrote is expected, unchanged.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, its length, its fingerprint."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds, and what is to be known about the installation it is of."""

    facts: Mapping[str, Any]
    members: tuple[Member, ...]


def write_archive(target: Path, sources: Iterable[tuple[str, Path]], facts: object) -> Manifest:
    """Write files into a new archive, its manifest last; on any failure nothing is left.

    It holds the key, so it is its owner's alone. A file that vanishes meanwhile is left out:
    only uploads that nobody decided about are ever removed.
    """
    if target.exists():
        raise InputProblems([Problem("FILE", str(target), EXISTS)])
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, READABLE_BY_OWNER)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            manifest = _write(file, sources, facts)
            file.flush()
            os.fsync(file.fileno())
        # A link never takes the place of a file that somebody else has made meanwhile.
        os.link(partial, target)
    except FileExistsError:
        raise InputProblems([Problem("FILE", str(target), EXISTS)]) from None
    finally:
        partial.unlink()
    return manifest


def _write(file: IO[bytes], sources: Iterable[tuple[str, Path]], facts: Any) -> Manifest:
    members = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in sources:
            try:
                source = path.open("rb")
            except FileNotFoundError:
                continue
            with source, archive.open(name, "w", force_zip64=True) as into:
                members.append(Member(name, *_copy(source, into)))
        manifest = {"format": FORMAT, **facts, "members": [asdict(each) for each in members]}
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return Manifest(facts, tuple(members))


def read_manifest(path: Path) -> Manifest:
    """Return what an archive says it holds; InputProblems where it is no such archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise _damaged(path)
            said = json.loads(archive.read(MANIFEST))
            found = Manifest(said, tuple(Member(**each) for each in said["members"]))
            is_whole = {MANIFEST, *(each.name for each in found.members)} == set(archive.namelist())
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise _damaged(path) from error
    if said.get("format") != FORMAT or not is_whole or not all(map(_is_inside, found.members)):
        raise _damaged(path)
    return found


def extract(path: Path, manifest: Manifest, folder: Path) -> None:
    """Write every file of an archive below an empty folder; each must be what was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            for each in manifest.members:
                target = folder / each.name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(each.name) as source, target.open("xb") as into:
                    if _copy(source, into, most=each.size) != (each.size, each.sha256):
                        raise _damaged(path, each.name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _damaged(path) from error


def _copy(source: IO[bytes], into: IO[bytes], most: int | None = None) -> tuple[int, str]:
    """Copy to the end, or a little beyond what is the most; return the length and fingerprint."""
    size, digest = 0, hashlib.sha256()
    while (piece := source.read(PIECE)) and (most is None or size <= most):
        into.write(piece)
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def _is_inside(member: Member) -> bool:
    """Tell whether a name leads below the folder it is written to, on any system."""
    parts = PurePosixPath(member.name).parts
    return bool(parts) and not {"..", "/"} & {*parts} and not set(member.name) & set("\\:\0")


def _damaged(path: Path, member: str = "") -> InputProblems:
    return InputProblems([Problem("FILE", f"{path} {member}".strip(), NO_BACKUP)])
