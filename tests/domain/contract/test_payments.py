"""When amounts fall due and what reminds of them (decision 0025)."""

from datetime import date
from decimal import Decimal

import pytest

from lumencare.domain.contract.payments import dunning_rung, instalments
from lumencare.domain.contract.sold import AcceptedLine, Sale, lines_sold, own_year
from lumencare.domain.money import Money, percent_of, total
from lumencare.domain.period import Span
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text
from tests import builders

BOUGHT = date(2026, 1, 15)


def line(
    code: str, net: str, kind: str = "plan", quantity: int = 1, **more: object
) -> AcceptedLine:
    """Return an accepted line with 6 % VAT."""
    unit = Money.of(net)
    return AcceptedLine(
        kind=LineKind(kind),
        code=code,
        name=Text(code, code),
        quantity=quantity,
        unit_net=unit,
        net=unit * quantity,
        vat=percent_of(unit * quantity, Decimal(6)),
        vat_percent=Decimal(6),
        rule="PP-1",
        formula="",
        **more,  # type: ignore[arg-type]
    )


def sale() -> Sale:
    return Sale(builders.edition(), builders.system(), BOUGHT)


def test_years_of_a_plan_are_one_line() -> None:
    """D-5, D-6: years 3 and 5 of Technology Support."""
    years = [line("technology-support", "33000", project_year=year) for year in (3, 5)]
    (sold,) = lines_sold(sale(), years)
    assert [each.span for each in sold.terms] == [
        Span(date(2027, 3, 2), date(2028, 3, 2)),
        Span(date(2029, 3, 2), date(2030, 3, 2)),
    ]


def test_a_response_runs_with_the_years_of_its_plan_and_its_tax_adds_up() -> None:
    """D-21, D-2: three years at 6,000.10: the fen left over is in the last."""
    years = [line("technology-support", "33000", project_year=year) for year in (3, 4, 5)]
    option = line("72h", "6000.10", "response", 3)
    _, sold = lines_sold(sale(), [*years, option])
    assert [each.span.start.year for each in sold.terms if each.span] == [2027, 2028, 2029]
    assert sold.vat == option.vat == Money.of("1080.02")
    assert total(each.net for each in sold.terms) == option.net


def test_twelve_months_float_until_the_contract_takes_effect() -> None:
    """D-6, G-4: cut at the end of year 8."""
    (sold,) = lines_sold(sale(), [line("service-care", "20000")])
    assert sold.terms[0].floating
    assert own_year(sale(), date(2032, 9, 1)) == Span(date(2032, 9, 1), date(2033, 3, 2))


def test_a_renewal_of_twelve_months_begins_where_it_was_quoted() -> None:
    (sold,) = lines_sold(sale(), [line("service-care", "20000", starts=date(2026, 9, 1))])
    assert not sold.terms[0].floating
    assert sold.terms[0].span == Span(date(2026, 9, 1), date(2027, 9, 1))


def test_amounts_fall_due_after_thirty_days_or_with_their_year() -> None:
    years = [
        line("technology-support", "0", project_year=2),
        line("technology-support", "33000", project_year=3),
    ]
    sold = lines_sold(sale(), [*years, line("onsite-programming", "4800", "added-value", 2)])
    due = [(each.line, each.term, each.due_on, str(each.net)) for each in instalments(sold, BOUGHT)]
    assert due == [
        (0, 1, date(2027, 3, 2), "33000.00"),
        (1, 0, date(2026, 2, 14), "9600.00"),
    ]


@pytest.mark.parametrize(
    ("on", "rung"),
    [
        (date(2026, 2, 14), None),
        (date(2026, 2, 15), 1),
        (date(2026, 2, 28), 1),
        (date(2026, 3, 1), 2),
        (date(2026, 3, 16), 3),
        (date(2027, 3, 16), 3),
    ],
)
def test_what_is_late_climbs_the_ladder(on: date, rung: int | None) -> None:
    assert dunning_rung(date(2026, 2, 14), on) == rung
