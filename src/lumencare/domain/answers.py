"""The shapes in which answers leave the program: plain values under names that do not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from lumencare.domain.difference import Difference, clauses_on
from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text
from lumencare.domain.typography import space_mixed

# For types alone: a command that starts in a blink loads only what its own answer is made of.
if TYPE_CHECKING:
    from lumencare.domain.commitments import Due
    from lumencare.domain.comparison import Comparison, PlanAnswer, ResponseAnswer
    from lumencare.domain.coverage import CoverageDecision
    from lumencare.domain.edition import Edition
    from lumencare.domain.entitlement import Entitlement
    from lumencare.domain.reach import Reach
    from lumencare.domain.reconciliation import Reconciled
    from lumencare.domain.renewal import Continuity

Answer = dict[str, Any]


def text_answer(text: Text) -> dict[str, str]:
    """Return a text for people in both languages."""
    return {"zh": space_mixed(text.zh), "en": text.en}


def reasons_answer(reasons: Iterable[Reason]) -> list[Answer]:
    """Return reasons, most decisive first, with the facts that each used."""
    return [
        {
            "rule": each.rule,
            "applies": each.applies,
            **text_answer(each.text),
            "facts": {name: plain_value(value) for name, value in each.facts.items()},
        }
        for each in reasons
    ]


def plain_value(value: Any) -> Any:
    """Return a fact as JSON can hold it: money and dates as text."""
    convert = next((to for kind, to in _PLAIN if isinstance(value, kind)), None)
    if convert is not None:
        return convert(value)
    if isinstance(value, tuple | list | set | frozenset):
        return [plain_value(each) for each in value]
    return value


_PLAIN: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Money, str),
    (datetime, datetime.isoformat),
    (date, date.isoformat),
    (Text, text_answer),
)


def comparison_answer(comparison: Comparison) -> Answer:
    """Return the answer of `compare`; `response` only where a city was given."""
    answer: Answer = {
        "edition": comparison.edition.code,
        "class": comparison.system.warranty_class,
        "bom": str(comparison.system.bom),
        "order_date": comparison.system.order_date.isoformat(),
        "on": comparison.on.isoformat(),
        "project_year": comparison.project_year,
        "plans": [_plan_answer(each) for each in comparison.plans],
    }
    if comparison.response is not None:
        answer["response"] = [_response_answer(each) for each in comparison.response]
    return answer


def _plan_answer(answer: PlanAnswer) -> Answer:
    last_day = answer.eligibility.last_day_to_buy
    return {
        "plan": answer.plan.code,
        "name": text_answer(answer.plan.name),
        "eligible": answer.eligibility.eligible,
        "by_proposal": answer.by_proposal,
        "last_day_to_buy": None if last_day is None else last_day.isoformat(),
        "because": reasons_answer(answer.eligibility.because),
        "payments": [
            {
                "project_year": each.project_year,
                "net": str(each.net),
                "from_price": each.from_price,
                "rule": each.row.rule,
            }
            for each in answer.payments
        ],
        "total_net": None if answer.total_net is None else str(answer.total_net),
        "coverage": [
            {
                "project_year": each.project_year,
                "parts_percent": each.parts_percent,
                "by": each.by,
            }
            for each in answer.coverage
        ],
    }


def _response_answer(answer: ResponseAnswer) -> Answer:
    return {
        "commitment": answer.option.code,
        "available": answer.available,
        "net_per_year": str(answer.option.net),
        "from_price": answer.option.from_price,
        "because": reasons_answer(answer.because),
    }


def coverage_answer(
    decision: CoverageDecision,
    entitlements: Iterable[Entitlement] = (),
    continuity: Continuity | None = None,
) -> Answer:
    """Return the answer of `coverage`; amounts are null where no part price was given."""
    return {
        "project_year": decision.project_year,
        "parts_percent": decision.parts_percent,
        "part_price": plain_value(decision.part_price),
        "customer_pays": plain_value(decision.customer_pays),
        "diagnostic_labour": "covered" if decision.labour_covered else "chargeable",
        "visit_charge": str(decision.visit_charge),
        "response": decision.response,
        "because": reasons_answer(decision.because),
        "entitlements": [_entitlement_answer(each) for each in entitlements],
        "continuity": None if continuity is None else _continuity_answer(continuity),
    }


def _entitlement_answer(entitlement: Entitlement) -> Answer:
    service, year = entitlement.service, entitlement.contract_year
    return {
        "service": service.code,
        "plan": service.plan,
        "name": text_answer(service.text),
        "allowance": entitlement.is_allowance,
        "per_year": service.per_year,
        "from": year.start.isoformat(),
        "until": year.last_day.isoformat(),
        "remind_on": plain_value(entitlement.remind_on),
        "rule": service.rule,
    }


def _continuity_answer(continuity: Continuity) -> Answer:
    return {
        "state": continuity.state,
        "paid_years": list(continuity.paid_years),
        "next_year": continuity.next_year,
        "renew_by": plain_value(continuity.renew_by),
        "lapsed_on": plain_value(continuity.lapsed_on),
        "because": reasons_answer(continuity.because),
    }


def due_answer(due: Due) -> Answer:
    """Return the answer of `due`."""
    return {
        "due": None if due.due is None else due.due.isoformat(),
        "calendar_certain": due.calendar_certain,
        "because": reasons_answer(due.because),
    }


def reach_answer(reach: Reach) -> Answer:
    """Return the answer of `reach`."""
    return {
        "city": reach.place.name.zh,
        "rail_minutes": {hub.value: minutes for hub, minutes in reach.rail_minutes.items()},
        "options": [
            {
                "commitment": each.commitment,
                "available": each.available,
                "because": reasons_answer(each.because),
            }
            for each in reach.options
        ],
        "free_survey": reach.free_survey,
    }


def differences_answer(differences: Iterable[Difference], edition: Edition) -> list[Answer]:
    """Return the register of differences with the clauses of an edition that each concerns."""
    return [
        {
            "id": each.id,
            "rules": list(each.rules),
            "english": text_answer(each.english),
            "chinese": text_answer(each.chinese),
            "outcome": text_answer(each.outcome),
            "clauses": [clause.id for clause in clauses_on(edition, each.id)],
        }
        for each in differences
    ]


def reconciliation_answer(figures: Iterable[Reconciled]) -> list[Answer]:
    """Return the answer of `reconcile`: published and computed side by side."""
    return [
        {
            "case": each.figure.case,
            "plan": each.figure.plan,
            "published": str(each.figure.published),
            "computed": str(each.computed),
            "agrees": each.agrees,
            "note": text_answer(each.note),
        }
        for each in figures
    ]
