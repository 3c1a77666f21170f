"""Where a serial number is, in words: in our stock, in another place, replaced long ago."""

from lumencare.claims.models import Claim
from lumencare.domain.claims.states import LIVE, ClaimState
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.stock.kinds import SerialState
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.sites.fitted import other_place_of, system_with_serial, was_replaced
from lumencare.sites.models import System
from lumencare.stock.models import Serial

# A claim in these states still looks after its faulty serial.
LOOKED_AFTER = LIVE - {ClaimState.FITTED}


def against_faulty(serial: str, number: str, system: System) -> Text | None:
    """Return why a serial cannot have failed in a system; None where nothing is known against."""
    wanted = number_key(serial)
    if not wanted:
        return None
    other = other_place_of(serial, number, system)
    if other is not None:
        return _elsewhere(serial, other)
    replaced = was_replaced(system, serial)
    if replaced is not None:
        return Text(
            f"序列号 {wanted} 已于 {replaced.fitted_on} 更换（{replaced.source}），不在现场。",
            f"Unit {wanted} was replaced on {say_english_day(replaced.fitted_on)} "
            f"({replaced.source}); it is not in place any more.",
        )
    unit = _unit_in_stock(wanted, number)
    return None if unit is None else _in_stock(unit)


def claim_of_serial(serial: str, system: System) -> Claim | None:
    """Return the claim that looks after a faulty serial already."""
    wanted = number_key(serial)
    rows = Claim.objects.filter(system=system, faulty_serial=wanted, state__in=LOOKED_AFTER)
    return rows.order_by("-pk").first() if wanted else None


def against_new(serial: str, number: str, claim: str) -> Text | None:
    """Return why a serial cannot be what was fitted for a claim; None where nothing is against it.

    What was issued for another claim, lies in stock or is in place elsewhere is told with where.
    """
    wanted = number_key(serial)
    found = system_with_serial(serial, part_number=number)
    if found is not None:
        return _elsewhere(serial, found[0])
    unit = Serial.objects.select_related("place", "part").filter(serial=wanted)
    row = unit.filter(part__key=number_key(number)).first()
    if row is None:
        return None
    if row.state == SerialState.IN_STOCK:
        return _in_stock(row)
    if row.state == SerialState.OUT and row.reference == claim:
        return None
    went_for = row.reference or "—"
    return Text(
        f"序列号 {wanted} 不是为此申请领出的（{went_for}）。",
        f"Unit {wanted} was not issued for this claim ({went_for}).",
    )


def _unit_in_stock(wanted: str, number: str) -> Serial | None:
    rows = Serial.objects.select_related("place", "part").filter(
        serial=wanted, part__key=number_key(number), state=SerialState.IN_STOCK
    )
    return rows.first()


def _in_stock(unit: Serial) -> Text:
    place = unit.place
    zh, en = (place.name_zh, place.name_en) if place else ("", "")
    return Text(
        f"序列号 {unit.serial} 在我方库存：{zh}。", f"Unit {unit.serial} is in our stock: {en}."
    )


def _elsewhere(serial: str, system: System) -> Text:
    name = f"{system.site.name} · {system.ref}"
    return Text(
        f"序列号 {number_key(serial)} 登记在另一处：{name}。",
        f"Unit {number_key(serial)} is recorded elsewhere: {name}.",
    )
