"""`lumencare compare` answers under the names that do not change, and refuses wrong input."""

from itertools import pairwise

import pytest

from tests.cli.calling import Called, call

QUANTUM = ("--class", "2Y", "--bom", "1000000", "--order-date", "2025-03-01")
PLANS = [
    "part-care-basic",
    "part-care-plus",
    "part-care-plus-annual",
    "service-care",
    "technology-support",
    "system-care",
]


def compare(*more: str) -> Called:
    """Compare the Quantum case on 2026-01-15 as JSON."""
    return call("compare", *QUANTUM, "--on", "2026-01-15", "--json", *more)


def test_the_answer_has_its_fields() -> None:
    """The interface: all six plans, money as text, dates in ISO."""
    answer = compare().json
    assert {name: answer[name] for name in ("edition", "class", "bom", "order_date", "on")} == {
        "edition": "cn-mainland-1",
        "class": "2Y",
        "bom": "1000000.00",
        "order_date": "2025-03-01",
        "on": "2026-01-15",
    }
    assert answer["project_year"] == 1
    assert [each["plan"] for each in answer["plans"]] == PLANS
    assert "response" not in answer
    basic = answer["plans"][0]
    assert basic["name"] == {"zh": "硬件保障计划 Basic", "en": "Part Care Plan Basic"}
    assert basic["eligible"] is True
    assert basic["last_day_to_buy"] == "2027-03-01"
    assert basic["total_net"] == "30000.00"
    (payment,) = basic["payments"]
    assert payment["project_year"] is None
    assert payment["net"] == "30000.00"
    assert payment["from_price"] is False
    assert set(basic["because"][0]) >= {"rule", "applies", "zh", "en"}


def test_cover_is_given_for_eight_years_with_who_gives_it() -> None:
    """PC-2: where both give the same, the initial warranty is named."""
    basic = compare().json["plans"][0]
    assert [(each["parts_percent"], each["by"]) for each in basic["coverage"]] == [
        (100, "initial-warranty"),
        (100, "initial-warranty"),
        *[(50, "part-care-basic")] * 3,
        *[(25, "part-care-basic")] * 3,
    ]
    assert [each["project_year"] for each in basic["coverage"]] == list(range(1, 9))


def test_plans_by_year_list_their_remaining_years() -> None:
    """PA-1, TS-1, SC-2, SY-3."""
    plans = {each["plan"]: each for each in compare().json["plans"]}
    annual, support = plans["part-care-plus-annual"], plans["technology-support"]
    assert [each["project_year"] for each in annual["payments"]] == [*range(1, 9)]
    assert annual["total_net"] == "120000.00"
    assert [each["project_year"] for each in support["payments"]] == [*range(2, 9)]
    assert support["total_net"] == "228000.00"
    assert [each["net"] for each in plans["service-care"]["payments"]] == ["20000.00"]
    system_care = plans["system-care"]
    assert system_care["by_proposal"] is True
    assert (system_care["payments"], system_care["total_net"]) == ([], None)


def test_the_year_of_the_purchase_is_covered() -> None:
    """D-6: support bought in year 4 covers year 4 and every later one, none before."""
    plans = call("compare", *QUANTUM, "--on", "2028-06-01", "--json").json["plans"]
    support = next(each for each in plans if each["plan"] == "technology-support")
    assert [(each["parts_percent"], each["by"]) for each in support["coverage"]] == [
        *[(100, "initial-warranty")] * 2,
        (0, "none"),
        *[(100, "technology-support")] * 5,
    ]


def test_what_may_not_be_bought_has_no_price() -> None:
    """TS-2, PC-1: and says why."""
    villa = ("--class", "HWQS8", "--bom", "300000", "--order-date", "2020-03-01")
    plans = call("compare", *villa, "--on", "2026-01-15", "--json").json["plans"]
    for each in plans:
        if not each["eligible"]:
            assert (each["payments"], each["total_net"], each["coverage"]) == ([], None, [])
            assert each["because"][0]["applies"] is False
    assert [each["plan"] for each in plans if each["eligible"]] == ["service-care", "system-care"]


def test_a_city_adds_the_response_options() -> None:
    """RO-1, RO-2, RO-3, D-19."""
    response = compare("--city", "苏州").json["response"]
    assert [(each["commitment"], each["available"], each["net_per_year"]) for each in response] == [
        ("24h", "yes", "10000.00"),
        ("48h", "no", "8000.00"),
        ("72h", "yes", "6000.00"),
    ]
    assert all(each["because"] for each in response)


def test_an_option_that_no_plan_can_hold_is_not_available() -> None:
    """RO-1, G-4: after year 8 there is nothing to add it to."""
    old = ("--class", "1Y", "--bom", "500000", "--order-date", "2014-03-01")
    answer = call("compare", *old, "--on", "2026-01-15", "--city", "苏州", "--json").json
    for each in answer["response"]:
        assert each["available"] == "no"
        assert [reason["rule"] for reason in each["because"]][:2] == ["RO-1", "G-4"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_person_gets_a_table_in_either_language(language: str) -> None:
    """The same figures, readable."""
    shown = call("compare", *QUANTUM, "--on", "2026-01-15", "--city", "苏州", "--lang", language)
    assert shown.status == 0
    names = {"zh": ("硬件保障计划+", "快速响应"), "en": ("Part Care Plan+", "Response options")}
    for words in ("80,000", "2027-03-01", "PW-1", *names[language]):
        assert words in shown.out


WRONG = {
    "--class": ["3Y", ""],
    "--bom": ["0", "-5", "10000000000.01", "1.234", "9" * 40, "abc", "1,00", "NaN", "1e6", "inf"],
    "--order-date": ["2999-01-01", "1989-12-31", "2025-02-29", "yesterday"],
    "--on": ["2025-02-28", "2026-13-01", "9999-12-31"],
    "--start-up": ["nobody"],
    "--edition": ["cn-mainland-99"],
    "--city": ["Atlantis", ""],
}


@pytest.mark.parametrize(
    ("option", "given"), [(option, each) for option, values in WRONG.items() for each in values]
)
def test_wrong_input_names_the_option_what_was_given_and_what_is_allowed(
    option: str, given: str
) -> None:
    """Exit status 2, nothing on standard output."""
    options = dict(pairwise((*QUANTUM, "--on", "2026-01-15")))
    words = {key: value for key, value in options.items() if key.startswith("--")} | {option: given}
    answer = call("compare", *(word for pair in words.items() for word in pair), "--lang", "en")
    assert (answer.status, answer.out) == (2, "")
    assert option in answer.err
    assert "expected" in answer.err or "Allowed" in answer.err or "must" in answer.err


def test_all_wrong_options_are_reported_at_once() -> None:
    """A person mends the call once."""
    answer = call(
        "compare", "--class", "9Y", "--bom", "-1", "--order-date", "x", "--city", "Atlantis"
    )
    assert answer.status == 2
    for option in ("--class", "--bom", "--order-date", "--city"):
        assert option in answer.err


def test_people_may_write_amounts_and_dates_their_way() -> None:
    """Full-width digits, separators, Chinese date marks."""
    answer = call(
        "compare", "--class", "２ｙ", "--bom", "１，０００，０００", "--order-date", "2025年3月1日",
        "--on", "2026/1/15", "--json",
    ).json  # fmt: skip
    assert answer == compare().json


def test_hong_kong_is_refused_by_rule() -> None:
    """G-1: exit status 1."""
    answer = compare("--city", "香港")
    assert answer.status == 1
    assert "G-1" in answer.err


def test_a_missing_option_is_an_input_error() -> None:
    """Never a traceback."""
    answer = call("compare", "--class", "1Y")
    assert answer.status == 2
    assert "--bom" in answer.err


def test_a_refusal_never_hides_wrong_input() -> None:
    """G-1: first what is wrong, then what a rule refuses."""
    answer = compare("--city", "香港", "--start-up", "nobody")
    assert answer.status == 2
    assert "--start-up" in answer.err
    assert "G-1" not in answer.err


def test_missing_options_are_named_together_in_the_language_asked_for() -> None:
    """What was given is repeated as it was typed."""
    answer = call("compare", "--bom", "100万元", "--lang", "zh")
    assert answer.status == 2
    for words in ("--class：缺少内容", "--bom：“100万元” 不可用", "--order-date：缺少内容"):
        assert words in answer.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_figure_is_never_broken_in_two(language: str) -> None:
    """D-2: 18,061.86 must not be read as 18,061.8."""
    shown = call(
        "compare", "--class", "1Y", "--bom", "382732.50", "--order-date", "2025-12-10",
        "--on", "2026-11-23", "--lang", language,
    ).out  # fmt: skip
    for figure in ("18,061.86", "149,396.97", "2026-12-10", "23,802.85"):
        assert figure in shown
