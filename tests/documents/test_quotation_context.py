"""What the quotation's template is given: chart, matrix, offer, clauses, proof."""

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from lumencare.data.places import find_place
from lumencare.documents.cost_chart import LABEL_GAP, draw_cost_chart, draw_yearly_chart
from lumencare.documents.figures import in_cell, is_whole, short, signed
from lumencare.documents.quotation_clauses import choose_clauses, group_clauses
from lumencare.documents.quotation_context import build_context, name_shown_ways
from lumencare.documents.quotation_site import name_place
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.reach import reach_of
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
        ("9999.99", "9,999.99 元", "10k"),
        ("92250", "9.23 万", "92.25k"),
        ("1250000", "125 万", "1.25m"),
        ("2280000000", "22.8 亿", "2.28bn"),
        ("200", "200 元", "200"),
        ("0.01", "0.01 元", "0.01"),
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
    chart = draw_cost_chart(quotation, name_shown_ways(quotation))
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
    chart = draw_cost_chart(quotation, name_shown_ways(quotation))
    assert chart is not None
    places = [each["label"] for each in chart["lines"]]
    assert all(above - below >= LABEL_GAP - 1e-9 for above, below in pairwise(places))
    assert all(0 <= each <= 1 for each in places)


def test_the_chart_by_year_shows_each_years_payment_and_names_the_dearest() -> None:
    quotation = sample("quantum")
    chart = draw_yearly_chart(quotation, name_shown_ways(quotation))
    assert chart is not None
    best = next(each for each in chart["lines"] if each["style"] == "best")
    support = next(each for each in chart["lines"] if each["style"] == "support")
    assert best["total"]["zh"] == "8 万"
    assert [y for _, y in best["points"]][-2:] == [0.25, 0.25]
    assert support["total"] == {"zh": "4.3 万", "en": "43k"}


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


PAIR = ("part-care-plus", "service-care")


@pytest.mark.parametrize(
    ("choices", "shown"),
    [
        ((plan("part-care-plus"), plan("service-care")), (PAIR,)),
        (
            (plan("part-care-basic"), plan("service-care")),
            (("part-care-basic",), ("service-care",)),
        ),
        (
            (plan("part-care-plus"), plan("technology-support", 3)),
            (("technology-support",), ("part-care-plus",)),
        ),
        ((), (PAIR,)),
    ],
)
def test_what_was_chosen_is_pointed_out_or_else_what_costs_least(
    choices: tuple, shown: tuple[tuple[str, ...], ...]
) -> None:
    assert name_shown_ways(quote(request(*choices))) == shown


def test_clauses_are_those_of_what_is_chosen_and_the_general_ones() -> None:
    ids = [each.id for each in choose_clauses(quote(request(plan("part-care-basic"))))]
    assert "cover-part-care-basic" in ids
    assert "governing-language" in ids
    assert not {"labour", "response-option", "man-days", "system-care-scope"} & set(ids)


@pytest.mark.parametrize(
    ("warranty_class", "only"),
    [
        ("1Y", {"part-care-window-1y"}),
        ("2Y", {"part-care-window-2y", "start-up-labour", "technology-support-2y"}),
        ("HWQS8", {"part-care-window-hwqs8", "warranty-class-hwqs8"}),
    ],
)
def test_a_document_carries_no_clause_of_another_warranty_class(
    warranty_class: str, only: set[str]
) -> None:
    """PW-1, PC-3, D-5."""
    quotation = quote(request(system=builders.system(warranty_class, "300000")))
    found = choose_clauses(quotation)
    assert {each.id for each in found if each.classes} == only
    words = " ".join(f"{each.text.zh} {each.text.en}" for each in found)
    others = {"1Y": "1 年有限质保", "2Y": "2 年有限质保", "HWQS8": "HWQS"}
    assert not [each for code, each in others.items() if code != warranty_class and each in words]


def test_each_clause_stands_under_the_plans_it_speaks_of() -> None:
    groups = group_clauses(sample("compare"))
    headings = {clause.id: group.heading for group in groups for clause in group.clauses}
    assert headings["cover-part-care-plus"].zh == "硬件保障计划+"
    assert headings["labour"].zh == "服务保障计划、综合保障计划"
    assert headings["labour"].en == "Service Care Plan, Technology Support Plan"
    assert headings["response-option"].zh == "快速响应"
    assert headings["governing-language"].zh == "通用条款"
    alone = group_clauses(quote(request(plan("service-care"))))
    assert [each.heading.zh for each in alone] == ["服务保障计划", "通用条款"]


@pytest.mark.parametrize(
    ("choices", "rows", "is_said"),
    [
        ((plan("part-care-basic"),), 0, True),
        ((plan("system-care"),), 0, True),
        ((plan("service-care"),), 4, False),
        ((plan("technology-support", 3),), 4, False),
        ((), 4, True),  # a comparison says to whom they belong
    ],
)
def test_response_commitments_are_shown_to_those_whose_plans_hold_them(
    choices: tuple, rows: int, is_said: bool
) -> None:
    """RO-1, SC-4, TS-4."""
    responses = build_context(quote(request(*choices)))["responses"]
    assert len(responses["rows"]) == rows
    assert (responses["note"] is not None) is is_said


def test_only_the_plans_that_can_be_had_are_named_as_holding_responses() -> None:
    """TS-2: not Technology Support for HWQS; nothing at all after year 8 (G-4)."""
    villa = quote(request(plan("part-care-plus"), system=builders.system("HWQS8", "300000")))
    note = build_context(villa)["responses"]["note"]
    assert note["zh"].endswith("只随服务保障计划提供。")
    assert build_context(sample("past"))["responses"] is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("朝阳", "朝阳市（辽宁省）"),
        ("昆山", "昆山市（江苏省苏州市）"),
        ("上海", "上海市"),
        ("浦东新区", "浦东新区（上海市）"),
    ],
)
def test_a_site_is_named_with_what_it_belongs_to(name: str, said: str) -> None:
    """D-19: a bare name may mean another place."""
    reach = reach_of(builders.edition(), find_place(name))
    assert name_place(quote(request(city=name), at=reach)).zh == said
    assert name_place(quote(request(city=name))).zh == name


def test_start_up_that_nobody_stated_is_not_printed_as_a_fact() -> None:
    """PC-3: what was stated is printed, what was not is called so."""
    for stated, said in ((True, "合作伙伴调试"), (False, "未注明（按合作伙伴调试计）")):
        asked = request(start_up_stated=stated)
        facts = build_context(quote(asked))["facts"]
        (value,) = [each["value"]["zh"] for each in facts if each["label"]["zh"] == "调试"]
        assert value == said


def test_a_comparison_is_titled_as_one_and_tints_only_the_cheapest_of_several() -> None:
    several = build_context(sample("compare"))
    assert several["title"]["zh"] == "服务计划对比"
    assert several["tint"] == "cheapest"
    missed = build_context(
        quote(request(system=builders.system("1Y", order_date=date(2022, 8, 30))))
    )
    assert missed["tint"] is None
    assert not any(each.get("best") for each in missed["matrix"]["rows"])
    assert build_context(sample("quantum"))["tint"] == "chosen"


def test_a_chosen_plan_has_a_line_of_its_own_in_the_chart() -> None:
    """PA-1."""
    context = build_context(quote(request(plan("part-care-plus-annual"))))
    chart = context["chart"]
    assert context["offer"]["nothing_due"]
    assert [each["name"]["en"] for each in chart["lines"] if each["style"] == "best"] == ["Annual"]


def test_what_only_staff_need_stays_off_the_paper() -> None:
    """D-3: assumed values, and days that are left, are for those who follow up."""
    for name in REQUESTS:
        proof = json.dumps(build_context(sample(name))["proof"], ensure_ascii=False)
        assert "假定" not in proof
        assert "还有" not in proof
    assert build_context(sample("past"))["proof"]["sums"] == []


def test_a_set_price_stands_on_the_offer_and_the_computed_one_in_the_proof() -> None:
    """D-20: only years whose price is still a floor are marked as one."""
    context = build_context(sample("changed"))
    offered = [(each["net"], each["from"]) for each in context["offer"]["lines"]]
    assert offered == [("¥33,000.00", True), ("¥36,000.00", False), ("¥19,001.00", False)]
    assert [each["net"] for each in context["proof"]["lines"]] == [
        "¥33,000.00",
        "¥35,000.00",
        "¥20,000.00",
    ]
    assert [each["difference"] for each in context["proof"]["set_prices"]] == [
        "+¥1,000.00",
        "−¥999.00",
    ]
    assert "set_prices" not in build_context(sample("quantum"))["proof"]


def test_a_difference_carries_its_sign() -> None:
    assert [signed(Money.of(each)) for each in ("1234.5", "0", "-1234.5")] == [
        "+¥1,234.50",
        "¥0.00",
        "−¥1,234.50",
    ]


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
