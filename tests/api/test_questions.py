"""The questions that need no row answer exactly what the command line prints."""

import re
from typing import Any

import pytest

from tests.api.calling import NOBODY, program
from tests.cli.calling import call

pytestmark = pytest.mark.django_db
QUANTUM = {"class": "2Y", "bom": "1000000", "order_date": "2025-03-01", "on": "2026-01-15"}
HELD = {"class": "2Y", "order_date": "2024-03-01", "on": "2026-09-01"}
POSTED: list[tuple[str, dict[str, Any]]] = [
    ("compare", QUANTUM),
    ("compare", {**QUANTUM, "bom": 1_000_000}),
    ("compare", {**QUANTUM, "bom": "1,000,000.00", "city": "昆山"}),
    ("compare", {**QUANTUM, "city": "Suzhou", "start_up": "manufacturer"}),
    ("compare", {**QUANTUM, "class": "hwqs8", "bom": "300000", "edition": "cn-mainland-1"}),
    ("compare", {**QUANTUM, "class": "1Y", "on": "2030-01-15", "city": "乌鲁木齐市"}),
    ("compare", {"class": "1Y", "bom": "750000.01", "order_date": "2024-05-20"}),
    ("coverage", HELD),
    (
        "coverage",
        {
            **HELD,
            "plan": ["part-care-basic@2024-05-10", "service-care@2026-08-01"],
            "response": "24h",
            "part_price": "1000",
        },
    ),
    (
        "coverage",
        {
            "class": "1Y",
            "order_date": "2023-06-01",
            "on": "2025-07-01",
            "plan": ["technology-support@2025-06-20:3,4"],
            "cause": "other",
        },
    ),
    (
        "coverage",
        {
            "class": "1Y",
            "order_date": "2023-06-01",
            "on": "2024-07-01",
            "plan": ["part-care-plus-annual@2023-06-20:2"],
            "start_up": "manufacturer",
            "edition": "cn-mainland-1",
        },
    ),
    ("due", {"reported": "2026-09-30T17:00", "commitment": "24h"}),
    ("due", {"reported": "2026-11-20T19:00", "commitment": "standard", "with": ["after-hour"]}),
    (
        "due",
        {
            "reported": "2026-11-20T15:00+09:00",
            "commitment": "72h",
            "with": ["weekend", "after-hour"],
        },
    ),
    ("due", {"reported": "2033-02-01T09:00", "commitment": "48h"}),
]
READ = [
    "reach/苏州",
    "reach/Kunshan",
    "reach/乌鲁木齐市",
    "reach/%E6%98%86%E5%B1%B1",
    "reconcile",
    "differences",
]


def options_of(fields: dict[str, Any]) -> list[str]:
    """Return the fields of a question as the words of a command."""
    given = [
        (name, each)
        for name, value in fields.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    return [word for name, each in given for word in (f"--{name.replace('_', '-')}", str(each))]


@pytest.mark.parametrize(("question", "fields"), POSTED)
def test_a_question_gets_the_answer_of_the_command_line(
    question: str, fields: dict[str, Any]
) -> None:
    told = program("sales").post(f"/{question}", fields)
    assert told.status == 200, told.body
    assert told.body == call(question, *options_of(fields), "--json").json


@pytest.mark.parametrize("path", READ)
def test_what_is_read_is_the_answer_of_the_command_line(path: str) -> None:
    told = program("sales").get(f"/{path}")
    words = path.replace("%E6%98%86%E5%B1%B1", "昆山").split("/")
    assert told.status == 200
    assert told.body == call(*words, "--json").json


def test_a_held_plan_may_be_an_object() -> None:
    text = {**HELD, "plan": ["part-care-plus@2024-05-10", "technology-support@2025-06-20:3,4"]}
    objects = [
        {"plan": "part-care-plus", "bought": "2024-05-10"},
        {"plan": "technology-support", "bought": "2025-06-20", "years": [3, 4]},
    ]
    caller = program("support")
    assert (
        caller.post("/coverage", {**HELD, "plan": objects}).body
        == caller.post("/coverage", text).body
    )


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("compare", {"class": "3Y", "bom": "-3", "order_date": "2025-03-41", "city": "Nowhere"}),
        ("compare", {}),
        ("compare", {**QUANTUM, "on": "2024-01-01", "edition": "none"}),
        ("coverage", {**HELD, "plan": ["nothing@2024-01-01"], "cause": "moon", "part_price": "x"}),
        ("due", {"reported": "noon", "commitment": "1h", "with": ["night"]}),
    ],
)
def test_all_that_is_wrong_is_told_at_once_by_field(question: str, fields: dict[str, Any]) -> None:
    told = program("sales").post(f"/{question}", fields, Accept_Language="en")
    said = call(question, *options_of(fields), "--json", "--lang", "en")
    assert told.status == 422
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.body["type"].endswith("/input")
    named = [f"--{each['field'].replace('_', '-')}" for each in told.body["problems"]]
    assert named == re.findall(r"^(--[a-z-]+):", said.err, re.M)
    assert [f"--{name}" in told.body["detail"] for name in named] == [False] * len(named)


def test_a_rule_that_refuses_is_named() -> None:
    """D-21: one response option in a contract year."""
    told = program("sales").post("/coverage", {**HELD, "response": ["24h", "48h"]})
    assert (told.status, told.body["type"]) == (422, "/api/v1/problems/refused")
    assert [(each["rule"], each["applies"]) for each in told.body["because"]] == [("D-21", False)]
    assert told.body["detail"] == told.body["because"][0]["zh"]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("sales", {"compare", "coverage", "due", "reach/苏州", "reconcile", "differences"}),
        ("engineer", {"coverage", "due", "reach/苏州", "reconcile", "differences"}),
        ("customer", {"compare", "coverage", "due", "reach/苏州"}),
        ("administrator", {"coverage", "due", "reach/苏州", "reconcile", "differences"}),
    ],
)
def test_prices_and_the_register_are_for_those_who_may_see_them(
    role: str, allowed: set[str]
) -> None:
    caller = program(role)
    due = {"reported": "2026-09-30T17:00", "commitment": "24h"}
    told = {
        "compare": caller.post("/compare", QUANTUM),
        "coverage": caller.post("/coverage", HELD),
        "due": caller.post("/due", due),
        **{path: caller.get(f"/{path}") for path in ("reach/苏州", "reconcile", "differences")},
    }
    assert {each for each, answer in told.items() if answer.status == 200} == allowed
    assert {answer.status for each, answer in told.items() if each not in allowed} <= {403}


@pytest.mark.parametrize("path", ["compare", "coverage", "due"])
def test_nobody_gets_no_answer(path: str) -> None:
    told = NOBODY.post(f"/{path}", QUANTUM)
    assert told.status == 401
    assert told.headers["WWW-Authenticate"] == "Bearer"
    assert told.body["status"] == 401
