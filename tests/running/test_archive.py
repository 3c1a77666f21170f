"""The archive of a backup: what is written comes back, and what was changed is refused."""

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lumencare.domain.problems import InputProblems
from lumencare.running.archive import MANIFEST, extract, read_manifest, write_archive

Contents = dict[str, bytes]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return an archive of three files."""
    sources = []
    for name, content in {
        "lumencare.db": b"rows",
        "files/图/a.pdf": b"",
        "secret-key": b"k",
    }.items():
        path = tmp_path / "from" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        sources.append((name, path))
    gone = ("files/gone.tmp", tmp_path / "gone")
    write_archive(tmp_path / "b.zip", [*sources, gone], {"database": "sqlite"})
    return tmp_path / "b.zip"


def rewritten(archive: Path, change: Callable[[Contents, dict[str, Any]], None]) -> Path:
    """Return a copy of an archive whose files and manifest somebody has changed."""
    with zipfile.ZipFile(archive) as source:
        contents = {name: source.read(name) for name in source.namelist()}
    manifest = json.loads(contents.pop(MANIFEST))
    change(contents, manifest)
    target = archive.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as into:
        for name, content in contents.items():
            into.writestr(name, content)
        into.writestr(MANIFEST, json.dumps(manifest))
    return target


def put_out(archive: Path, folder: Path) -> None:
    folder.mkdir()
    extract(archive, read_manifest(archive), folder)


def test_what_is_written_comes_back(archive: Path, tmp_path: Path) -> None:
    put_out(archive, tmp_path / "to")
    found = {
        each.relative_to(tmp_path / "to").as_posix(): each.read_bytes()
        for each in (tmp_path / "to").rglob("*")
        if each.is_file()
    }
    assert found == {"lumencare.db": b"rows", "files/图/a.pdf": b"", "secret-key": b"k"}
    assert read_manifest(archive).facts["database"] == "sqlite"


def test_it_is_its_owners_alone_and_nothing_is_left_beside_it(archive: Path) -> None:
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert [each.name for each in archive.parent.glob("b.zip*")] == ["b.zip"]


def test_a_file_that_is_there_is_not_written_over(archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(InputProblems):
        write_archive(archive, [], {})
    assert archive.read_bytes() == before


def test_a_failure_leaves_no_half_archive(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_archive(tmp_path / "b.zip", [("x", tmp_path)], {})
    assert list(tmp_path.iterdir()) == []


CHANGES: dict[str, Callable[[Contents, dict[str, Any]], Any]] = {
    "another content": lambda files, _: files.update({"lumencare.db": b"rowz"}),
    "a longer content": lambda files, _: files.update({"lumencare.db": b"rows" * 1_000_000}),
    "a file missing": lambda files, _: files.pop("secret-key"),
    "a file more": lambda files, _: files.update({"more": b""}),
    "a name that leads out": lambda files, said: (
        files.update({"../out": files.pop("secret-key")}),
        said["members"][2].update(name="../out"),
    ),
    "an absolute name": lambda files, said: (
        files.update({"/tmp/out": files.pop("secret-key")}),
        said["members"][2].update(name="/tmp/out"),
    ),
    "a name of another system": lambda files, said: (
        files.update({"C:\\out": files.pop("secret-key")}),
        said["members"][2].update(name="C:\\out"),
    ),
    "another format": lambda _, said: said.update(format=2),
    "no format": lambda _, said: said.pop("format"),
    "a member without a fingerprint": lambda _, said: said["members"][0].pop("sha256"),
    "no members": lambda _, said: said.update(members=None),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_changed_is_refused(
    archive: Path, tmp_path: Path, change: Callable[[Contents, dict[str, Any]], None]
) -> None:
    with pytest.raises(InputProblems):
        put_out(rewritten(archive, change), tmp_path / "to")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 1000])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    with pytest.raises(InputProblems):
        read_manifest(path)


def test_an_archive_that_was_cut_off_or_decayed_is_refused(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    for number, damaged in enumerate((whole[:-30], whole[:40] + b"\xff\xff" + whole[42:])):
        archive.write_bytes(damaged)
        with pytest.raises(InputProblems):
            put_out(archive, tmp_path / f"to{number}")
