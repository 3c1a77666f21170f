"""Options of a proposal as pages show them: amounts as issued, of a draft as of today."""

from dataclasses import dataclass
from typing import Any

from lumencare.documents.proposal_context import OfferedOption
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import (
    DOER_NAMES,
    OPTION_KIND_NAMES,
    REUSE_NAMES,
    SCOPE_NAMES,
    Option,
    Reuse,
)
from lumencare.domain.upgrade.lines import HOUR_NAMES, KIND_NAMES, LineKind, Standing
from lumencare.domain.upgrade.pricing import PricedLine
from lumencare.upgrades.making import Offer
from lumencare.upgrades.queries import VersionShown

STANDING_NAMES = {
    Standing.LISTED: Text("列表价", "list price"),
    Standing.ABOVE: Text("高于列表价", "above the list"),
    Standing.BELOW: Text("低于列表价", "below the list"),
    Standing.TYPED: Text("没有列表价", "no list price"),
}
LOOKS = {Standing.BELOW: "warn", Standing.TYPED: "lamp"}
VERDICT_LOOKS = {"kept": "ok", "adapted": "lamp", "replaced": "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What an option comes to."""

    net: Money
    gross: Money
    vat: tuple[tuple[str, Money], ...]


def option_shown(offered: OfferedOption, version: VersionShown) -> dict[str, Any]:
    """Return an option as the page shows it."""
    priced, option = offered.priced, offered.priced.option
    return {
        "key": option.key,
        "kind": OPTION_KIND_NAMES[option.kind],
        "name": option.name,
        "gains": option.gains if option.gains.zh else None,
        "scope": [SCOPE_NAMES[each] for each in option.scope],
        "recommended": option.key == version.content.recommended,
        "accepted": option.key == version.accepted_option,
        "lines": [_line(each) for each in priced.lines],
        "amounts": amounts_of(offered, version),
        "discount": priced.discount,
        "reuse": [
            {
                "row": each,
                "verdict": REUSE_NAMES[each.verdict],
                "look": VERDICT_LOOKS[each.verdict.value],
                "otherwise": each.assumed is not None and each.assumed is not each.verdict,
            }
            for each in option.reuse
        ],
        "steps": [{"step": each, "doer": DOER_NAMES[each.doer]} for each in option.steps],
        "cover": cover_of(offered, version),
        "no_exploration_why": option.no_exploration_why,
    }


def amounts_of(offered: OfferedOption, version: VersionShown) -> Amounts:
    """Return what an option comes to: as it was issued, else as of today."""
    kept = _kept(offered.priced.option.key, version)
    if kept is None:
        priced = offered.priced
        vat = tuple((f"{each.rate.percent.normalize():f}", each.vat) for each in priced.vat_totals)
        return Amounts(net=priced.net, gross=priced.gross, vat=vat)
    return Amounts(
        net=Money.of(kept["net"]),
        gross=Money.of(kept["gross"]),
        vat=tuple((each["percent"], Money.of(each["vat"])) for each in kept["vat_totals"]),
    )


def cover_of(offered: OfferedOption, version: VersionShown) -> list[dict[str, Any]]:
    """Return what becomes of cover, each with its rule."""
    kept = _kept(offered.priced.option.key, version)
    if kept is not None:
        return [
            {"rule": each["rule"], "text": Text(each["zh"], each["en"])} for each in kept["cover"]
        ]
    return [{"rule": each.rule, "text": each.text} for each in offered.cover]


def compared(offer: Offer, version: VersionShown) -> list[dict[str, Any]]:
    """Return the options for the table that sets them beside each other."""
    return [
        {
            "key": each.priced.option.key,
            "option": each.priced.option,
            "recommended": each.priced.option.key == version.content.recommended,
            "kind": OPTION_KIND_NAMES[each.priced.option.kind],
            "amounts": amounts_of(each, version),
            "counts": [(REUSE_NAMES[one], _count(each.priced.option, one)) for one in Reuse],
            "days": sum(step.days for step in each.priced.option.steps),
            "sums": [
                (KIND_NAMES[kind], each.priced.net_of(kind))
                for kind in LineKind
                if each.priced.option.of_kind(kind)
            ],
        }
        for each in offer.options
    ]


def _kept(key: str, version: VersionShown) -> dict[str, Any] | None:
    if version.answer is None:
        return None
    found = (each for each in version.answer["options"] if each["key"] == key)
    return next(found, None)


def _count(option: Option, verdict: Reuse) -> int:
    return sum(each.quantity for each in option.reuse if each.verdict is verdict)


def _line(priced: PricedLine) -> dict[str, Any]:
    line = priced.line
    return {
        "line": line,
        "kind": KIND_NAMES[line.kind],
        "unit": line.unit,
        "hours": None if line.hours is None else HOUR_NAMES[line.hours],
        "quantity": f"{line.quantity.normalize():f}",
        "net": priced.net,
        "vat": f"{priced.rate.percent.normalize():f}%",
        "standing": None if line.standing is Standing.LISTED else STANDING_NAMES[line.standing],
        "look": LOOKS.get(line.standing, ""),
    }
