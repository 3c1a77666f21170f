"""What a finding would cost the customer, told before it is written down (SC-10, D-12)."""

from dataclasses import dataclass
from datetime import date

from lumencare.desk.facts import cover_basis, part_cover, report_day
from lumencare.desk.models import Case, PartLine
from lumencare.domain.codes import Cause
from lumencare.domain.desk.parts import decide_part
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.sites.covering import say_cover
from lumencare.sites.models import System


@dataclass(frozen=True, slots=True)
class PartPreview:
    """What the customer would pay for one unit of a part; None while it has no price."""

    part_number: str
    parts_percent: int
    customer_pays: Money | None


@dataclass(frozen=True, slots=True)
class CausePreview:
    """What a cause would decide: the sentence, the visit, the parts. Nothing is written."""

    cause: str
    sentence: Text
    visit_charge: Money
    parts: tuple[PartPreview, ...]


def preview_causes(case: Case) -> tuple[CausePreview, ...]:
    """Return what each cause would decide; nothing while the system is not known."""
    if case.system is None:
        return ()
    return tuple(_preview(case, case.system, each) for each in (Cause.PRODUCT, Cause.OTHER))


def _preview(case: Case, system: System, cause: Cause) -> CausePreview:
    on = report_day(case.reported_at)
    basis = cover_basis(system, on, cause=cause)
    answer = decide_part(basis.edition, basis.facts, on_list=None)
    lines = case.part_lines.filter(removed_at=None).order_by("position")
    parts = tuple(_preview_part(system, each, on, cause) for each in lines)
    return CausePreview(cause.value, say_cover(answer), answer.visit_charge, parts)


def _preview_part(system: System, line: PartLine, on: date, cause: Cause) -> PartPreview:
    price = None if line.unit_fen is None else Money.of_fen(line.unit_fen)
    basis = cover_basis(system, on, cause=cause, part_price=price)
    part = part_cover(system, line)
    answer = decide_part(
        basis.edition,
        basis.facts,
        on_list=part.on_list,
        fitted_on=part.fitted_on,
        replaced=part.replaced,
    )
    return PartPreview(line.part_number, answer.parts_percent, answer.customer_pays)
