"""The card beside the chart: what is offered, each line with its proof, what can be added."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from lumencare.data.rule_catalogue import load_rules
from lumencare.domain.comparison import PlanAnswer
from lumencare.domain.edition import ManDay, ResponseOption
from lumencare.domain.money import Money
from lumencare.domain.place import Verdict
from lumencare.domain.pricing import Payment
from lumencare.domain.quotation.first_year import due_within_first_year
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.prices import name_line
from lumencare.domain.quotation.refusals import write_key
from lumencare.domain.readiness.judging import Collection
from lumencare.domain.text import Reason, Text
from lumencare.sales.basis import Basis
from lumencare.web.sales.priced import Fault, Priced
from lumencare.web.sales.typed import (
    ALSO,
    PLAN,
    RESPONSE,
    RESPONSE_YEARS,
    STANDARD,
    count_field,
    price_field,
    why_field,
    years_field,
)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line, its proof, and the price that is being set for it."""

    line: QuotationLine
    name: Text
    key: str
    price: str
    why: str
    price_faults: list[Fault]
    why_faults: list[Fault]

    @property
    def rule(self) -> Text:
        """The subject of the rule that the price follows from."""
        return load_rules()[self.line.rule].title

    @property
    def is_open(self) -> bool:
        """Whether the proof is shown from the start: something is being set or is wrong there."""
        return bool(self.price or self.why or self.price_faults or self.why_faults)


@dataclass(frozen=True, slots=True)
class Response:
    """One response commitment: whether it can be picked, and the reason in words."""

    code: str
    name: Text
    price: Text
    available: str
    picked: bool
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A kind of man-day and how many are wanted."""

    row: ManDay
    field: str
    count: str
    faults: list[Fault]


@dataclass(frozen=True, slots=True)
class Years:
    """A plan that is paid by the project year, and the years that can be bought."""

    answer: PlanAnswer
    field: str
    years: tuple[tuple[Payment, bool], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the card shows."""

    quotation: Quotation
    lines: tuple[PricedLine, ...]
    years: tuple[Years, ...]
    also: tuple[tuple[PlanAnswer, bool], ...]
    responses: tuple[Response, ...]
    response_years: str
    response_faults: list[Fault]
    hours: tuple[Count, ...]
    added_value: tuple[Count, ...]
    held: bool
    plan_faults: list[Fault]
    missing_records: tuple[Text, ...]
    # What collecting them on site takes; None where none is missing (SC-9).
    collection: Collection | None
    ready: bool
    due_first_year: Money | None

    @property
    def response_picked(self) -> bool:
        """Whether a faster response than the standard one is wanted, for a number of years."""
        return self.held and any(each.picked and each.code != STANDARD for each in self.responses)

    @property
    def also_open(self) -> bool:
        """Whether another plan is picked, so that their boxes are shown open."""
        return any(picked for _, picked in self.also)

    @property
    def added(self) -> bool:
        """Whether any man-day is wanted or wrong, so that their fields are shown open."""
        return any(each.count or each.faults for each in (*self.hours, *self.added_value))


def card_of(basis: Basis, priced: Priced, data: QueryDict) -> Card:
    """Return the card for what is typed and priced."""
    quotation, faults = priced.quotation, priced.by_field
    return Card(
        quotation=quotation,
        lines=tuple(_line(each, data, faults) for each in quotation.lines),
        years=tuple(_years(quotation)),
        also=tuple(_also(quotation, data)),
        responses=tuple(_responses(quotation, data)),
        response_years=str(data.get(RESPONSE_YEARS, "")) or "1",
        response_faults=[*faults.get(RESPONSE, []), *faults.get(RESPONSE_YEARS, [])],
        hours=tuple(_count(each, data, faults) for each in basis.edition.hours),
        added_value=tuple(_count(each, data, faults) for each in basis.edition.services),
        held=priced.held,
        plan_faults=faults.get(PLAN, []),
        missing_records=basis.missing_records,
        collection=basis.readiness.collection,
        ready=priced.choices is not None and bool(quotation.lines),
        due_first_year=due_within_first_year(quotation) if quotation.priced else None,
    )


def _line(line: QuotationLine, data: QueryDict, faults: dict[str, list[Fault]]) -> PricedLine:
    key = write_key(line.code, line.project_year)
    price, why = price_field(key), why_field(key)
    return PricedLine(
        line=line,
        name=name_line(line),
        key=key,
        price=str(data.get(price, "")),
        why=str(data.get(why, "")),
        price_faults=faults.get(price, []),
        why_faults=faults.get(why, []),
    )


def _years(quotation: Quotation) -> Iterator[Years]:
    """Yield the chosen plans that are paid by the year, with the years that can be had."""
    chosen = {each.plan: each.years for each in quotation.request.plans}
    for answer in quotation.comparison.plans:
        plan = answer.plan.code
        if plan in chosen and any(each.project_year for each in answer.payments):
            picked = {line.project_year for line in quotation.lines if line.code == plan}
            years = tuple((each, each.project_year in picked) for each in answer.payments)
            yield Years(answer, years_field(plan), years)


def _also(quotation: Quotation, data: QueryDict) -> Iterator[tuple[PlanAnswer, bool]]:
    """Yield the plans that may be bought beside the picked row."""
    picked = str(data.get(PLAN, "")).split(",")
    if not any(picked):
        return
    for answer in quotation.comparison.plans:
        if answer.eligibility.eligible and answer.plan.code not in picked:
            yield answer, answer.plan.code in data.getlist(ALSO)


def _responses(quotation: Quotation, data: QueryDict) -> Iterator[Response]:
    answers = {each.option.code: each for each in quotation.comparison.response or ()}
    wanted = str(data.get(RESPONSE, "")) or STANDARD
    for option in sorted(quotation.edition.responses, key=_slowest_first):
        answer = answers.get(option.code)
        yield Response(
            code=option.code,
            name=_short_name(option),
            price=_short_price(option),
            available=Verdict.YES if answer is None else answer.available,
            picked=option.code == wanted,
            because=() if answer is None else answer.because,
        )


def _slowest_first(option: ResponseOption) -> int:
    return -(option.hours or 24 * (option.business_days or 0))


def _short_name(option: ResponseOption) -> Text:
    if option.hours is None:
        return Text("标准", "Standard")
    return Text(f"{option.hours} 小时", f"{option.hours} hours")


def _short_price(option: ResponseOption) -> Text:
    if option.hours is None:
        return Text(f"{option.business_days} 工作日", f"{option.business_days} bus. days")
    net = option.net.grouped.removesuffix(".00")
    return Text(f"{net}{' 起' * option.from_price}", f"{'from ' * option.from_price}{net}")


def _count(row: ManDay, data: QueryDict, faults: dict[str, list[Fault]]) -> Count:
    name = count_field(row.code)
    return Count(row, name, str(data.get(name, "")), faults.get(name, []))
