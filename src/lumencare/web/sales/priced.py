"""What is typed, priced: the best quotation that it makes, and what stands against the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.refusals import PRICES, QuotationRefused, Refusal, write_key
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PriceChoice
from lumencare.domain.text import Text
from lumencare.sales.basis import NO_NUMBER, Basis, quote_on
from lumencare.web.sales.typed import (
    PLAN,
    RESPONSE,
    Typed,
    count_field,
    price_field,
    read_options,
    read_plans,
    read_prices,
    why_field,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against a field: the rule that refuses it, if one does, and the words."""

    field: str
    rule: str
    text: Text


@dataclass(frozen=True, slots=True)
class Priced:
    """A quotation of what can be quoted; `choices` None where something stands against a part."""

    quotation: Quotation
    choices: Choices | None
    held: bool
    faults: tuple[Fault, ...]

    def with_faults(self, faults: tuple[Fault, ...]) -> "Priced":
        """Return the same with more that stands against it."""
        return replace(self, faults=(*self.faults, *faults))

    @property
    def by_field(self) -> dict[str, list[Fault]]:
        """The faults of each field."""
        found: dict[str, list[Fault]] = {}
        for each in self.faults:
            found.setdefault(each.field, []).append(each)
        return found


def price_typed(basis: Basis, data: QueryDict, number: str = NO_NUMBER) -> Priced:
    """Price what is typed; where a part is refused, price what is left without it.

    Options are read only beside a plan whose holders may add them, chosen or held already: else
    their fields are not open.
    """
    typed = Typed(data)
    plans = read_plans(typed, basis)
    held = basis.has_service or any(each.plan in basis.edition.holders for each in plans)
    options = read_options(typed, basis) if held else ()
    wanted = (Choices(plans, options), Choices(plans), Choices())
    quotation, used, faults = _first_that_stands(basis, wanted, number)
    prices = read_prices(typed, quotation.lines)
    if prices:
        priced = Choices(used.plans, used.options, prices)
        quotation, used, against = _first_that_stands(basis, (priced, used), number)
        faults += against
    faults += tuple(Fault(each.where, "", each.allowed) for each in typed.problems)
    return Priced(quotation, None if faults else used, held, faults)


def _first_that_stands(
    basis: Basis, wanted: tuple[Choices, ...], number: str
) -> tuple[Quotation, Choices, tuple[Fault, ...]]:
    """Return the quotation of the first choices that nothing refuses, and what refused others."""
    first: tuple[Fault, ...] | None = None
    for choices in wanted[:-1]:
        try:
            return quote_on(basis, choices, number), choices, first or ()
        except QuotationRefused as refused:
            first = first or tuple(_refused(refused.refusals, basis))
        except InputProblems as wrong:
            first = first or tuple(_wrong(wrong.problems, choices))
    return quote_on(basis, wanted[-1], number), wanted[-1], first or ()


def _refused(refusals: tuple[Refusal, ...], basis: Basis) -> Iterator[Fault]:
    for refusal in refusals:
        name = _field_of(refusal, basis)
        yield from (Fault(name, each.rule, each.text) for each in refusal.because)


def _field_of(refusal: Refusal, basis: Basis) -> str:
    choice = refusal.choices[-1]
    if isinstance(choice, OptionChoice):
        is_response = choice.code in basis.edition.response_by_code
        return RESPONSE if is_response else count_field(choice.code)
    if isinstance(choice, PriceChoice):
        return price_field(write_key(choice.code, choice.project_year))
    return PLAN


def _wrong(problems: list[Problem], choices: Choices) -> Iterator[Fault]:
    """Yield problems at their fields: `prices[1].reason` is the reason of the second price."""
    for problem in problems:
        place, _, part = problem.where.partition(".")
        index = place.removeprefix(f"{PRICES}[").removesuffix("]")
        if place == index or not index.isdigit():
            yield Fault(PLAN, "", problem.allowed)
            continue
        price = choices.prices[int(index)]
        key = write_key(price.code, price.project_year)
        yield Fault((why_field if part == "reason" else price_field)(key), "D-20", problem.allowed)
