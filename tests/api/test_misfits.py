"""A field of the wrong form is named with what is allowed, in both languages."""

from typing import Any

import pytest

from tests.api.calling import program
from tests.office import system

pytestmark = pytest.mark.django_db
FOUND = {"component": "处理器", "condition": "good"}
LINE = {"kind": "hardware", "quantity": "1"}


@pytest.mark.parametrize(
    ("path", "body", "field", "zh", "en"),
    [
        (
            "/leads/L-1/move",
            {"to": "sold"},
            "to",
            "open、proposal、won、lost",
            "open, proposal, won",
        ),
        ("/surveys/S/findings", {**FOUND, "quantity": "x"}, "quantity", "整数", "whole number"),
        ("/surveys/S/findings", {**FOUND, "quantity": 0}, "quantity", "不小于 1", "at least 1"),
        (
            "/surveys/S/findings",
            {**FOUND, "quantity": 10**6},
            "quantity",
            "100000",
            "at most 100000",
        ),
        ("/surveys/S/findings", {**FOUND, "note": "x" * 501}, "note", "最多 500", "most 500"),
        ("/surveys/S/findings", {**FOUND, "note": 5}, "note", "文字", "Text is expected"),
        ("/surveys/S/findings", {**FOUND, "note": "\u0000"}, "note", "空字符", "NUL"),
        ("/surveys/S/findings", {**FOUND, "photo": "x"}, "photo", "64", "form"),
        ("/surveys/S/decide", {"free": "perhaps", "why": "x"}, "free", "true", "true or false"),
        ("/systems/1/surveys", {"why": "x", "wanted_by": "soon"}, "wanted_by", "2026-01-15", "day"),
        ("/proposals", {"system": 1, "ways": "all"}, "ways", "列表", "list"),
        ("/proposals", {"system": 1, "ways": [{}] * 5}, "ways", "最多 4 项", "At most 4"),
        ("/proposals", {"system": 1, "ways": ["A"]}, "ways.0", "对象", "object"),
        ("/leads/L-1/reasons", {"why": ""}, "why", "至少 1", "least 1"),
    ],
)
def test_what_is_allowed_is_said_in_both_languages(
    path: str, body: dict[str, Any], field: str, zh: str, en: str
) -> None:
    system(pk=1)
    told = program("manager").post(path, body, If_Match="*")
    assert told.status == 422, told.body
    (problem,) = told.body["problems"]
    assert problem["field"] == field
    assert zh in problem["zh"], problem
    assert en in problem["en"], problem


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/surveys?state=gone", "state"),
        ("/surveys?limit=0", "limit"),
        ("/surveys?system=0", "system"),
    ],
)
def test_a_filter_is_named_as_it_was_given(path: str, field: str) -> None:
    told = program("manager").get(path)
    assert [each["field"] for each in told.body["problems"]] == [field]


def test_a_field_of_a_form_is_named_as_it_was_given() -> None:
    form = {"option": "X", "name": "王", "how": "邮件", "sha256": "0"}
    told = program("manager").upload("/proposals/U-1/accept", form)
    assert {each["field"] for each in told.body["problems"]} == {"option", "sha256", "file"}
