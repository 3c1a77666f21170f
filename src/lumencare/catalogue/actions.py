"""Importing a price list of parts: looked at first, then published whole, or not at all."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import Told, add_row, record, record_many
from lumencare.catalogue.changes import (
    FACTS,
    PriceListChanges,
    changed_facts,
    find_changes,
    find_problems,
    known_parts,
    spelled_of,
    stored,
)
from lumencare.catalogue.prices import newest_list
from lumencare.domain.problems import Conflict, Problem
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.exchange.price_list.reading import ListedPart, read_price_list
from lumencare.sites.staging import discard, stage, staged
from lumencare.sites.uploads import LISTS, Upload
from lumencare.stock.models import Part, PartPrice, PriceList
from lumencare.store.inserting import insert_rows

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceListPreview:
    """What publishing a file would do; nothing is kept but the file, until somebody decides.

    `after` is the code of the newest list when this was shown, empty where there was none.
    """

    sha256: str
    file_name: str
    count: int
    after: str
    changes: PriceListChanges
    problems: tuple[Problem, ...]

    @property
    def may_be_published(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Which file is published, under which code, from which day, after which list."""

    sha256: str
    after: str
    code: str
    valid_from: date


def preview_price_list(upload: Upload, *, by: User) -> PriceListPreview:
    """Read a file and say what it would change; InputProblems where it cannot be read at all."""
    require_right(by, Right.KEEP_PARTS)
    path, sha256 = stage(upload, LISTS, by=by)
    read, known = read_price_list(path), known_parts()
    newest = newest_list()
    return PriceListPreview(
        sha256=sha256,
        file_name=path.name,
        count=len(read.parts),
        after=newest.code if newest else "",
        changes=find_changes(read.parts, known),
        problems=(*read.problems, *find_problems(read.parts, known)),
    )


def publish_price_list(asked: Publishing, *, by: User, now: datetime) -> PriceList:
    """Keep the list that was looked at: its prices hold from its first day on.

    Conflict where another list was published since the look.
    """
    require_right(by, Right.KEEP_PARTS)
    path = staged(asked.sha256, by=by)
    read = read_price_list(path)
    row = PriceList(
        code=asked.code.strip(),
        valid_from=asked.valid_from,
        source=path.name,
        sha256=asked.sha256,
        imported_at=now,
        imported_by=by,
    )
    try:
        with transaction.atomic():
            known = known_parts()
            found = [*_wrong_list(row), *read.problems, *find_problems(read.parts, known)]
            require(found)
            _require_newest(asked.after)
            _publish(row, read.parts, known, by=by, now=now)
    except IntegrityError as error:
        raise Conflict(OTHER_LIST) from error
    discard(asked.sha256, by=by)
    return row


def _wrong_list(row: PriceList) -> list[Problem]:
    problems = []
    if not CODE.fullmatch(row.code):
        problems.append(Problem("code", row.code, CODE_ALLOWED))
    elif PriceList.objects.filter(code=row.code).exists():
        problems.append(Problem("code", row.code, CODE_TAKEN))
    newest = newest_list()
    if newest is not None and row.valid_from < newest.valid_from:
        allowed = Text(
            f"不得早于最新价格表 {newest.code} 的 {newest.valid_from}。",
            f"No earlier day than {newest.valid_from}, that of {newest.code}, is expected.",
        )
        problems.append(Problem("valid_from", row.valid_from.isoformat(), allowed))
    return problems


def _require_newest(after: str) -> None:
    newest = newest_list()
    if (newest.code if newest else "") != after:
        raise Conflict(OTHER_LIST)


def _publish(
    row: PriceList,
    listed: tuple[ListedPart, ...],
    known: dict[str, Part],
    *,
    by: User,
    now: datetime,
) -> None:
    add_row(row, by=by, now=now)
    added = [_new_part(each, now) for each in listed if each.key not in known]
    Part.objects.bulk_create(added, batch_size=AT_ONCE)
    parts = {**known, **{each.key: each for each in added}}
    told = _change_parts(listed, parts, now)
    _link_successors(listed, parts, told)
    changed = (Told(part.pk, part.number, changes) for part, changes in told.values())
    record_many(Part, changed, action="change", by=by, now=now, why=row.code)
    prices = ((parts[each.key].pk, each.unit_net.fen) for each in listed)
    insert_rows(PartPrice, {"price_list": row}, ("part", "unit_fen"), prices)
    counted = {"parts": (None, len(listed)), "new_parts": (None, len(added))}
    record(row, action="publish", by=by, now=now, changes=counted)


Changed = dict[str, tuple[Part, dict[str, tuple[Any, Any]]]]


def _new_part(listed: ListedPart, now: datetime) -> Part:
    facts = {name: stored(name, listed.facts[name]) for name in FACTS if name in listed.facts}
    part = Part(number=listed.number, key=listed.key, changed_at=now, **facts)
    part.spelled = spelled_of(part)
    return part


def _change_parts(listed: tuple[ListedPart, ...], parts: dict[str, Part], now: datetime) -> Changed:
    """Write the facts that the list says otherwise; return what was changed of which part."""
    told: Changed = {}
    for each in listed:
        part = parts[each.key]
        changes = {name: (old, new) for name, old, new in changed_facts(part, each)}
        if not changes:
            continue
        for name, (_, new) in changes.items():
            if name in FACTS:
                setattr(part, name, new)
        part.spelled, part.changed_at, part.version = spelled_of(part), now, part.version + 1
        told[each.key] = (part, changes)
    written = {name for _, changes in told.values() for name in changes if name in FACTS}
    _write_over([part for part, _ in told.values()], sorted(written))
    return told


def _write_over(parts: list[Part], names: list[str]) -> None:
    """Write facts of parts that are there.

    As rows that meet their own keys: an update that tells each value apart by its row takes
    minutes for 20,000 parts.
    """
    Part.objects.bulk_create(
        parts,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*names, "spelled", "changed_at", "version"],
    )


def _link_successors(listed: tuple[ListedPart, ...], parts: dict[str, Part], told: Changed) -> None:
    """Write who succeeds whom, once all parts of the list are there."""
    linked = []
    for each in listed:
        if "successor" not in each.facts:
            continue
        part, follower = parts[each.key], number_key(each.facts["successor"])
        successor = parts[follower] if follower else None
        if part.successor_id != (successor.pk if successor else None):
            # By their keys, as the trail keeps rows.
            told.setdefault(each.key, (part, {}))[1]["successor"] = (part.successor_id, successor)
            part.successor = successor
            linked.append(part)
    Part.objects.bulk_update(linked, ["successor"], AT_ONCE)


CODE_ALLOWED = Text(
    "应为 1 至 40 个字母、数字、点或横线，例如 PL-2027-1。",
    "1 to 40 letters, digits, dots or dashes are expected, like PL-2027-1.",
)
CODE_TAKEN = Text("已有这个编号的价格表。", "There is a price list of this code already.")
OTHER_LIST = Text(
    "他人刚刚发布了另一份价格表，请重新上传查看。",
    "Somebody has just published another price list; upload it again and look.",
)
