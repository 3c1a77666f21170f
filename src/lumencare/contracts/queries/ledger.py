"""From rows to facts: what falls due, what is left of allowances, what must be there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.contracts.actions.drawing import return_key
from lumencare.contracts.condition_kinds import OF_DOCUMENTS, SIGNATURE
from lumencare.contracts.condition_kinds import WAYS as WAYS_OF
from lumencare.contracts.models import Allowance, Condition, Payment
from lumencare.contracts.queries.facts import (
    PAYMENT_STANDINGS,
    STANDINGS,
    AllowanceFacts,
    ConditionFacts,
    DrawFacts,
    PaymentFacts,
    PaymentStanding,
    Standing,
)
from lumencare.contracts.queries.lines import name_of, standing_on
from lumencare.contracts.queries.words import WAYS, amount_of, name_condition, unit_of
from lumencare.domain.edition import Edition
from lumencare.domain.entitlement import say_tenths
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.text import Text

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Whether a person may use allowances of a contract, and the day of today."""

    on: date
    allowed: bool


def condition_facts(rows: Iterable[Condition], edition: Edition) -> Iterator[ConditionFacts]:
    """Yield what must be there, with the ways in which it can be met."""
    for row in rows:
        ways = () if row.kind == SIGNATURE else WAYS_OF.get(row.kind, OF_DOCUMENTS)
        yield ConditionFacts(
            pk=row.pk,
            kind=row.kind,
            name=name_condition(row.kind, edition),
            rule=row.rule,
            line=None if row.line is None else name_of(row.line),
            ways=tuple((each, WAYS[each]) for each in ways),
            how=row.how,
            how_name=WAYS[row.how] if row.how else None,
            note=row.note,
            met_by=row.met_by_name,
            met_at=row.met_at,
        )


def payment_facts(rows: Iterable[Payment], on: date) -> Iterator[PaymentFacts]:
    """Yield what falls due, and how it stands on a day."""
    for row in rows:
        gross, paid = Money.of_fen(row.net_fen + row.vat_fen), Money.of_fen(row.paid_fen)
        standing = _payment_standing(row, on)
        yield PaymentFacts(
            pk=row.pk,
            due_on=row.due_on,
            line=name_of(row.line),
            project_year=None if row.term is None else row.term.project_year,
            net=Money.of_fen(row.net_fen),
            vat=Money.of_fen(row.vat_fen),
            gross=gross,
            paid=paid,
            left=Money.of_fen(0) if row.cancelled_on else gross - paid,
            standing=standing,
            standing_name=PAYMENT_STANDINGS[standing],
            days_late=max(0, (on - row.due_on).days) if standing is PaymentStanding.OVERDUE else 0,
            cancelled_on=row.cancelled_on,
        )


def _payment_standing(row: Payment, on: date) -> PaymentStanding:
    if row.cancelled_on is not None:
        return PaymentStanding.CANCELLED
    if row.paid_fen >= row.net_fen + row.vat_fen:
        return PaymentStanding.PAID
    if row.due_on < on:
        return PaymentStanding.OVERDUE
    return PaymentStanding.DUE_SOON if row.due_on <= on + SOON else PaymentStanding.AHEAD


def allowance_facts(rows: Iterable[Allowance], drawing: Drawing) -> Iterator[AllowanceFacts]:
    """Yield how much is left of each allowance; needs its system and its draws at hand."""
    for row in rows:
        standing = standing_on(row.starts_on, row.ends_on, row.ended_on, drawing.on)
        left = row.tenths - row.drawn_tenths
        # A use of an earlier day may be written later, as long as its contract runs.
        begun = standing is not Standing.AHEAD
        yield AllowanceFacts(
            pk=row.pk,
            code=row.code,
            name=Text(row.name_zh, row.name_en),
            rule=row.rule,
            unit=unit_of(row.code),
            system_ref=row.system.ref,
            starts_on=row.starts_on,
            last_day=(row.ended_on or row.ends_on) - DAY,
            total=say_tenths(row.tenths),
            used=say_tenths(row.drawn_tenths),
            left=say_tenths(left),
            left_said=amount_of(row.code, left),
            share_used=100 * row.drawn_tenths // row.tenths if row.tenths else 0,
            standing=standing,
            standing_name=STANDINGS[standing],
            may_draw=drawing.allowed and begun and left > 0,
            draws=tuple(_draws(row, drawing)),
        )


def _draws(row: Allowance, drawing: Drawing) -> Iterator[DrawFacts]:
    draws = sorted(row.draws.all(), key=lambda each: each.pk)
    returned = {each.key for each in draws if each.tenths < 0}
    for each in draws:
        is_return = each.tenths < 0
        yield DrawFacts(
            pk=each.pk,
            amount=say_tenths(abs(each.tenths)),
            is_return=is_return,
            on=each.on,
            why=each.why,
            by=each.by_name,
            at=each.at,
            may_give_back=drawing.allowed
            and not is_return
            and f"{row.pk}:{return_key(each)}" not in returned,
        )
