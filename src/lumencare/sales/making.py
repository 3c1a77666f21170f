"""The quotation of a draft: made of today's facts, and what is kept of it once it is issued."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lumencare.accounts.models import User
from lumencare.domain.answers import comparison_answer, reach_answer
from lumencare.domain.quotation.answer import quotation_answer
from lumencare.domain.quotation.cover import CoverQuestion, cover_by_year, held_by_lines
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.stored import Choices, read_choices
from lumencare.sales.basis import quote_on, quoting_basis
from lumencare.sales.models import QuoteVersion
from lumencare.sites.facts import latest_bom
from lumencare.sites.models import System


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation of a version, with the state of the facts that it was made of.

    `answer` is what is kept of it: the core's own, with comparison, reach and hardware list.
    """

    quotation: Quotation
    answer: dict[str, Any]
    system_pk: int
    system_version: int


def preview(user: User, system_pk: int, choices: Choices, on: date) -> Quotation:
    """Price choices for a system, nothing written: what the builder shows on every change.

    Raises QuotationRefused and InputProblems as the core does.
    """
    return quote_on(quoting_basis(user, system_pk, on), choices)


def preview_draft(version: QuoteVersion, user: User, on: date) -> Quotation:
    """Price a draft as it would be issued on a day."""
    basis = quoting_basis(user, version.quote.system_id, on)
    quotation = quote_on(basis, read_choices(version.choices), number=version.quote.number)
    return replace(quotation, version=version.number)


def make_version(version: QuoteVersion, user: User, on: date) -> Made:
    """Price a draft with all that is kept of it when it is issued."""
    system = System.objects.get(pk=version.quote.system_id)
    quotation = preview_draft(version, user, on)
    answer = {
        **quotation_answer(quotation),
        "comparison": comparison_answer(quotation.comparison),
        "reach": None if quotation.reach is None else reach_answer(quotation.reach),
        "cover": _cover_answer(quotation),
        "bom_snapshot": _bom_answer(system),
    }
    return Made(quotation, answer, system.pk, system.version)


def _cover_answer(quotation: Quotation) -> list[dict[str, Any]]:
    """Return what the chosen plans cover in each project year, as the document shows it."""
    system, held = quotation.request.system, held_by_lines(quotation.lines)
    years = cover_by_year(CoverQuestion(quotation.edition, system, quotation.on, held))
    return [
        {
            "project_year": each.project_year,
            "from": each.span.start.isoformat(),
            "until": each.span.last_day.isoformat(),
            "parts_percent": each.parts_percent,
            "labour": each.labour.value,
            "past": each.past,
        }
        for each in years
    ]


def _bom_answer(system: System) -> dict[str, Any] | None:
    """Name the hardware list that was priced; lists are never edited, so this says it all."""
    latest = latest_bom(system)
    if latest is None:
        return None
    return {
        "number": latest.number,
        "taken_on": latest.taken_on.isoformat(),
        "sha256": latest.sha256,
        "lines": latest.line_count,
    }
