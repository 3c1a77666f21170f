"""What the quotation's template is given: chart, matrix, offer, clauses, proof."""

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from lumencare.documents.cost_chart import LABEL_GAP, draw_cost_chart
from lumencare.documents.figures import in_cell, is_whole, short
from lumencare.documents.quotation_clauses import choose_clauses
from lumencare.documents.quotation_context import build_context, name_best_way
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.system import System
from tests import builders
from tests.documents.samples import REQUESTS, sample
from tests.domain.quotation_requests import ON, option, plan, quote, request


@pytest.mark.parametrize("name", ["quantum", "compare", "past"])
def test_the_context_of_a_quotation_stays_as_it_is(name: str, snapshot: SnapshotAssertion) -> None:
    assert json.dumps(build_context(sample(name)), ensure_ascii=False, indent=1) == snapshot


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0", ""),
        ("228000", "22.8 万", "228k"),
        ("9999.99", "1 万", "10k"),
        ("92250", "9.23 万", "92.25k"),
        ("1250000", "125 万", "1.25m"),
        ("2280000000", "22.8 亿", "2.28bn"),
        ("200", "0.02 万", "200"),
    ],
)
def test_amounts_on_the_chart_are_short(amount: str, zh: str, en: str) -> None:
    assert (short(Decimal(amount)).zh, short(Decimal(amount)).en) == (zh, en)


@pytest.mark.parametrize(
    ("amount", "cell", "whole"),
    [
        ("80000", "¥80,000", True),
        ("16409.50", "¥16,410", False),
        ("9999999", "¥9,999,999", True),
        ("10000000", "¥1,000 万", False),
        ("330000000", "¥33,000 万", False),
    ],
)
def test_amounts_in_cells_stay_narrow_and_say_when_they_are_rounded(
    amount: str, cell: str, whole: bool
) -> None:
    assert in_cell(Money.of(amount)) == cell
    assert is_whole(Money.of(amount)) is whole


@pytest.mark.parametrize("name", [each for each in REQUESTS if each != "past"])
def test_the_lines_of_the_chart_only_rise_and_end_at_their_total(name: str) -> None:
    quotation = sample(name)
    chart = draw_cost_chart(quotation, name_best_way(quotation))
    assert chart is not None
    for line in chart["lines"]:
        xs, ys = zip(*line["points"], strict=True)
        assert list(xs) == sorted(xs)
        assert list(ys) == sorted(ys)
        assert xs[0] == chart["now"]
        assert xs[-1] == 1
        assert 0 < ys[-1] <= 1


@pytest.mark.parametrize("name", [each for each in REQUESTS if each != "past"])
def test_the_labels_of_the_chart_do_not_touch(name: str) -> None:
    quotation = sample(name)
    chart = draw_cost_chart(quotation, name_best_way(quotation))
    assert chart is not None
    places = [each["label"] for each in chart["lines"]]
    assert all(above - below >= LABEL_GAP - 1e-9 for above, below in pairwise(places))
    assert all(0 <= each <= 1 for each in places)


def test_a_hardware_list_of_one_fen_is_drawn_and_priced() -> None:
    """SC-2: the floor stands though every share of the list rounds to nothing (D-2)."""
    context = build_context(quote(request(system=builders.system("HWQS8", "0.01"))))
    assert context["chart"] is not None
    assert not context["matrix"]["rounded"]


def test_a_single_year_left_is_not_drawn_as_a_course() -> None:
    """G-4: year 8."""
    last = builders.system(order_date=date(2018, 3, 1))
    context = build_context(quote(request(plan("technology-support"), system=last)))
    assert context["chart"] is None
    assert context["matrix"] is not None


@given(
    warranty_class=st.sampled_from(WarrantyClass),
    fen=st.integers(min_value=1, max_value=10**12),
    ordered=st.dates(min_value=date(2012, 1, 1), max_value=ON),
)
def test_every_system_has_a_context_with_all_six_plans_in_the_proof(
    warranty_class: WarrantyClass, fen: int, ordered: date
) -> None:
    system = System(warranty_class, ordered, Money.of_fen(fen))
    context = build_context(quote(request(system=system)))
    assert len(context["proof"]["plans"]) == 6
    assert json.dumps(context)


@pytest.mark.parametrize(
    ("choices", "best"),
    [
        ((plan("part-care-plus"), plan("service-care")), ("part-care-plus", "service-care")),
        ((plan("part-care-basic"), plan("service-care")), ("part-care-basic",)),
        ((plan("part-care-plus"), plan("technology-support", 3)), ("technology-support",)),
        ((), ("part-care-plus", "service-care")),
    ],
)
def test_the_strongest_line_is_what_was_chosen_or_else_what_costs_least(
    choices: tuple, best: tuple[str, ...]
) -> None:
    assert name_best_way(quote(request(*choices))) == best


def test_clauses_are_those_of_what_is_chosen_and_the_general_ones() -> None:
    ids = [each.id for each in choose_clauses(quote(request(plan("part-care-basic"))))]
    assert "cover-part-care-basic" in ids
    assert "governing-language" in ids
    assert not {"labour", "response-option", "man-days", "system-care-scope"} & set(ids)


def test_an_option_brings_its_clause() -> None:
    """RO-1, AV-1, NB-1."""
    asked = request(plan("service-care"), option("72h"), option("weekend"))
    ids = {each.id for each in choose_clauses(quote(asked))}
    assert {"response-option", "man-days", "labour"} <= ids


def test_a_comparison_prints_the_clauses_of_all_that_is_offered() -> None:
    ids = {each.id for each in choose_clauses(sample("compare"))}
    assert {"cover-part-care-basic", "technology-support-parts", "system-care-scope"} <= ids
    villa = quote(request(system=builders.system("HWQS8", "300000")), ON)
    assert "technology-support-parts" not in {each.id for each in choose_clauses(villa)}


def test_a_plan_that_cannot_be_bought_shows_why_in_the_matrix() -> None:
    """PW-1."""
    rows = build_context(sample("closed"))["matrix"]["rows"]
    reasons = [each["reason"]["zh"] for each in rows if "reason" in each]
    assert any("购买期已于 2023-03-01 截止" in each for each in reasons)
