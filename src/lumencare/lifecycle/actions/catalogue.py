"""Keeping the catalogue of systems: an entry of the office takes the shipped one's place."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row, conflict_about
from lumencare.data.system_catalogue import compared
from lumencare.domain.lifecycle.facts import version_order
from lumencare.domain.lifecycle.kinds import (
    Category,
    ComponentKind,
    Confidence,
    FromProcessor,
    HasDatabase,
    SystemStatus,
)
from lumencare.domain.problems import Conflict, Problem
from lumencare.domain.reading import plain
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Reuse
from lumencare.lifecycle.actions.reading import SOURCE, listed
from lumencare.lifecycle.models import Component, Software, SystemEntry
from lumencare.lifecycle.queries.catalogue import Catalogue, read_catalogue
from lumencare.store import typed as read

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")
DAY = read.if_any(read.day)
Kept = TypeVar("Kept", bound=models.Model)


def change_system(
    code: str, typed: read.Typed, *, version: int, by: User, now: datetime
) -> SystemEntry:
    """Keep what the office knows of a system; a code that is not there yet adds one.

    `version` is that of the entry which was shown, 0 where there was none: Conflict where
    somebody wrote one meanwhile.
    """
    require_right(by, Right.KEEP_LIFECYCLE)
    values = read.read_all(typed, SYSTEM_READERS)
    code, catalogue = plain(code).upper(), read_catalogue()
    require([*_wrong_code(code), *_wrong_names(code, values, catalogue)])
    require(_unknown_successors(values["successors"], catalogue, code))
    return _keep(SystemEntry, {"code": code}, values, version, by, now)


def change_software(
    system: str, typed: read.Typed, *, version: int, by: User, now: datetime
) -> Software:
    """Keep what the office knows of a version of a system's software."""
    require_right(by, Right.KEEP_LIFECYCLE)
    values = read.read_all(typed, SOFTWARE_READERS)
    catalogue = read_catalogue()
    require([*_unknown("system", system, catalogue), *_wrong_software(system, values, catalogue)])
    key = {"system_code": system, "number": values.pop("number")}
    return _keep(Software, key, {**values, "withdrawn": False}, version, by, now)


def change_reuse(
    system: str, typed: read.Typed, *, version: int, by: User, now: datetime
) -> Component:
    """Keep what becomes of a kind of component when a system goes over to another."""
    require_right(by, Right.KEEP_LIFECYCLE)
    values = read.read_all(typed, REUSE_READERS)
    catalogue = read_catalogue()
    target = values.pop("target")
    wrong = [*_unknown("system", system, catalogue), *_unknown("target", target, catalogue)]
    require([*wrong, *([Problem("target", target, OTHER)] if target == system else [])])
    key = {"system_code": system, "target_code": target, "component": values.pop("component")}
    return _keep(Component, key, {**values, "withdrawn": False}, version, by, now)


def withdraw_software(
    system: str, number: str, typed: read.Typed, *, version: int, by: User, now: datetime
) -> Software:
    """Take a version out of the catalogue with the source that says so; a shipped one too."""
    require_right(by, Right.KEEP_LIFECYCLE)
    values = read.read_all(typed, {"source": SOURCE})
    found = {each.number for each in read_catalogue().software.get(system, ())}
    require([] if number in found else [Problem("number", number, KNOWN_VERSION)])
    gone = {**values, "confidence": Confidence.HIGH.value, "withdrawn": True}
    return _keep(Software, {"system_code": system, "number": number}, gone, version, by, now)


def withdraw_reuse(
    key: tuple[str, str, str], typed: read.Typed, *, version: int, by: User, now: datetime
) -> Component:
    """Take what is said of a component out of the catalogue; `key`: system, target, component."""
    require_right(by, Right.KEEP_LIFECYCLE)
    values = read.read_all(typed, {"source": SOURCE})
    found = {(e.system, e.target, e.component.value): e for e in read_catalogue().reuse}
    require([] if key in found else [Problem("component", key[2], KNOWN_COMPONENT)])
    names = dict(zip(("system_code", "target_code", "component"), key, strict=True))
    gone = {
        **values,
        "reuse": found[key].reuse.value,
        "confidence": Confidence.HIGH.value,
        "withdrawn": True,
    }
    return _keep(Component, names, gone, version, by, now)


def _keep(
    kind: type[Kept],
    key: Mapping[str, str],
    values: dict[str, Any],
    version: int,
    by: User,
    now: datetime,
) -> Kept:
    """Write an entry at the version that was shown; the first one is added."""
    rows = kind._default_manager
    row: Kept | None = rows.filter(**key).first()
    if row is None:
        if version:
            raise Conflict(GONE)
        try:
            with transaction.atomic():
                return add_row(kind(**key, **values, changed_at=now), by=by, now=now)
        except IntegrityError as error:
            raise conflict_about(rows.get(**key)) from error
    kept: Kept = _change(row, values, version, by, now)
    return kept


def _change(row: Kept, values: dict[str, Any], version: int, by: User, now: datetime) -> Kept:
    """Write over an entry; one that was withdrawn was not shown, and has no version to name."""
    is_hidden = getattr(row, "withdrawn", False) and not version
    if not is_hidden and version != row.version:  # type: ignore[attr-defined]
        raise conflict_about(row)
    changed = any(getattr(row, name) != value for name, value in values.items())
    return change_row(row, {**values, "changed_at": now} if changed else {}, by=by, now=now)


def _wrong_code(code: str) -> list[Problem]:
    return [] if CODE.fullmatch(code) else [Problem("code", code, CODE_ALLOWED)]


def _wrong_names(code: str, values: dict[str, Any], catalogue: Catalogue) -> list[Problem]:
    """Return the names that another system has: a site's system is found by them."""
    named = {"name_zh": [values["name_zh"]], "name_en": [values["name_en"]], "also": values["also"]}
    given = [("code", code), *((field, name) for field, names in named.items() for name in names)]
    return [
        Problem(field, name, ONE_SYSTEM)
        for field, name in given
        if catalogue.by_name.get(compared(name), code) != code
    ]


def _unknown_successors(codes: list[str], catalogue: Catalogue, own: str) -> list[Problem]:
    known = {*catalogue.systems, own}
    return [Problem("successors", each, KNOWN_SYSTEM) for each in codes if each not in known]


def _unknown(field: str, code: str, catalogue: Catalogue) -> list[Problem]:
    return [] if code in catalogue.systems else [Problem(field, code, KNOWN_SYSTEM)]


def _wrong_software(system: str, values: dict[str, Any], catalogue: Catalogue) -> list[Problem]:
    numbers = {each.number for each in catalogue.software.get(system, ())}
    number, successor = values["number"], values["successor"]
    problems = []
    if not version_order(number):
        problems.append(Problem("number", number, NUMBER_ALLOWED))
    if successor and successor not in numbers:
        problems.append(Problem("successor", successor, KNOWN_VERSION))
    released, ends = values["released_on"], values["support_ends_on"]
    if released and ends and ends < released:
        problems.append(Problem("support_ends_on", ends.isoformat(), AFTER_RELEASE))
    return problems


def _codes(text: str) -> list[str]:
    return [each.upper() for each in listed(text.replace(",", "\n").replace("，", "\n"))]


SYSTEM_READERS: dict[str, read.Reader] = {
    "name_zh": read.line(200, needed=True),
    "name_en": read.line(200, needed=True),
    "also": listed,
    "category": read.one_of(Category),
    "status": read.one_of(SystemStatus),
    "sales_end_on": DAY,
    "spares_end_on": DAY,
    "support_ends_on": DAY,
    "successors": _codes,
    "database": read.one_of(HasDatabase),
    "from_processor": read.one_of(FromProcessor),
    "note_zh": read.line(500),
    "note_en": read.line(500),
    "source": SOURCE,
    "confidence": read.one_of(Confidence),
}
SOFTWARE_READERS: dict[str, read.Reader] = {
    "number": read.line(40, needed=True),
    "released_on": DAY,
    "support_ends_on": DAY,
    "clients": listed,
    "functions": listed,
    "successor": read.line(40),
    "source": SOURCE,
    "confidence": read.one_of(Confidence),
}
REUSE_READERS: dict[str, read.Reader] = {
    "target": lambda text: plain(text).upper(),
    "component": read.one_of(ComponentKind),
    "reuse": read.one_of(Reuse),
    "note_zh": read.line(500),
    "note_en": read.line(500),
    "source": SOURCE,
    "confidence": read.one_of(Confidence),
}
CODE_ALLOWED = Text(
    "应为 1 至 20 个大写字母、数字或横线，例如 ATHENA。",
    "1 to 20 capital letters, digits or dashes are expected, like ATHENA.",
)
ONE_SYSTEM = Text("此名称已属于另一个系统。", "Another system has this name.")
KNOWN_SYSTEM = Text("系统目录中没有这个编号。", "The catalogue of systems has no such code.")
OTHER = Text("应为另一个系统。", "Another system is expected.")
KNOWN_VERSION = Text("系统目录中没有这个软件版本。", "The catalogue has no such version.")
KNOWN_COMPONENT = Text("系统目录中没有这一条。", "The catalogue says nothing of it.")
NUMBER_ALLOWED = Text("版本号应含数字，例如 3.5。", "A number is expected, like 3.5.")
AFTER_RELEASE = Text(
    "支持结束日不能早于发布日。", "Support cannot end before the version was released."
)
GONE = Text("此条目已不存在，请重新载入。", "This entry is not there any more; load it again.")
