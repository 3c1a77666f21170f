"""Who pays on a visit, for either cause: the answers that a phone carries and a report prints."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.desk.facts import CoverBasis, cover_basis
from lumencare.domain.codes import Cause
from lumencare.domain.coverage import CoverageDecision, decide
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.models import Visit
from lumencare.sites.covering import say_cover
from lumencare.sites.models import System


@dataclass(frozen=True, slots=True)
class CoverSaid:
    """The sentence of cover for a visit, the day that counted, and where the plans come from."""

    said: Text
    on: date
    contracts: tuple[str, ...]


def answers_of(visit: Visit) -> dict[str, Any]:
    """Return who pays, for either cause, as of the day that counts; empty without a system."""
    found = _system_on(visit)
    return {} if found is None else {cause.value: _answer(*found, cause) for cause in Cause}


def cover_of(visit: Visit, cause: str) -> CoverSaid | None:
    """Return the sentence for a cause, that of the product where none was found; else None."""
    found = _system_on(visit)
    if found is None:
        return None
    system, on = found
    wanted = Cause(cause) if cause in set(Cause) else Cause.PRODUCT
    basis, decision = _decided(system, on, wanted)
    return CoverSaid(say_cover(decision), on, basis.sources)


def _system_on(visit: Visit) -> tuple[System, date] | None:
    """Return the system and the day that counts: of the report of a case, else of the visit."""
    if visit.system is None or visit.starts_at is None:
        return None
    moment = visit.case.reported_at if visit.case else visit.starts_at
    on = in_shanghai(moment).date()
    return None if on < visit.system.order_date else (visit.system, on)


def _decided(system: System, on: date, cause: Cause) -> tuple[CoverBasis, CoverageDecision]:
    basis = cover_basis(system, on, cause=cause)
    return basis, decide(basis.edition, basis.facts)


def _answer(system: System, on: date, cause: Cause) -> dict[str, Any]:
    basis, decision = _decided(system, on, cause)
    sentence = say_cover(decision)
    return {
        "on": on.isoformat(),
        "edition": basis.edition.code,
        "parts_percent": decision.parts_percent,
        "labour_covered": decision.labour_covered,
        "visit_charge": str(decision.visit_charge),
        "zh": sentence.zh,
        "en": sentence.en,
    }
