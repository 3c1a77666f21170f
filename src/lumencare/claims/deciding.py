"""From a claim's rows to what is decided: the day, the cover, the price, the share, the reasons."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.claims.catalogue import UnitPrice, price_of_hardware, price_on
from lumencare.claims.models import Claim
from lumencare.desk.actions.deciding import cause_of
from lumencare.desk.facts import CoverBasis, cover_basis, kept_facts
from lumencare.domain.claims.damage import Damage, say_damage
from lumencare.domain.claims.days import CountingDay, FaultDays, counting_day
from lumencare.domain.claims.repeats import EarlierFit, say_repeats
from lumencare.domain.claims.shares import PartPrices, Share, share_of
from lumencare.domain.claims.words import say_price, say_share, say_supplied
from lumencare.domain.codes import Cause
from lumencare.domain.coverage import CoverageDecision
from lumencare.domain.desk.parts import decide_part
from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text
from lumencare.sites.fitted import PartCover, PartInPlace, cover_of_part

MOST_FOLLOWED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a claim gets and all that it rests on."""

    counting: CountingDay
    basis: CoverBasis
    part: PartCover
    cover: CoverageDecision
    price: UnitPrice
    share: Share
    sentence: Text
    because: tuple[Reason, ...]
    facts: dict[str, Any]


def work_out(claim: Claim) -> Outcome:
    """Decide a claim as it stands; nothing is written."""
    counting = counting_day(days_of(claim))
    price = price_of(claim, counting.on)
    part = cover_of_part(claim.system, _in_place(claim))
    basis, cover = _cover(claim, counting, part, price)
    asked = price_on(claim.part, counting.on).net if _is_another(claim) else None
    share = share_of(PartPrices(price.net, asked, claim.quantity), cover.parts_percent)
    vat = basis.edition.vat_by_kind["replacement-part"].percent
    return Outcome(
        counting=counting,
        basis=basis,
        part=part,
        cover=cover,
        price=price,
        share=share,
        sentence=say_share(cover.parts_percent, share, vat),
        because=(
            *_of_damage(claim),
            *counting.because,
            *cover.because,
            *_of_supply(claim),
            say_price(price.net, price.source, price.price_list, why=claim.set_why),
            *share.because,
            *_of_place(claim, counting.on),
        ),
        facts=_facts(claim, basis, part),
    )


def days_of(claim: Claim) -> FaultDays:
    """Return what is known of when the part failed."""
    return FaultDays(
        reported=claim.reported_on,
        failed=claim.failed_on,
        proof=claim.failed_proof,
        found=claim.found_on,
        visit=claim.found_at,
    )


def cause_of_claim(claim: Claim) -> Cause:
    """Return the cause that decides: what damaged this very part, else that of its case (SC-10)."""
    return Cause.OTHER if claim.damage else cause_of(claim.case)


def price_of(claim: Claim, on: date) -> UnitPrice:
    """Return the unit price of what is supplied: of the list, of the hardware list, or by hand."""
    listed = price_on(claim.supplied, on)
    if listed.net is not None:
        return listed
    if claim.set_fen is not None:
        return UnitPrice(Money.of_fen(claim.set_fen), "set")
    number = claim.supplied.number if claim.supplied else claim.faulty_number
    return price_of_hardware(claim.system, number)


def earlier_fits(claim: Claim) -> list[EarlierFit]:
    """Return what was fitted at the place before, latest first."""
    found: list[EarlierFit] = []
    row = claim.follows
    while row is not None and len(found) < MOST_FOLLOWED:
        if row.fitted_on is not None:
            found.append(EarlierFit(row.number, row.fitted_on))
        row = row.follows
    return found


def _cover(
    claim: Claim, counting: CountingDay, part: PartCover, price: UnitPrice
) -> tuple[CoverBasis, CoverageDecision]:
    """Decide the cover of the day that counts; another day that must give as much lowers it."""
    days = [counting.on, *([counting.besides] if counting.besides else [])]
    made = []
    for on in days:
        basis = cover_basis(claim.system, on, cause=cause_of_claim(claim), part_price=price.net)
        answer = decide_part(
            basis.edition,
            basis.facts,
            on_list=part.on_list,
            fitted_on=part.fitted_on,
            replaced=part.replaced,
        )
        made.append((basis, answer))
    return min(made, key=lambda each: each[1].parts_percent)


def _in_place(claim: Claim) -> PartInPlace:
    return PartInPlace(claim.faulty_number, claim.faulty_serial, claim.place)


def _is_another(claim: Claim) -> bool:
    return claim.part is not None and claim.supplied_id not in (None, claim.part_id)


def _of_damage(claim: Claim) -> tuple[Reason, ...]:
    return (say_damage(Damage(claim.damage)),) if claim.damage else ()


def _of_supply(claim: Claim) -> tuple[Reason, ...]:
    if claim.part is None or claim.supplied is None or not _is_another(claim):
        return ()
    return (say_supplied(claim.part.number, claim.supplied.number),)


def _of_place(claim: Claim, on: date) -> tuple[Reason, ...]:
    said = say_repeats(earlier_fits(claim), on)
    return () if said is None else (said,)


def _facts(claim: Claim, basis: CoverBasis, part: PartCover) -> dict[str, Any]:
    days = days_of(claim)
    return {
        **kept_facts(basis),
        "reported": days.reported.isoformat(),
        "failed": days.failed.isoformat() if days.failed else None,
        "proof": days.proof,
        "found": days.found.isoformat() if days.found else None,
        "visit": days.visit,
        "damage": claim.damage,
        "faulty": [claim.faulty_number, claim.faulty_serial, claim.place],
        "supplied": claim.supplied.number if claim.supplied else "",
        "quantity": claim.quantity,
        "on_list": part.on_list,
        "fitted_on": part.fitted_on.isoformat() if part.fitted_on else None,
        "replaced_on": part.replaced.on.isoformat() if part.replaced else None,
    }
