"""What must hold for an edition: a list of checks, each from an edition to its problems."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from lumencare.domain.codes import Commitment, EditionUse, PaymentBasis, PlanCode, WarrantyClass
from lumencare.domain.edition import Edition, Offer, RateRow
from lumencare.domain.money import ZERO, Money
from lumencare.domain.text import Text

Rules = frozenset[str]


def _within(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and least <= value <= most


def _span(least: int, most: int) -> Text:
    return Text(
        f"应为 {least} 至 {most} 的整数。", f"A whole number from {least} to {most} is expected."
    )


def _is_amount(value: Any) -> bool:
    try:
        return isinstance(value, str) and Money.of(value) >= ZERO
    except ValueError:
        return False


# What each setting may be. `daily` proration (D-6) is not priced by this version.
SETTINGS: dict[str, tuple[Callable[[Any], bool], Text]] = {
    "proration": (lambda value: value == "none", Text("可用：none。", "Allowed: none.")),
    "grace_days": (_within(0, 366), _span(0, 366)),
    "chargeable_visit": (_is_amount, Text("应为金额文字。", "An amount as text is expected.")),
    "remote_agreement_months": (_within(1, 120), _span(1, 120)),
    "quotation_valid_days": (_within(1, 366), _span(1, 366)),
    "rail_yes_minutes": (_within(1, 600), _span(1, 600)),
    "rail_confirm_minutes": (_within(1, 600), _span(1, 600)),
}
ROW_GROUPS = [
    "effective",
    "classes",
    "plans",
    "offers",
    "windows",
    "rates",
    "coverage",
    "option_holders",
    "hours",
    "added_value",
    "included",
    "documents",
    "remote_modes",
    "contacts",
    "reminders",
    "overlaps",
    "vat",
    "settings",
]
# Clauses can also belong to what is sold beside the plans.
CLAUSE_SUBJECTS = frozenset({*PlanCode, "response", "man-day"})


@dataclass(frozen=True, slots=True)
class EditionProblem:
    """One thing wrong with an edition, on one line of its file."""

    line: int
    given: str
    allowed: Text


def check_effective(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """The edition says from when it holds for new sales, and for contracts that run."""
    yield from _once_each("effective", edition.effective, list(EditionUse), lambda each: each.use)


def check_plans(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """All six plans, once each and in order; every class once."""
    if [each.code for each in edition.plans] != list(PlanCode):
        yield _problem(
            edition.plans,
            ", ".join(each.code for each in edition.plans),
            "六个计划应各出现一次，并按固定次序。",
            "Each of the six plans must stand once, in the fixed order.",
        )
    if sorted(each.code for each in edition.classes) != sorted(WarrantyClass):
        yield _problem(
            edition.classes,
            ", ".join(each.code for each in edition.classes),
            "每个原质保类别应各出现一次。",
            "Each warranty class must stand once.",
        )


def check_offers(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Each plan is offered or not to each class, once; windows stand where something is sold."""
    pairs = [(plan, warranty_class) for plan in PlanCode for warranty_class in WarrantyClass]
    yield from _once_each("offers", edition.offers, pairs, _pair)
    sold = [_pair(each) for each in edition.offers if each.offered and _is_priced(edition, each)]
    yield from _once_each("windows", edition.windows, sold, _pair)
    for window in edition.windows:
        if not 1 <= window.last_year <= edition.horizon_years:
            yield EditionProblem(
                window.line,
                f"last_year = {window.last_year}",
                Text(
                    f"应在 1 至 {edition.horizon_years} 之间。",
                    f"It must lie between 1 and {edition.horizon_years}.",
                ),
            )


def check_rates(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Every offered plan has its price rows: no year missing, none that is not sold."""
    for offer in edition.offers:
        given = _rate_years(edition, offer)
        if not offer.offered or not _is_priced(edition, offer):
            wanted: set[int | None] = set()
        elif _payment(edition, offer) is PaymentBasis.PROJECT_YEAR:
            numbered = [year for year in given if year is not None]
            wanted = set(range(max(1, min(numbered, default=1)), edition.horizon_years + 1))
        else:
            wanted = {None}
        for year in sorted(wanted ^ given.keys(), key=lambda each: each or 0):
            state = ("缺少", "is missing") if year in wanted else ("多余", "does not belong")
            yield EditionProblem(
                given.get(year, offer.line),
                f"{offer.plan} {offer.warranty_class} year {year or '-'}",
                Text(f"这一价格行{state[0]}。", f"This rate row {state[1]}."),
            )


def check_brackets(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """The brackets of one price cover every amount once, and the price does not jump at an edge."""
    for terms in edition.terms.values():
        for rows in terms.rates.values():
            yield from _bracket_problems(sorted(rows, key=lambda each: each.at_least))


def _bracket_problems(rows: list[RateRow]) -> Iterator[EditionProblem]:
    first, last = rows[0], rows[-1]
    if first.at_least != ZERO:
        yield _bracket(first, f"at_least = {first.at_least}", "下方有空缺", "There is a gap below")
    if last.below is not None:
        yield _bracket(last, f"below = {last.below}", "上方有空缺", "There is a gap above")
    for lower, upper in pairwise(rows):
        edge = upper.at_least
        if lower.below is None or lower.below > edge:
            yield _bracket(upper, f"at_least = {edge}", "与另一行重复", "It repeats another row")
        elif lower.below < edge:
            yield _bracket(
                upper, f"at_least = {edge}", "与上一行之间有空缺", "There is a gap before"
            )
        elif lower.price(edge) != upper.price(edge):
            jump = f"{lower.price(edge)} / {upper.price(edge)}"
            yield _bracket(upper, jump, "价格在分界处跳变", "The price jumps at the edge")


def check_percentages(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Percentages lie between 0 and 100; prices are not negative."""
    percentages = [
        *((each.line, each.percent) for each in edition.rates),
        *((each.line, Decimal(each.percent)) for each in edition.coverage),
        *((each.line, each.percent) for each in edition.vat),
    ]
    for line, percent in percentages:
        if not Decimal(0) <= percent <= Decimal(100):
            yield EditionProblem(
                line,
                f"percent = {percent}",
                Text("百分比应在 0 至 100 之间。", "A percentage must lie between 0 and 100."),
            )
    prices = [
        *((each.line, each.base) for each in edition.rates),
        *((each.line, each.net) for each in (*edition.hours, *edition.added_value)),
        *((each.line, each.net) for each in edition.responses),
    ]
    for line, amount in prices:
        if amount < ZERO:
            yield EditionProblem(
                line, str(amount), Text("价格不可为负。", "A price cannot be negative.")
            )


def check_coverage(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Coverage steps lie within the horizon and say each year once."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for step in edition.coverage:
        years = range(step.first_year, step.last_year + 1)
        if not years or years[0] < 1 or years[-1] > edition.horizon_years:
            allowed = Text(
                f"年度应在 1 至 {edition.horizon_years} 之间，先小后大。",
                f"Years must run upwards between 1 and {edition.horizon_years}.",
            )
            given = f"years = [{step.first_year}, {step.last_year}]"
            yield EditionProblem(step.line, given, allowed)
            continue
        keys = [(step.by, step.warranty_class, step.kind, year) for year in years]
        if any(seen[key] for key in keys):
            given = f"{step.by} {step.warranty_class} {step.kind}"
            yield EditionProblem(
                step.line, given, Text("这些年度已有一行。", "These years have a row already.")
            )
        seen.update(keys)


def check_part_care_covers(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """A plan that is sold says, for each class, what it covers in which year."""
    for offer in edition.offers:
        if not offer.offered or not _is_priced(edition, offer):
            continue
        terms = edition.terms.get((offer.plan, offer.warranty_class))
        if terms and not terms.parts and not terms.labour:
            yield EditionProblem(
                offer.line,
                f"{offer.plan} {offer.warranty_class}",
                Text("缺少保障比例行。", "Its coverage steps are missing."),
            )


def check_responses(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Every response commitment stands once, in hours or in business days."""
    yield from _once_each("responses", edition.responses, list(Commitment), lambda each: each.code)
    for row in edition.responses:
        if (row.hours is None) == (row.business_days is None):
            allowed = Text("应有 hours 或 business_days 之一。", "It needs hours or business_days.")
            yield EditionProblem(row.line, row.code, allowed)


def check_clauses(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Clause ids are not repeated and their subjects exist; each plan has a clause."""
    counts = Counter(each.id for each in edition.clauses)
    for clause in edition.clauses:
        if counts[clause.id] > 1:
            yield EditionProblem(
                clause.line, clause.id, Text("条款编号重复。", "This clause id is repeated.")
            )
        for subject in set(clause.plans) - CLAUSE_SUBJECTS:
            allowed = Text(
                f"可用：{'、'.join(sorted(CLAUSE_SUBJECTS))}。",
                f"Allowed: {', '.join(sorted(CLAUSE_SUBJECTS))}.",
            )
            yield EditionProblem(clause.line, subject, allowed)
    written = {subject for clause in edition.clauses for subject in clause.plans}
    for plan in edition.plans:
        if plan.code not in written:
            yield EditionProblem(
                plan.line, plan.code, Text("缺少该计划的条款。", "This plan has no clause.")
            )


def check_rule_ids(edition: Edition, rules: Rules) -> Iterator[EditionProblem]:
    """Every rule and difference that a row names exists."""
    cited = [
        (row.line, rule)
        for group in ROW_GROUPS
        for row in getattr(edition, group)
        for rule in [row.rule]
    ]
    cited += [(r.line, rule) for r in edition.responses for rule in (r.price_rule, r.place_rule)]
    cited += [(c.line, rule) for c in edition.clauses for rule in (*c.rules, *c.differences)]
    for line, rule in cited:
        if rule not in rules:
            yield EditionProblem(
                line, rule, Text("没有这一规则编号。", "There is no rule with this id.")
            )


def check_cases(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """A published case is of a plan that its class can buy at a price of the tables."""
    for case in edition.cases:
        terms = edition.terms.get((case.plan, case.warranty_class))
        if terms is None or not terms.offer.offered or not terms.rates:
            given = f"{case.case}: {case.plan} {case.warranty_class}"
            allowed = Text("该类别没有这一计划的价格。", "The class has no price for this plan.")
            yield EditionProblem(case.line, given, allowed)


def check_settings(edition: Edition, _rules: Rules) -> Iterator[EditionProblem]:
    """Every single-value decision is there, once, in its form; each VAT kind in use has a rate."""
    yield from _once_each("settings", edition.settings, list(SETTINGS), lambda each: each.name)
    for setting in edition.settings:
        holds, allowed = SETTINGS.get(setting.name, (None, None))
        if holds is not None and allowed is not None and not holds(setting.value):
            yield EditionProblem(setting.line, f"{setting.name} = {setting.value}", allowed)
    for plan in edition.plans:
        if plan.vat not in edition.vat_by_kind:
            yield EditionProblem(
                plan.line, plan.vat, Text("没有这一税率。", "There is no such VAT rate.")
            )


Check = Callable[[Edition, Rules], Iterator[EditionProblem]]
CHECKS: tuple[Check, ...] = (
    check_effective,
    check_plans,
    check_offers,
    check_rates,
    check_brackets,
    check_percentages,
    check_coverage,
    check_part_care_covers,
    check_responses,
    check_clauses,
    check_rule_ids,
    check_cases,
    check_settings,
)


def check_shape(earlier: Edition, later: Edition) -> Iterator[EditionProblem]:
    """Return what a later edition of a series took away or renamed: others rely on those names."""
    if (later.series, later.currency) != (earlier.series, earlier.currency):
        yield EditionProblem(
            1,
            f"{later.series} {later.currency}",
            Text("系列与币种不可改变。", "Series and currency cannot change."),
        )
    for group in ("responses", "hours", "added_value", "documents", "remote_modes", "contacts"):
        kept = {each.code for each in getattr(later, group)}
        for row in getattr(earlier, group):
            if row.code not in kept:
                allowed = Text(
                    f"{earlier.code} 中的这一代码不可去掉。",
                    f"This code of {earlier.code} cannot be taken away.",
                )
                yield EditionProblem(1, f"{group}: {row.code}", allowed)
    if later.horizon_years != earlier.horizon_years:
        given = f"horizon_years = {later.horizon_years}"
        yield EditionProblem(1, given, Text("年限不可改变。", "The number of years cannot change."))


def _problem(rows: Iterable[Any], given: str, zh: str, en: str) -> EditionProblem:
    return EditionProblem(next((each.line for each in rows), 1), given, Text(zh, en))


def _bracket(row: RateRow, given: str, zh: str, en: str) -> EditionProblem:
    name = f"{row.plan} {'/'.join(row.classes)} year {row.year or '-'}"
    return EditionProblem(row.line, f"{name}: {given}", Text(f"{zh}。", f"{en}."))


def _once_each(
    name: str, rows: tuple[Any, ...], wanted: list[Any], key: Callable[[Any], Any]
) -> Iterator[EditionProblem]:
    counts = Counter(key(each) for each in rows)
    first_line = min((each.line for each in rows), default=1)
    for missing in (each for each in wanted if not counts[each]):
        yield EditionProblem(
            first_line, f"{name}: {_words(missing)}", Text("缺少这一行。", "This row is missing.")
        )
    for row in rows:
        if counts[key(row)] > 1 or key(row) not in wanted:
            yield EditionProblem(
                row.line,
                f"{name}: {_words(key(row))}",
                Text("这一行重复或多余。", "This row is repeated or does not belong."),
            )


def _words(key: Any) -> str:
    return " ".join(key) if isinstance(key, tuple) else str(key)


def _pair(row: Any) -> tuple[PlanCode, WarrantyClass]:
    return row.plan, row.warranty_class


def _is_priced(edition: Edition, offer: Offer) -> bool:
    return _payment(edition, offer) not in {None, PaymentBasis.PROPOSAL}


def _payment(edition: Edition, offer: Offer) -> PaymentBasis | None:
    plan = edition.plan_by_code.get(offer.plan)
    return plan.payment if plan else None


def _rate_years(edition: Edition, offer: Offer) -> dict[int | None, int]:
    terms = edition.terms.get((offer.plan, offer.warranty_class))
    rates = terms.rates if terms else {}
    return {year: of_year[0].line for year, of_year in rates.items()}
