"""Requests as JSON: nothing is lost on the way there and back, and damage is told in full."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.codes import PlanCode, StartUp, WarrantyClass
from lumencare.domain.holding import HeldResponse
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.problems import InputProblems
from lumencare.domain.quotation.stored import (
    Choices,
    choices_answer,
    read_choices,
    read_request,
    request_answer,
)
from lumencare.domain.request import (
    BomLine,
    OptionChoice,
    PlanChoice,
    PriceChoice,
    QuotationRequest,
)
from lumencare.domain.system import System
from tests.builders import holding
from tests.domain.quotation_requests import option, plan, price, request

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
MONEY = st.integers(min_value=-(10**12), max_value=10**14).map(Money.of_fen)
WHOLE = st.integers(min_value=0, max_value=100_000)
CHOICES = st.builds(
    Choices,
    plans=st.lists(
        st.builds(
            PlanChoice,
            plan=st.sampled_from(PlanCode),
            years=st.lists(WHOLE, max_size=3).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    options=st.lists(st.builds(OptionChoice, code=WORDS, quantity=WHOLE), max_size=3).map(tuple),
    prices=st.lists(
        st.builds(
            PriceChoice,
            code=WORDS,
            project_year=st.none() | WHOLE,
            unit_net=MONEY,
            reason=WORDS,
        ),
        max_size=3,
    ).map(tuple),
)
BOM_LINES = st.lists(
    st.builds(
        BomLine,
        part_number=WORDS,
        description=WORDS,
        quantity=st.decimals(min_value=0, max_value=10**6, places=3) | WHOLE.map(Decimal),
        unit_price=MONEY,
        list_unit_price=st.none() | MONEY,
    ),
    max_size=3,
).map(tuple)


@st.composite
def requests(draw: st.DrawFn) -> QuotationRequest:
    """Return any request at all, also those that rules would refuse."""
    chosen = draw(CHOICES)
    system = System(
        draw(st.sampled_from(WarrantyClass)),
        draw(st.dates()),
        draw(MONEY),
        draw(st.sampled_from(StartUp)),
    )
    words = {each: draw(WORDS) for each in ("ref", "project", "customer", "city", "system_type")}
    return QuotationRequest(
        **words,
        system=system,
        start_up_stated=draw(st.booleans()),
        list_amount=draw(st.none() | MONEY),
        plans=chosen.plans,
        options=chosen.options,
        prices=chosen.prices,
        bom_lines=draw(BOM_LINES),
    )


@given(requests())
def test_a_request_comes_back_as_it_was(asked: QuotationRequest) -> None:
    written = json.dumps(request_answer(asked))
    assert read_request(json.loads(written)) == asked


@given(CHOICES)
def test_choices_alone_come_back_as_they_were(chosen: Choices) -> None:
    assert read_choices(json.loads(json.dumps(choices_answer(chosen)))) == chosen


def test_a_request_is_written_under_the_names_of_the_interfaces() -> None:
    asked = request(
        plan("technology-support", 3),
        option("weekend", 2),
        prices=(price("weekend", "3500", reason="量大"),),
    )
    assert request_answer(asked) == {
        "ref": "Q-001",
        "project": "滨江中心 A 座",
        "customer": "滨江置业有限公司",
        "city": "上海市",
        "system_type": "Quantum",
        "class": "2Y",
        "order_date": "2025-03-01",
        "bom": "1000000.00",
        "start_up": "partner",
        "start_up_stated": True,
        "list_amount": None,
        "plans": [{"plan": "technology-support", "years": [3]}],
        "options": [{"code": "weekend", "quantity": 2}],
        "prices": [
            {"code": "weekend", "project_year": None, "unit_net": "3500.00", "reason": "量大"}
        ],
        "bom_lines": [],
        "held": [],
        "held_responses": [],
    }


def test_what_is_held_comes_back_as_it_was() -> None:
    """D-22: a quotation can be proven later by what the system held."""
    held = (holding("part-care-plus-annual", date(2025, 3, 1), 1, 2, 3),)
    response = (HeldResponse("72h", Span(date(2026, 1, 1), date(2027, 1, 1))),)
    asked = request(plan("part-care-plus-annual", 4), held=held, held_responses=response)
    assert read_request(request_answer(asked)) == asked


def least() -> dict[str, Any]:
    """Return a request with nothing but what it needs."""
    names = ("ref", "project", "customer", "city", "system_type")
    facts = {"class": "1Y", "order_date": "2026-01-31", "bom": "5000.00"}
    return {**dict.fromkeys(names, "x"), **facts}


def test_what_may_be_left_away_has_the_default_of_a_request() -> None:
    asked = read_request(least())
    system = System(WarrantyClass.ONE_YEAR, date(2026, 1, 31), Money.of(5000))
    assert asked == QuotationRequest("x", "x", "x", "x", "x", system, start_up_stated=False)


@pytest.mark.parametrize(("start_up", "stated"), [({}, False), ({"start_up": "partner"}, True)])
def test_a_start_up_that_is_named_is_stated(start_up: dict[str, str], *, stated: bool) -> None:
    """PC-3: a start-up that nobody named counts as the partner's and is not stated."""
    assert read_request({**least(), **start_up}).start_up_stated is stated


def test_every_damage_is_told_at_once() -> None:
    damaged = {
        **least(),
        "class": "3Y",
        "bom": 5000,
        "order_date": "2026-02-30",
        "plans": [{"plan": "service-care", "years": ["3"]}, {"plan": "gold"}],
        "options": [{"code": "weekend", "quantity": True}],
        "prices": [{"code": "weekend", "unit_net": "1.234", "reason": None}],
        "bom_lines": [{"part_number": "QP", "description": "", "quantity": "NaN"}],
        "colour": "red",
    }
    del damaged["city"]
    with pytest.raises(InputProblems) as caught:
        read_request(damaged)
    assert [each.where for each in caught.value.problems] == [
        "colour",
        "city",
        "class",
        "order_date",
        "bom",
        "plans[0].years[0]",
        "plans[1].plan",
        "options[0].quantity",
        "prices[0].unit_net",
        "prices[0].reason",
        "bom_lines[0].quantity",
        "bom_lines[0].unit_price",
    ]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_any_value_in_any_field_is_read_or_told(value: Any) -> None:
    """Damage never ends in anything but problems."""
    for name in request_answer(request()):
        assert _damaged_fields({**least(), name: value}) <= {name}


def _damaged_fields(raw: dict[str, Any]) -> set[str]:
    try:
        read_request(raw)
    except InputProblems as wrong:
        return {each.where.partition("[")[0] for each in wrong.problems}
    return set()
