"""The head of the page of a quote: facts of the system, and how long its window stays open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.documents.quotation_context import START_UP_NAMES, START_UP_UNKNOWN
from lumencare.documents.quotation_site import name_place
from lumencare.domain.codes import PART_CARE
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Reason, Text


@dataclass(frozen=True, slots=True)
class Window:
    """The purchase window of the Part Care plans: open with days left, or closed, and why."""

    open: bool
    last_day: date
    days_left: int
    used: str
    year: int
    because: tuple[Reason, ...]


def window_of(quotation: Quotation) -> Window | None:
    """Return the window (PW-1); None where the class never has one, or everything is over."""
    judged = [e.eligibility for e in quotation.comparison.plans if e.plan.code in PART_CARE]
    with_day = [each for each in judged if each.last_day_to_buy is not None]
    best = max(with_day, key=lambda each: (each.eligible, each.last_day_to_buy), default=None)
    if best is None or best.last_day_to_buy is None:
        return None
    ordered, last_day = quotation.request.system.order_date, best.last_day_to_buy
    share = min(1.0, (quotation.on - ordered).days / (last_day - ordered).days)
    return Window(
        open=best.eligible,
        last_day=last_day,
        days_left=(last_day - quotation.on).days,
        used=f"{100 * share:.1f}%",
        year=quotation.comparison.project_year,
        because=best.because,
    )


def facts_of(quotation: Quotation, owner: str) -> tuple[Text | str, ...]:
    """Return the facts that the prices follow from, but for the list amount."""
    return tuple(_facts(quotation, owner))


def _facts(quotation: Quotation, owner: str) -> Iterator[Text | str]:
    request = quotation.request
    of_class = quotation.edition.class_by_code[request.system.warranty_class].text
    start_up = START_UP_NAMES[request.system.start_up]
    said = start_up if request.start_up_stated else START_UP_UNKNOWN
    yield Text(f"{of_class.zh} · {said.zh}", f"{of_class.en} · started up {said.en}")
    yield name_place(quotation)
    yield owner
