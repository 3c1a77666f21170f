"""What is typed on the page of a quote, read into choices; each problem goes back to its field.

Fields: `plan` and `also` (plans), `years-PLAN`, `response`, `response-years`, `count-CODE`, and for
each line of the quotation `price-LINE` with `why-LINE`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.problems import Problem
from lumencare.domain.quotation.inquiry import man_days
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.picking import usual_years
from lumencare.domain.quotation.refusals import write_key
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.quotation.ways import FULL_COVER
from lumencare.domain.reading import AMOUNT_ALLOWED, plain, read_amount, read_whole
from lumencare.domain.request import OptionChoice, PlanChoice, PriceChoice
from lumencare.domain.text import Text
from lumencare.sales.basis import Basis

PLAN, ALSO, RESPONSE, RESPONSE_YEARS = "plan", "also", "response", "response-years"
STANDARD = "standard"
JOINT = ","
MOST = 999_999
WHOLE_ALLOWED = Text("应为整数，如 1。", "A whole number is expected, like 1.")
PLAN_ALLOWED = Text(
    f"可用：{'、'.join(PlanCode)}。",
    f"Allowed: {', '.join(PlanCode)}.",
)


@dataclass(slots=True)
class Typed:
    """The fields as they were typed, and what was found wrong while reading them."""

    data: QueryDict
    problems: list[Problem] = field(default_factory=list)

    def whole(self, name: str, default: int) -> int:
        """Read a whole number; blank is the default."""
        text = plain(str(self.data.get(name, "")))
        if not text:
            return default
        number = read_whole(text, MOST)
        if number is not None:
            return number
        self.problems.append(Problem(name, text, WHOLE_ALLOWED))
        return default


def read_plans(typed: Typed, basis: Basis) -> tuple[PlanChoice, ...]:
    """Read the plans, each once and with its years."""
    codes = [*typed.data.get(PLAN, "").split(JOINT), *typed.data.getlist(ALSO)]
    known = list(PlanCode)
    wrong = [each for each in codes if each and each not in known]
    typed.problems += [Problem(PLAN, each, PLAN_ALLOWED) for each in wrong]
    chosen = [each for each in known if each in codes]
    return tuple(PlanChoice(each, _read_years(typed, basis, each)) for each in chosen)


def _read_years(typed: Typed, basis: Basis, plan: PlanCode) -> tuple[int, ...]:
    given = [read_whole(each, MOST) for each in typed.data.getlist(years_field(plan))]
    named = {each for each in given if each is not None}
    if named:
        return tuple(sorted(named))
    return usual_years(basis.edition, basis.request.system, plan, basis.on)


def read_options(typed: Typed, basis: Basis) -> tuple[OptionChoice, ...]:
    """Read the response option and the man-days."""
    return tuple(_read_options(typed, basis))


def _read_options(typed: Typed, basis: Basis) -> Iterator[OptionChoice]:
    response = typed.data.get(RESPONSE, "")
    if response and response != STANDARD:
        yield OptionChoice(response, typed.whole(RESPONSE_YEARS, 1))
    for code in man_days(basis.edition):
        count = typed.whole(count_field(code), 0)
        if count:
            yield OptionChoice(code, count)


def read_prices(typed: Typed, lines: Iterable[QuotationLine]) -> tuple[PriceChoice, ...]:
    """Read the prices set for some lines.

    A price whose line is no longer there is left out: it was for what is not offered any more.
    """
    return tuple(_read_prices(typed, lines))


def _read_prices(typed: Typed, lines: Iterable[QuotationLine]) -> Iterator[PriceChoice]:
    for line in lines:
        key = write_key(line.code, line.project_year)
        amount, why = typed.data.get(price_field(key), ""), typed.data.get(why_field(key), "")
        if not amount.strip() and not why.strip():
            continue
        try:
            yield PriceChoice(line.code, line.project_year, read_amount(amount), why.strip())
        except ValueError:
            typed.problems.append(Problem(price_field(key), amount, AMOUNT_ALLOWED))


def years_field(plan: str) -> str:
    """Return the name of the field of a plan's years."""
    return f"years-{plan}"


def count_field(code: str) -> str:
    """Return the name of the field of a number of man-days."""
    return f"count-{code}"


def price_field(key: str) -> str:
    """Return the name of the field of a line's set price."""
    return f"price-{key}"


def why_field(key: str) -> str:
    """Return the name of the field of the reason for a set price."""
    return f"why-{key}"


def write_choices(choices: Choices, edition: Edition) -> QueryDict:
    """Return choices as the fields that they are typed in."""
    data = QueryDict(mutable=True)
    chosen = {each.plan for each in choices.plans}
    rows = (*FULL_COVER, *((each,) for each in PlanCode))
    best = next((row for row in rows if chosen.issuperset(row)), ())
    data[PLAN] = JOINT.join(best)
    data.setlist(ALSO, [each for each in PlanCode if each in chosen and each not in best])
    for plan in choices.plans:
        data.setlist(years_field(plan.plan), [str(year) for year in plan.years])
    for option in choices.options:
        is_response = option.code in edition.response_by_code
        data[RESPONSE if is_response else count_field(option.code)] = (
            option.code if is_response else str(option.quantity)
        )
        if is_response:
            data[RESPONSE_YEARS] = str(option.quantity)
    for price in choices.prices:
        key = write_key(price.code, price.project_year)
        data[price_field(key)], data[why_field(key)] = str(price.unit_net), price.reason
    return data
