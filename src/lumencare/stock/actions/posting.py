"""A count that is posted: its differences become moves; a single balance that is put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.stock.counting import Counted, difference_of, refuse_posting
from lumencare.domain.stock.kinds import Condition, CountState, MoveKind, SerialState
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.actions.counting import OVER
from lumencare.stock.actions.steps import Step, carry, once, require_place
from lumencare.stock.balances import Shelf, lock
from lumencare.stock.goods import MOST, WHOLE, Goods, Slip, check_open, check_slip
from lumencare.stock.models import Balance, Count, CountLine, Move, Part, Place, Serial


@dataclass(frozen=True, slots=True)
class _Found:
    """A line with its shelf, as it is posted."""

    line: CountLine
    shelf: Shelf
    counted: Counted


def post_count(count: Count, *, by: User, now: datetime) -> Count:
    """Bring the books to what was found; what was moved since the scans stays moved.

    InputProblems names every line that cannot be posted as it is.
    """
    require_place(by, Right.COUNT_STOCK, count.place)
    with transaction.atomic():
        # Of itself only: whoever moves parts here holds on to the place while they wait.
        locked = Count.objects.select_for_update(of=("self",))
        found = locked.select_related("place").get(pk=count.pk)
        if found.state == CountState.POSTED:
            return found
        if found.state != CountState.OPEN:
            raise Refused(does_not_apply("SC-7", OVER))
        lines = _lock_lines(found)
        problems = [
            Problem(each.line.part.number, str(each.line.counted), reason.text)
            for each in lines
            if (reason := refuse_posting(each.counted)) is not None
        ]
        if problems:
            raise InputProblems(problems)
        for each in lines:
            _post(found, each, by=by, now=now)
        ended = {"state": CountState.POSTED.value, "ended_at": now, "ended_by": by}
        return change_row(found, ended, by=by, now=now, action="post-count")


def correct_count(
    shelf: tuple[Part, Place, Condition], counted: int, slip: Slip, *, by: User, now: datetime
) -> Move | None:
    """Put one balance right at once, with the reason; None where it was right already.

    A part that is kept by serial is corrected by a count of its units.
    """
    require_right(by, Right.COUNT_STOCK)
    part, place, condition = shelf
    check_open(place)
    slip = check_slip(slip, "reason")
    if part.serialised:
        raise InputProblems([Problem("part", part.number, BY_COUNT)])
    if not 0 <= counted <= MOST:
        raise InputProblems([Problem("counted", str(counted), WHOLE)])
    return once(
        lambda: Move.objects.filter(key=slip.key, kind=MoveKind.COUNT).first(),
        lambda: _correct(Shelf(part, place, condition), counted, slip, by=by, now=now),
    )


def _correct(shelf: Shelf, counted: int, slip: Slip, *, by: User, now: datetime) -> Move | None:
    (balance,) = lock(shelf)
    line = _counted(shelf, balance, counted, balance.on_hand)
    reason = refuse_posting(line)
    if reason is not None:
        raise Refused(reason)
    moved = _adjust(shelf, difference_of(line), (), slip, by=by, now=now)
    return moved[0] if moved else None


def _lock_lines(count: Count) -> list[_Found]:
    """Lock the balances of all lines, in one order for all, and return them beside the lines."""
    lines = count.lines.select_related("part").order_by("part_id", "condition")
    found = []
    for line in lines:
        shelf = Shelf(line.part, count.place, Condition(line.condition))
        (balance,) = lock(shelf)
        counted = _counted(shelf, balance, line.counted, line.book)
        moved = line.first_move != line.last_move and not line.part.serialised
        found.append(_Found(line, shelf, _with_moved(counted, moved=moved)))
    return found


def _counted(shelf: Shelf, balance: Balance, counted: int, book: int) -> Counted:
    return Counted(
        part=shelf.part.number,
        counted=counted,
        book=book,
        on_hand=balance.on_hand,
        reserved=balance.reserved,
    )


def _with_moved(line: Counted, *, moved: bool) -> Counted:
    return Counted(
        part=line.part,
        counted=line.counted,
        book=line.book,
        on_hand=line.on_hand,
        reserved=line.reserved,
        moved=moved,
    )


def _post(count: Count, found: _Found, *, by: User, now: datetime) -> None:
    reason = f"盘点 {count.number}"
    # With a space, which no key has that is given from outside: none can be taken before.
    key = f"count {count.pk} {found.line.pk}"
    if not found.line.part.serialised:
        slip = Slip(key=key, reference=count.number, reason=reason)
        _adjust(found.shelf, difference_of(found.counted), (), slip, by=by, now=now)
        return
    missing, extra = _units(found)
    for sign, serials, suffix in ((-1, missing, " missing"), (1, extra, " found")):
        slip = Slip(key=f"{key}{suffix}", reference=count.number, reason=reason)
        _adjust(found.shelf, sign * len(serials), serials, slip, by=by, now=now)


def _units(found: _Found) -> tuple[Sequence[str], Sequence[str]]:
    """Return the units that are missing and those that were found beyond the books.

    What came after the last scan is not missing, and what left after it was not found beyond.
    """
    line, shelf = found.line, found.shelf
    here = set(
        Serial.objects.filter(
            part=shelf.part, place=shelf.place, condition=shelf.condition
        ).values_list("serial", flat=True)
    )
    later = Move.objects.filter(part=shelf.part, pk__gt=line.last_move, serial__isnull=False)
    came = set(later.filter(to_place=shelf.place).values_list("serial__serial", flat=True))
    left = set(later.filter(from_place=shelf.place).values_list("serial__serial", flat=True))
    scanned = set(line.serials)
    return sorted(here - scanned - came), sorted(scanned - here - left)


def _adjust(
    shelf: Shelf, difference: int, serials: Sequence[str], slip: Slip, *, by: User, now: datetime
) -> tuple[Move, ...]:
    if not difference:
        return ()
    goods = Goods(
        part=shelf.part,
        quantity=abs(difference),
        condition=shelf.condition,
        serials=tuple(serials),
    )
    short = difference < 0
    step = Step(
        kind=MoveKind.COUNT,
        of=shelf.place if short else None,
        to=None if short else shelf.place,
        gone=SerialState.MISSING,
    )
    return carry(goods, slip, step, by=by, now=now)


BY_COUNT = Text(
    "此件按序列号管理，请通过盘点更正。",
    "This part is kept by serial number; correct it by a count.",
)
