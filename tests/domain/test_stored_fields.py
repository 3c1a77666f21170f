"""Objects of JSON: what each kind of field takes, and where its problems are said to be."""

from decimal import Decimal
from typing import Any

import pytest

from lumencare.domain.codes import PlanCode
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.stored_fields import (
    Field,
    Read,
    code_of,
    list_of,
    or_none,
    read_day,
    read_flag,
    read_money,
    read_object,
    read_quantity,
    read_text,
    read_whole,
)


def problems(read: Read, raw: Any) -> list[Problem]:
    with pytest.raises(InputProblems) as caught:
        read(raw)
    return caught.value.problems


@pytest.mark.parametrize(
    ("read", "raw", "value"),
    [
        (read_money, "30000.00", Money.of(30000)),
        (read_money, "30000", Money.of(30000)),
        (read_money, "-0.5", Money.of("-0.50")),
        (read_quantity, "1.125", Decimal("1.125")),
        (read_whole, 0, 0),
        (read_flag, False, False),
        (read_text, "", ""),
        (read_text, "𠮷 第一\n行", "𠮷 第一\n行"),
        (or_none(read_whole), None, None),
        (or_none(read_whole), 3, 3),
        (code_of(PlanCode), "service-care", PlanCode.SERVICE_CARE),
        (list_of(read_whole, 2), [3, 4], (3, 4)),
    ],
)
def test_a_field_takes_what_was_written(read: Read, raw: Any, value: Any) -> None:
    assert read(raw) == value


def test_nothing_has_no_sign() -> None:
    assert str(read_money("-0.00")) == "0.00"


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        *(
            (read_money, raw)
            for raw in (30000, 1.5, None, "", "1e6", "1,000", "٣٤", "1.234", "NaN")
        ),
        (read_money, "9" * 16),
        *((read_quantity, raw) for raw in (2, "-1", "Infinity", "1E+2", "")),
        *((read_day, raw) for raw in ("20260101", "2026-W01-1", "2026-02-30", "2026-1-1", 5, None)),
        *((read_whole, raw) for raw in (True, 1.0, "1", -1, 100_001, None)),
        *((read_flag, raw) for raw in (0, 1, "true", None)),
        *((read_text, raw) for raw in (None, 5, "a\0b", "\ud800", ["a"])),
        *((code_of(PlanCode), raw) for raw in ("SERVICE_CARE", "", None, [])),
        *((list_of(read_whole, 2), raw) for raw in ("12", {}, None, [1, 2, 3])),
    ],
)
def test_what_only_looks_like_a_value_is_a_problem(read: Read, raw: Any) -> None:
    (problem,) = problems(read, raw)
    assert problem.where == ""
    assert problem.allowed.zh
    assert problem.allowed.en


def test_every_problem_is_named_by_its_place() -> None:
    part = {"years": Field(list_of(read_whole, 9)), "code": Field(read_text)}
    whole = {
        "parts": Field(list_of(lambda raw: read_object(raw, part), 9)),
        "day": Field(read_day),
        "note": Field(read_text, needed=False, default="-"),
    }
    raw = {"parts": [{"years": [1, "x"], "code": 3}, {"years": [], "cod": "a"}, 7], "extra": 1}
    found = problems(lambda each: read_object(each, whole), raw)
    assert [each.where for each in found] == [
        "extra",
        "parts[0].years[1]",
        "parts[0].code",
        "parts[1].cod",
        "parts[1].code",
        "parts[2]",
        "day",
    ]
    assert "nothing is given" in found[-1].sentence("en")


def test_a_field_that_is_missing_has_its_default() -> None:
    fields = {"note": Field(read_text, needed=False, default="-")}
    assert read_object({}, fields) == {"note": "-"}


@pytest.mark.parametrize("raw", [None, [], "{}", 3])
def test_what_is_no_object_is_one_problem(raw: Any) -> None:
    assert len(problems(lambda each: read_object(each, {}), raw)) == 1
