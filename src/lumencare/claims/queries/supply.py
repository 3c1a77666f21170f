"""Where a claimed part can come from now, and when it comes, as a sentence to say aloud."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.models import Claim
from lumencare.domain.claims.states import ClaimState
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.stock.kinds import Condition, PlaceKind
from lumencare.domain.stock.serving import can_order
from lumencare.domain.text import Text
from lumencare.stock.models import Balance
from lumencare.stock.queries import visible_places
from lumencare.stock.shortage import life_of


@dataclass(frozen=True, slots=True)
class SupplyChoice:
    """A place that has the part: how many are free there, and in which condition."""

    code: str
    name: Text
    kind: str
    condition: str
    free: int


def supply_choices(user: User, claim: Claim) -> tuple[SupplyChoice, ...]:
    """Return the places that have what is supplied, the pool first; bags only one's own."""
    require_right(user, Right.SEE_CLAIMS)
    if claim.supplied is None:
        return ()
    rows = Balance.objects.filter(part=claim.supplied, place__closed_on=None)
    rows = rows.filter(on_hand__gt=F("reserved")).exclude(condition=Condition.FAULTY)
    found = [
        each
        for each in rows.select_related("place")
        if each.place.kind != PlaceKind.BAG or each.place.holder_id == user.pk
    ]
    order = {PlaceKind.POOL.value: 0, PlaceKind.OFFICE.value: 1, PlaceKind.BAG.value: 2}
    found.sort(key=lambda each: (order[each.place.kind], each.condition, each.place.code))
    return tuple(_choice(each) for each in found)


def say_supply(claim: Claim, choices: tuple[SupplyChoice, ...], today: date) -> Text:
    """Say when the part comes: in place, with the engineer, kept, ordered, in stock, to order."""
    said = _SAID.get(ClaimState(claim.state))
    if said is not None:
        return said
    if claim.state == ClaimState.ORDERED and claim.expected_on is not None:
        day = claim.expected_on
        return Text(f"已订货，预计 {day} 到货。", f"Ordered, expected on {say_english_day(day)}.")
    part = claim.supplied
    if part is None:
        return Text("备件目录尚无此型号，供货待确认。", "Not in the catalogue: to be confirmed.")
    enough = [each for each in choices if each.free >= claim.quantity and each.condition == "good"]
    if enough:
        name = enough[0].name
        return Text(f"{name.zh}有货，可立即预留。", f"In stock: {name.en} can keep one now.")
    if not can_order(life_of(part), today):
        return Text(
            "已停产，无替代型号，也无库存：由系统保障计划提出升级方案。",
            "Discontinued, no successor, none left: System Care proposes an upgrade.",
        )
    if part.lead_days is None:
        return Text(
            "无库存，须订货，交期待确认。", "None in stock: to be ordered, time to confirm."
        )
    days = part.lead_days
    return Text(f"无库存，订货约 {days} 天。", f"None in stock: an order takes about {days} days.")


def _choice(row: Balance) -> SupplyChoice:
    place = row.place
    name = Text(place.name_zh, place.name_en)
    free = row.on_hand - row.reserved
    return SupplyChoice(place.code, name, place.kind, row.condition, free)


_SAID = {
    ClaimState.RESERVED: Text("已为您预留。", "A part is kept for it."),
    ClaimState.ISSUED: Text("已出库，等待更换。", "It has left stock and is about to be fitted."),
    ClaimState.FITTED: Text("已更换。", "It is in place."),
    ClaimState.CLOSED: Text("已更换并办结。", "It is in place and settled."),
    ClaimState.REFUSED: Text("不予受理。", "It was refused."),
    ClaimState.WITHDRAWN: Text("已撤回。", "It was withdrawn."),
}


def open_places(user: User) -> list[tuple[str, Text]]:
    """Return the places that parts are kept in, but for what engineers carry; the pool first."""
    rows = visible_places(user).filter(closed_on=None).exclude(kind=PlaceKind.BAG)
    return [(each.code, Text(each.name_zh, each.name_en)) for each in rows]
