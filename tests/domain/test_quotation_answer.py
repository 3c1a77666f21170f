"""The answer of a quotation: every figure with its why, as JSON holds it."""

import json
from datetime import date
from typing import Any

import pytest

from lumencare.domain.quotation.answer import quotation_answer
from tests import builders
from tests.documents.samples import REQUESTS, sample
from tests.domain.quotation_requests import ON, option, plan, price, quote, request

REASON = {"rule", "applies", "zh", "en", "facts"}


def line_of(*choices: Any, **more: Any) -> dict[str, Any]:
    """Return the answer of the first line of a request."""
    line: dict[str, Any] = quotation_answer(quote(request(*choices, **more)))["lines"][0]
    return line


@pytest.mark.parametrize("name", REQUESTS)
def test_an_answer_is_plain_json(name: str) -> None:
    answer = quotation_answer(sample(name))
    assert json.loads(json.dumps(answer)) == answer


def test_the_answer_names_what_the_quotation_is() -> None:
    answer = quotation_answer(quote(request(plan("part-care-plus"), plan("service-care"))))
    assert answer["number"] == "LC-Q-001"
    assert (answer["version"], answer["edition"]) == (1, "cn-mainland-1")
    assert (answer["on"], answer["valid_until"]) == ("2026-01-15", "2026-02-14")
    assert answer["project_year"] == 1
    assert [each["rule"] for each in answer["valid_because"]] == ["D-26"]
    assert (answer["net"], answer["vat"], answer["gross"]) == ("100000.00", "6000.00", "106000.00")
    assert answer["vat_by_rate"] == [
        {"percent": "6", "assumed": True, "net": "100000.00", "vat": "6000.00"}
    ]
    assert answer["due_within_first_year"] == "106000.00"
    assert answer["from_price"] is True
    assert (answer["needs_approval"], answer["approval_because"]) == (False, [])
    assert answer["finding"]["headline"]["zh"]
    assert set(answer["finding"]["because"][0]) == REASON
    assert [each["rule"] for each in answer["next_due"]] == ["D-6"]


def test_a_line_carries_its_price_and_the_proof_of_it() -> None:
    line = line_of(plan("service-care"))
    assert {name: line[name] for name in ("kind", "code", "project_year", "quantity")} == {
        "kind": "plan",
        "code": "service-care",
        "project_year": None,
        "quantity": 1,
    }
    assert line["name"] == {"zh": "服务保障计划", "en": "Service Care Plan"}
    assert (line["from"], line["until"]) == ("2026-01-15", "2027-01-14")
    assert line["period"]["zh"] == "2026-01-15 至 2027-01-14"
    assert (line["formula"], line["rule"]) == ("1,000,000.00 × 2%", "SC-2")
    assert line["rate"]["en"] == "from 2% of the list"
    assert line["computed_unit_net"] == line["unit_net"] == line["net"] == "20000.00"
    assert (line["vat_percent"], line["vat"], line["gross"]) == ("6", "1200.00", "21200.00")
    assert (line["from_price"], line["price_set"], line["below_floor"]) == (True, False, False)
    assert line["because"][0]["rule"] == "SC-2"
    assert set(line["because"][0]) == REASON


def test_a_line_of_a_project_year_names_it() -> None:
    line = line_of(plan("technology-support", 3))
    assert (line["project_year"], line["from"], line["until"]) == (3, "2027-03-02", "2028-03-01")


def test_a_set_price_stands_beside_the_computed_one_without_the_reason_of_staff() -> None:
    """D-20: the answer may be shown to a customer, the request may not."""
    asked = request(
        plan("service-care"),
        option("weekend", 2),
        prices=(price("weekend", "3500", reason="机密的理由"),),
    )
    answer = quotation_answer(quote(asked))
    line = answer["lines"][1]
    assert (line["computed_unit_net"], line["computed_net"]) == ("4000.00", "8000.00")
    assert (line["unit_net"], line["net"]) == ("3500.00", "7000.00")
    assert (line["price_set"], line["below_floor"]) == (True, True)
    assert line["because"][0]["facts"]["difference"] == "-500.00"
    assert answer["needs_approval"] is True
    assert [each["rule"] for each in answer["approval_because"]] == ["D-20"]
    assert "机密" not in json.dumps(answer, ensure_ascii=False)


def test_what_is_priced_by_a_proposal_has_no_amounts() -> None:
    """SY-3."""
    answer = quotation_answer(quote(request(plan("system-care"))))
    line = answer["lines"][0]
    assert (answer["net"], answer["gross"], answer["vat_by_rate"]) == (None, None, [])
    assert (line["unit_net"], line["net"], line["vat"], line["gross"]) == (None,) * 4
    assert (line["from"], line["until"]) == (None, None)
    assert answer["due_within_first_year"] == "0.00"


def test_what_must_be_known_beside_a_line_is_there() -> None:
    """G-4 and D-22: the remark on a short year, the note on parts paid for twice."""
    old = builders.system(order_date=date(2018, 3, 1))
    answer = quotation_answer(quote(request(plan("service-care"), system=old), ON))
    assert answer["lines"][0]["remark"]["zh"].startswith("注意：服务只有 46 天")
    twice = quote(request(plan("part-care-plus"), plan("technology-support", 3)))
    assert [each["rule"] for each in quotation_answer(twice)["notes"]] == ["D-22"]
