"""Recording a system's hardware list from a file: looked at first, then kept, or taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, conflict_about, record
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text, does_not_apply
from lumencare.exchange.portfolio.parts_file import Part, PartsFile, read_parts
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.bom_difference import BomDifference, difference
from lumencare.sites.entries import remember_system
from lumencare.sites.facts import latest_bom, latest_lines, system_of
from lumencare.sites.models import BomLine, BomSnapshot, System
from lumencare.sites.staging import discard, stage, staged
from lumencare.sites.uploads import LISTS, Upload
from lumencare.sites.windows import window_fields

THOUSAND = 1000
SAME = Text(
    "与现有清单的文件相同，没有新内容。", "This is the file of the list that holds: nothing new."
)
TAKEN_ON = Text(
    "清单日期应在下单日期与今天之间。", "A day between the order date and today is expected."
)
WHY = Text("请说明撤销原因。", "Say why it is taken back.")
NOT_LATEST = Text(
    "只能撤销现行的最新清单，此清单已被取代或撤销。",
    "Only the list that holds can be taken back; this one was followed or taken back already.",
)

HANDED_OVER = Text(
    "此清单随升级移交而来，被更换的部件已不在现场；如有出入，请登记新的清单。",
    "This list came with the handover of an upgrade, and what it left out is not in place any "
    "more; where it is wrong, record a new one.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BomPreview:
    """What recording a file would do; nothing is kept but the file, until somebody decides.

    `after` is the number of the list that held when this was shown, 0 where there was none.
    """

    sha256: str
    file_name: str
    parts: tuple[Part, ...]
    amount: Money
    list_amount: Money | None
    amount_before: Money
    after: int
    difference: BomDifference
    problems: tuple[Problem, ...]

    @property
    def may_be_recorded(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems


def preview_bom(system: System, upload: Upload, *, by: User) -> BomPreview:
    """Read a file and say what it would change; InputProblems where it cannot be read at all."""
    require_right(by, Right.EDIT_SITES)
    path, sha256 = stage(upload, LISTS, by=by)
    read = read_parts(path, system.ref)
    held = latest_bom(system)
    return BomPreview(
        sha256=sha256,
        file_name=path.name,
        parts=read.parts,
        amount=read.amount,
        list_amount=read.list_amount,
        amount_before=Money.of_fen(system.bom_fen),
        after=held.number if held else 0,
        difference=difference(latest_lines(system), [each.line for each in read.parts]),
        problems=(*read.problems, *_nothing_new(held, sha256, path.name)),
    )


def record_bom(
    system: System, *, sha256: str, after: int, taken_on: date, by: User, now: datetime
) -> BomSnapshot:
    """Keep the list that was looked at as the one that holds, with its amounts and its window.

    Conflict where another list was recorded or taken back since the look.
    """
    require_right(by, Right.EDIT_SITES)
    path = staged(sha256, by=by)
    read, held = read_parts(path, system.ref), latest_bom(system)
    if (held.number if held else 0) != after:
        raise conflict_about(system)
    today = in_shanghai(now).date()
    is_sound_day = system.order_date <= taken_on <= today
    wrong_day = [] if is_sound_day else [Problem("taken_on", taken_on.isoformat(), TAKEN_ON)]
    require([*read.problems, *_nothing_new(held, sha256, path.name), *wrong_day])
    row = BomSnapshot(
        **snapshot_fields(system, read), number=next_number(system), taken_on=taken_on,
        source=path.name, sha256=sha256, recorded_by=by, recorded_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            keep_list(row, read, by=by, now=now)
    except IntegrityError as error:
        raise conflict_about(system) from error
    discard(sha256, by=by)
    return row


def undo_bom(row: BomSnapshot, *, why: str, by: User, now: datetime) -> BomSnapshot:
    """Take the list that holds back: the amounts before it hold again, and it stays readable."""
    require_right(by, Right.EDIT_SITES)
    require([] if why.strip() else [Problem("why", "", WHY)])
    held = latest_bom(row.system)
    if held is None or held.pk != row.pk:
        raise Conflict(NOT_LATEST)
    if row.system.replacements.filter(source=row.source, on=row.taken_on).exists():
        raise Refused(does_not_apply("SY-1", HANDED_OVER, source=row.source))
    undone = {"undone_by": by, "undone_at": now, "undone_why": why.strip()}
    with transaction.atomic():
        if not BomSnapshot.objects.filter(pk=row.pk, undone_at=None).update(**undone):
            raise Conflict(NOT_LATEST)
        for name, value in undone.items():
            setattr(row, name, value)
        record(row, action="undo", by=by, now=now, why=why.strip())
        amounts = {"bom_fen": row.replaced_fen, "list_fen": row.replaced_list_fen}
        put_amounts(row.system, amounts, action="undo-bom", by=by, now=now)
        remember_system(row.system)
    return row


def snapshot_fields(system: System, read: PartsFile) -> dict[str, Any]:
    """Return what a snapshot keeps of a list besides where it came from."""
    return {
        "system": system,
        "amount_fen": read.amount.fen,
        # A list whose every list price is 0 says nothing about them.
        "list_fen": read.list_amount.fen if read.list_amount else None,
        "line_count": len(read.parts),
        "replaced_fen": system.bom_fen,
        "replaced_list_fen": system.list_fen,
    }


def line_rows(snapshot: BomSnapshot, parts: tuple[Part, ...]) -> list[BomLine]:
    """Return the rows of a list's lines."""
    return [
        BomLine(
            snapshot=snapshot,
            position=position,
            part_number=each.line.part_number,
            description=each.line.description,
            serials=each.serials,
            quantity_milli=int(each.line.quantity * THOUSAND),
            unit_fen=each.line.unit_price.fen,
            list_unit_fen=_fen(each.line.list_unit_price),
        )
        for position, each in enumerate(parts, 1)
    ]


def _fen(amount: Money | None) -> int | None:
    return None if amount is None else amount.fen


def keep_list(row: BomSnapshot, read: PartsFile, *, by: User, now: datetime) -> None:
    """Write a list with its lines as the one that holds, in the transaction of whoever calls."""
    add_row(row, by=by, now=now)
    BomLine.objects.bulk_create(line_rows(row, read.parts), batch_size=1000)
    amounts = {"bom_fen": row.amount_fen, "list_fen": row.list_fen}
    put_amounts(row.system, amounts, action="record-bom", by=by, now=now)
    remember_system(row.system)


def put_amounts(
    system: System, amounts: dict[str, Any], *, action: str, by: User, now: datetime
) -> None:
    """Write a system's amounts and what follows from them, if it is as it was read.

    The version counts up though the amounts be the same: the list behind them is another.
    """
    before = {name: getattr(system, name) for name in amounts}
    for name, value in amounts.items():
        setattr(system, name, value)
    fields = amounts | window_fields(edition_in_force(in_shanghai(now).date()), system_of(system))
    same = System.objects.filter(pk=system.pk, version=system.version)
    if not same.update(**fields, version=system.version + 1):
        raise conflict_about(system)
    for name, value in {**fields, "version": system.version + 1}.items():
        setattr(system, name, value)
    sides = {name: (before[name], value) for name, value in amounts.items()}
    record(system, action=action, by=by, now=now, changes=sides)


def _nothing_new(held: BomSnapshot | None, sha256: str, name: str) -> list[Problem]:
    same = held is not None and held.sha256 == sha256
    return [Problem("file", name, SAME)] if same else []


def next_number(system: System) -> int:
    """Return the number that the next list of a system has."""
    last = system.bom_snapshots.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
