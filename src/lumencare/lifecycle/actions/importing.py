"""Importing the catalogue of systems: looked at first, then kept whole, or not at all.

A look does what the import does and takes it back, so that both say the same.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.lifecycle.facts import CatalogueSystem, ReuseRow, SoftwareVersion
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.exchange.system_catalogue.columns import CHOICES, FORMS, SheetKind
from lumencare.exchange.system_catalogue.reading import CatalogueRow, read_catalogue_file
from lumencare.lifecycle.actions.catalogue import (
    REUSE_READERS,
    SOFTWARE_READERS,
    SYSTEM_READERS,
    change_reuse,
    change_software,
    change_system,
)
from lumencare.lifecycle.queries.catalogue import Catalogue, read_catalogue
from lumencare.lifecycle.told import as_typed
from lumencare.sites.staging import discard, stage, staged
from lumencare.sites.uploads import WORKBOOK, Upload
from lumencare.store import typed as read

Fact = CatalogueSystem | SoftwareVersion | ReuseRow


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a row says otherwise of one thing."""

    name: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that is added, or changed in some fields."""

    kind: SheetKind
    name: str
    added: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePreview:
    """What an import would do; `after` is the catalogue as it was when this was shown."""

    sha256: str
    file_name: str
    after: str
    same: int
    changes: tuple[EntryChange, ...]
    problems: tuple[Problem, ...]

    @property
    def may_be_kept(self) -> bool:
        """Whether nothing stands in the way and something would change."""
        return bool(self.changes) and not self.problems

    @property
    def added(self) -> int:
        """How many entries are new."""
        return sum(each.added for each in self.changes)


def preview_catalogue(upload: Upload, *, by: User, now: datetime) -> CataloguePreview:
    """Read a workbook and say what it would change; InputProblems where it cannot be read."""
    require_right(by, Right.KEEP_LIFECYCLE)
    path, sha256 = stage(upload, (WORKBOOK,), by=by)
    file, after = read_catalogue_file(path), _mark_of(read_catalogue())
    with transaction.atomic():
        written = _write(file.rows, by=by, now=now)
        transaction.set_rollback(True)
    return CataloguePreview(
        sha256=sha256,
        file_name=path.name,
        after=after,
        same=len(file.rows) - len(written.changes) - len(written.failed),
        changes=tuple(written.changes),
        problems=(*file.problems, *written.problems),
    )


def import_catalogue(
    sha256: str, after: str, *, by: User, now: datetime
) -> tuple[EntryChange, ...]:
    """Keep what was looked at, in one transaction; return what was changed.

    Conflict where the catalogue was changed since the look.
    """
    require_right(by, Right.KEEP_LIFECYCLE)
    file = read_catalogue_file(staged(sha256, by=by))
    require(list(file.problems))
    with transaction.atomic():
        if after != _mark_of(read_catalogue()):
            raise Conflict(CHANGED)
        written = _write(file.rows, by=by, now=now)
        require(written.problems)
    discard(sha256, by=by)
    return tuple(written.changes)


Failed = list[tuple[CatalogueRow, InputProblems]]


@dataclass(frozen=True, slots=True)
class _Written:
    """What was changed, and which rows could not be kept."""

    changes: list[EntryChange]
    failed: Failed

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, each with its place."""
        return [each for row, wrong in self.failed for each in _placed(row, wrong)]


def _write(rows: Iterable[CatalogueRow], *, by: User, now: datetime) -> _Written:
    """Write the rows that say something new; one that rests on a later one is tried again."""
    changes: list[EntryChange] = []
    waiting = list(rows)
    while waiting:
        failed: Failed = []
        catalogue = read_catalogue()
        for row in waiting:
            known = _known(catalogue, row)
            change = _change(row, known)
            if change is None:
                continue
            try:
                with transaction.atomic():
                    _keep(row, known, by, now)
            except InputProblems as wrong:
                failed.append((row, wrong))
            else:
                changes.append(change)
        if len(failed) == len(waiting):
            return _Written(changes, failed)
        waiting = [row for row, _ in failed]
    return _Written(changes, [])


def _keep(row: CatalogueRow, known: Fact | None, by: User, now: datetime) -> None:
    typed = {**({} if known is None else as_typed(known)), **row.typed}
    version = 0 if known is None else known.row_version
    SHEETS[row.kind].keep(row.key[0], typed, version=version, by=by, now=now)


def _known(catalogue: Catalogue, row: CatalogueRow) -> Fact | None:
    return SHEETS[row.kind].find(catalogue, row.key)


def _find_system(catalogue: Catalogue, key: tuple[str, ...]) -> Fact | None:
    return catalogue.systems.get(key[0])


def _find_software(catalogue: Catalogue, key: tuple[str, ...]) -> Fact | None:
    versions = catalogue.software.get(key[0], ())
    return next((each for each in versions if each.number == key[1]), None)


def _find_reuse(catalogue: Catalogue, key: tuple[str, ...]) -> Fact | None:
    rows = (each for each in catalogue.reuse if (each.system, each.target) == key[:2])
    return next((each for each in rows if each.component.value == key[2]), None)


def _change(row: CatalogueRow, known: Fact | None) -> EntryChange | None:
    """Return what a row says otherwise than is known; None where that is nothing."""
    before = {} if known is None else as_typed(known)
    fields = tuple(_differences(row, before))
    if known is not None and not fields:
        return None
    return EntryChange(row.kind, " ".join(row.key), known is None, fields)


def _differences(row: CatalogueRow, before: Mapping[str, str]) -> Iterator[FieldChange]:
    readers = SHEETS[row.kind].readers
    names = {each.field: each.shown for each in FORMS[row.kind].columns}
    for field, text in row.typed.items():
        reader = readers.get(field)
        old = before.get(field, "")
        if reader is not None and _read(reader, text) != _read(reader, old):
            yield FieldChange(names[field], _said(field, old), _said(field, text))


def _read(reader: read.Reader, text: str) -> Any:
    """Return what a text says; itself where it says nothing that may be said."""
    try:
        return reader(text)
    except read.Wrong:
        return text


def _said(field: str, text: str) -> Text:
    for code, name in CHOICES.get(field, {}).items():
        if code.value == text:
            return name
    return Text(text, text)


def _placed(row: CatalogueRow, wrong: InputProblems) -> Iterator[Problem]:
    for each in wrong.problems:
        yield Problem(row.place.where(each.where), each.given, each.allowed)


def _mark_of(catalogue: Catalogue) -> str:
    """Return what tells whether the catalogue is still as it was."""
    whole = repr((sorted(catalogue.systems.items()), sorted(catalogue.software.items())))
    return hashlib.sha256(f"{whole}{catalogue.reuse!r}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _SheetRules:
    """How the rows of a sheet are found, read and kept."""

    find: Callable[[Catalogue, tuple[str, ...]], Fact | None]
    readers: Mapping[str, read.Reader]
    keep: Callable[..., Any]


SHEETS: Mapping[SheetKind, _SheetRules] = {
    SheetKind.SYSTEM: _SheetRules(_find_system, SYSTEM_READERS, change_system),
    SheetKind.SOFTWARE: _SheetRules(_find_software, SOFTWARE_READERS, change_software),
    SheetKind.REUSE: _SheetRules(_find_reuse, REUSE_READERS, change_reuse),
}
CHANGED = Text(
    "系统目录刚刚被他人修改，请重新上传查看。",
    "Somebody has just changed the catalogue of systems; upload the file again and look.",
)
