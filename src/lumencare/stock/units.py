"""Single units by their serials: one that is not where it is said to be is refused with where."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.audit.actions import record
from lumencare.domain.problems import Refused
from lumencare.domain.stock.kinds import SERIAL_STATES, SerialState
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.balances import Shelf
from lumencare.stock.models import Part, Serial

IN_STOCK = SerialState.IN_STOCK.value


def send_off(
    shelf: Shelf, serials: Sequence[str], state: SerialState, reference: str, now: datetime
) -> list[Serial]:
    """Mark units as gone from a shelf; Refused where one of them is not there."""
    for each in sorted(serials):
        there = Serial.objects.filter(
            part=shelf.part,
            serial=each,
            state=IN_STOCK,
            place=shelf.place,
            condition=shelf.condition,
        )
        gone = there.update(state=state, place=None, reference=reference, changed_at=now)
        if not gone:
            raise Refused(does_not_apply("SC-7", say_elsewhere(shelf, each)))
    return units_of(shelf.part, serials)


def take_in(shelf: Shelf, serials: Sequence[str], reference: str, now: datetime) -> list[Serial]:
    """Mark units as lying on a shelf; Refused where one of them is in stock or installed.

    One that is installed comes in under the reference that it was put in for, and is told so.
    """
    part, condition = shelf.part, shelf.condition
    out = SerialState.OUT.value
    Serial.objects.bulk_create(
        [
            Serial(part=part, serial=each, state=out, condition=condition, changed_at=now)
            for each in sorted(serials)
        ],
        ignore_conflicts=True,
    )
    for each in sorted(serials):
        away = Serial.objects.filter(part=part, serial=each).exclude(state=IN_STOCK)
        away = away.exclude(~Q(reference=reference), state=SerialState.INSTALLED)
        came = away.update(
            state=IN_STOCK, place=shelf.place, condition=condition, reference="", changed_at=now
        )
        if not came:
            raise Refused(does_not_apply("SC-7", _say_there(part, each)))
    return units_of(part, serials)


def install(part: Part, serial: str, reference: str, by: User, now: datetime) -> None:
    """Mark a unit that went out as put in for a reference; one that stock never had is left."""
    _mark(part, serial, (SerialState.OUT, SerialState.INSTALLED), reference, by, now)


def take_off(part: Part, serial: str, reference: str, by: User, now: datetime) -> None:
    """Mark an installed unit as taken off for a reference, under which it may come in."""
    _mark(part, serial, (SerialState.INSTALLED, SerialState.OUT), reference, by, now)


def _mark(
    part: Part,
    serial: str,
    states: tuple[SerialState, SerialState],
    reference: str,
    by: User,
    now: datetime,
) -> None:
    before, after = states
    unit = Serial.objects.filter(part=part, serial=serial, state=before).first()
    if unit is None:
        return
    there = Serial.objects.filter(pk=unit.pk, state=before)
    if there.update(state=after, reference=reference, changed_at=now):
        changes = {"state": (before, after), "reference": (unit.reference, reference)}
        record(unit, action=f"mark-{after}", by=by, now=now, changes=changes)


def units_of(part: Part, serials: Sequence[str]) -> list[Serial]:
    """Return units in the order of their serials as given."""
    found = {each.serial: each for each in Serial.objects.filter(part=part, serial__in=serials)}
    return [found[each] for each in serials if each in found]


def say_elsewhere(shelf: Shelf, serial: str) -> Text:
    """Say where a unit is that does not lie on a shelf in its condition."""
    unit = Serial.objects.select_related("place").filter(part=shelf.part, serial=serial).first()
    place = shelf.place
    if unit is None:
        return Text(
            f"没有 {shelf.part.number} 序列号 {serial} 的记录。",
            f"No unit {serial} of {shelf.part.number} is known.",
        )
    where = say_where(unit)
    return Text(
        f"序列号 {serial} 不在{place.name_zh}的此类库存中：{where.zh}。",
        f"Unit {serial} is not in this stock of {place.name_en}: {where.en}.",
    )


def say_where(unit: Serial) -> Text:
    """Say where a unit is."""
    if unit.place is not None:
        name = unit.place
        return Text(
            f"现在{name.name_zh}（{unit.condition}）", f"it is in {name.name_en} ({unit.condition})"
        )
    state = SERIAL_STATES[SerialState(unit.state)]
    if not unit.reference:
        return state
    return Text(f"{state.zh}（{unit.reference}）", f"{state.en} ({unit.reference})")


def _say_there(part: Part, serial: str) -> Text:
    unit = Serial.objects.select_related("place").get(part=part, serial=serial)
    where = say_where(unit)
    if unit.state == SerialState.INSTALLED:
        return Text(
            f"{part.number} 序列号 {serial} 登记为在现场：{where.zh}。"
            "若已拆下，请在该单据或其更换申请下收回。",
            f"Unit {serial} of {part.number} is in place: {where.en}. Where it was taken off, take "
            "it back under that reference, or on the claim that replaces it.",
        )
    return Text(
        f"{part.number} 序列号 {serial} 已在库：{where.zh}。",
        f"Unit {serial} of {part.number} is in stock already: {where.en}.",
    )
