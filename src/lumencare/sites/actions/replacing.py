"""An upgrade is handed over: a new system with its own order, and the old hardware out of cover."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.money import Money
from lumencare.domain.problems import Problem, Refused
from lumencare.domain.request import BomLine
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.system import require
from lumencare.domain.text import Text, does_not_apply
from lumencare.exchange.portfolio.bom import SystemBom
from lumencare.exchange.portfolio.parts_file import Part, PartsFile
from lumencare.sites.actions.boms import keep_list, next_number, put_amounts, snapshot_fields
from lumencare.sites.actions.systems import add_system
from lumencare.sites.entries import remember_system
from lumencare.sites.leaving import Gone, Leaving, ListAfter, list_after
from lumencare.sites.models import (
    BomSnapshot,
    FittedPart,
    ReplacedPart,
    Replacement,
    System,
)
from lumencare.store import typed as read

THOUSAND = 1000
# Serials that a word of the trail would name by the hundred are on the row.
LONGEST_WHY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacing:
    """What is handed over: from which day, by which proposal, what comes and what goes.

    `leaving` None says that the whole old system goes. `typed` are the new system's fields but for
    its amount, which is the sum of `lines`. `remaining` is what is left of an old system of which
    only a total is known.
    """

    source: str
    on: date
    typed: read.Typed
    lines: Sequence[BomLine]
    leaving: Sequence[Leaving] | None = None
    remaining: Money | None = None


def replace_system(old: System, replacing: Replacing, *, by: User, now: datetime) -> Replacement:
    """Put a new system in the place of another: its own order, class, list and window (D-14).

    What is replaced leaves cover on the day of the handover; contracts keep the list that they
    were priced on (D-13). InputProblems where nothing would come, or nothing would leave; Conflict
    where the old system was changed since it was read.
    """
    require_right(by, Right.EDIT_SITES)
    _require_in_use(old)
    after = list_after(old, replacing.leaving)
    whole = replacing.leaving is None or after.nothing_stays
    require(_wrong(old, replacing, after, whole=whole))
    with transaction.atomic():
        new = _add_new(old, replacing, by=by, now=now)
        row = Replacement(
            old=old, new=new, on=replacing.on, whole=whole, source=replacing.source,
            recorded_by=by, recorded_at=now,
        )  # fmt: skip
        add_row(row, by=by, now=now)
        ReplacedPart.objects.bulk_create(_part(row, each) for each in after.gone)
        _take_out(after, replacing.on)
        if whole:
            retired = {"retired_on": replacing.on}
            change_row(old, retired, by=by, now=now, action="replace", why=_why(row))
        else:
            _put_list_after(old, replacing, after, by=by, now=now)
        remember_system(old)
    return row


def _require_in_use(old: System) -> None:
    if old.retired_on is not None:
        raise Refused(does_not_apply("SY-1", OUT_OF_USE, retired_on=old.retired_on))


def _wrong(old: System, replacing: Replacing, after: ListAfter, *, whole: bool) -> list[Problem]:
    found = [] if replacing.lines else [Problem("lines", "", NO_LINES)]
    if replacing.on < old.order_date:
        found.append(Problem("on", replacing.on.isoformat(), BEFORE_ORDER))
    if whole:
        return found
    if not after.gone:
        found.append(Problem("leaving", "", NOTHING_LEAVES))
    if not after.had_list:
        left, had = replacing.remaining, Money.of_fen(old.bom_fen)
        if left is None or not Money.of(0) < left < had:
            found.append(Problem("remaining", str(left or ""), _remaining(had)))
    return found


def _add_new(old: System, replacing: Replacing, *, by: User, now: datetime) -> System:
    """Add the new system with its list; both say by which proposal they came."""
    bom = SystemBom(list(replacing.lines))
    typed = {**replacing.typed, "bom": str(bom.amount)}
    if bom.list_amount:
        typed["list_amount"] = str(bom.list_amount)
    new = add_system(old.site, typed, by=by, now=now)
    parts = tuple(Part(each) for each in replacing.lines)
    _keep_list(new, parts, replacing, by=by, now=now)
    return new


def _put_list_after(
    old: System, replacing: Replacing, after: ListAfter, *, by: User, now: datetime
) -> None:
    """Give the old system the list of what stays; where only a total is known, what is left."""
    if after.had_list:
        _keep_list(old, after.staying, replacing, by=by, now=now)
    elif replacing.remaining is not None:
        amounts = {"bom_fen": replacing.remaining.fen}
        put_amounts(old, amounts, action="replace-hardware", by=by, now=now)


def _keep_list(
    system: System, parts: tuple[Part, ...], replacing: Replacing, *, by: User, now: datetime
) -> BomSnapshot:
    bom = SystemBom([each.line for each in parts])
    whole = PartsFile(parts, bom.amount, bom.list_amount, ())
    row = BomSnapshot(
        **snapshot_fields(system, whole), number=next_number(system), taken_on=replacing.on,
        source=replacing.source, sha256=_hash_of(parts), recorded_by=by, recorded_at=now,
    )  # fmt: skip
    keep_list(row, whole, by=by, now=now)
    return row


def _take_out(after: ListAfter, on: date) -> None:
    """Let what was fitted in the place of listed parts end with them."""
    for each in after.fitted:
        FittedPart.objects.filter(pk=each.pk, removed_on=None).update(
            removed_on=max(on, each.fitted_on)
        )


def _part(row: Replacement, gone: Gone) -> ReplacedPart:
    return ReplacedPart(
        replacement=row,
        part_number=gone.part_number,
        key=number_key(gone.part_number),
        serials=" ".join(gone.serials),
        quantity_milli=_milli(gone.quantity),
        left_milli=_milli(gone.left),
        on_list=gone.on_list,
    )


def _milli(quantity: Decimal) -> int:
    return int(quantity * THOUSAND)


def _why(row: Replacement) -> str:
    return f"{row.source} → {row.new.ref}"[:LONGEST_WHY]


def _hash_of(parts: Sequence[Part]) -> str:
    """Return the hash of a list that came as no file: of its lines as they are kept."""
    lines = (
        "\t".join(
            (
                each.line.part_number,
                each.line.description,
                str(each.line.quantity),
                str(each.line.unit_price),
                str(each.line.list_unit_price or ""),
                each.serials,
            )
        )
        for each in parts
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _remaining(had: Money) -> Text:
    return Text(
        f"旧系统只有硬件总额 {had.grouped} 元；请填写留用部分的金额，应大于 0 且小于该总额。",
        f"Only the total of the old hardware is known, {had.grouped} RMB: say what stays, above 0 "
        "and below that total.",
    )


OUT_OF_USE = Text(
    "该系统已停用或已被更换，不能再次更换。",
    "This system is out of use or was replaced already: it is not replaced again.",
)
NO_LINES = Text(
    "新系统至少应有一行硬件。", "At least one line of hardware is expected for the new system."
)
NOTHING_LEAVES = Text(
    "没有任何部件退出旧系统：请填写被更换部件的型号，或勾选旧系统全部退出。",
    "Nothing would leave the old system: give the part numbers of what is replaced, or say that "
    "nothing of it stays.",
)
BEFORE_ORDER = Text(
    "移交日期不能早于旧系统的下单日期。",
    "The handover cannot lie before the order of the old system.",
)
