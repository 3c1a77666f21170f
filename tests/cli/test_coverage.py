"""`lumencare coverage` answers under the names that do not change, and refuses with the rule."""

import pytest

from tests.cli.calling import Called, call


def coverage(*more: str) -> Called:
    """Ask for a 2-year system ordered on 2025-03-01, as JSON."""
    return call("coverage", "--class", "2Y", "--order-date", "2025-03-01", "--json", *more)


def test_the_answer_has_its_fields() -> None:
    """PC-2, D-2, D-12."""
    answer = coverage(
        "--on", "2028-06-01", "--plan", "part-care-basic@2025-06-01", "--part-price", "1000",
        "--start-up", "manufacturer",
    ).json  # fmt: skip
    assert {key: answer[key] for key in answer if key not in {"because", "entitlements"}} == {
        "project_year": 4,
        "parts_percent": 50,
        "part_price": "1000.00",
        "customer_pays": "500.00",
        "diagnostic_labour": "chargeable",
        "visit_charge": "4800.00",
        "response": "none",
        "continuity": None,
    }
    assert {each["rule"] for each in answer["because"]} >= {"PC-2", "D-4", "D-12"}


def test_support_for_some_years_and_service_care_beside() -> None:
    """D-5, D-6, RO-1."""
    answer = coverage(
        "--on", "2027-06-01", "--plan", "technology-support@2027-05-05:3,4", "--response", "24h"
    ).json
    assert (answer["parts_percent"], answer["diagnostic_labour"]) == (100, "covered")
    assert (answer["visit_charge"], answer["response"]) == ("0.00", "24h")
    assert [each["service"] for each in answer["entitlements"]] == [
        "preventive-man-day",
        "training-hour",
        "phone",
        "spare-pool",
    ]
    assert answer["entitlements"][0]["until"] == "2028-03-01"


def test_another_cause_is_charged() -> None:
    """SC-10, D-12."""
    answer = coverage("--on", "2026-06-01", "--cause", "other", "--part-price", "99.99").json
    assert (answer["parts_percent"], answer["customer_pays"]) == (0, "99.99")
    assert answer["visit_charge"] == "4800.00"
    assert answer["because"][0]["rule"] == "SC-10"


def test_the_annual_chain_is_shown() -> None:
    """PA-3, D-15."""
    answer = coverage("--on", "2026-12-01", "--plan", "part-care-plus-annual@2025-06-01").json
    assert answer["continuity"]["state"] == "running"
    assert answer["continuity"]["renew_by"] == "2027-03-01"


@pytest.mark.parametrize(
    ("plans", "rule"),
    [
        (["part-care-plus@2027-03-02"], "PW-1"),
        (["service-care@2033-03-02"], "G-4"),
        (["technology-support@2027-05-05:2"], "D-5"),
        (["part-care-plus-annual@2026-05-05:2,4"], "PA-3"),
        (["part-care-basic@2025-05-05", "part-care-plus@2025-05-05"], "D-22"),
    ],
)
def test_an_impossible_purchase_is_refused_with_its_rule(plans: list[str], rule: str) -> None:
    """Exit status 1; the rule stands on standard error."""
    words = [word for each in plans for word in ("--plan", each)]
    answer = coverage("--on", "2033-03-02", *words)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith(f"{rule}:")


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("--plan", "part-care-gold@2025-06-01"),
        ("--plan", "part-care-basic"),
        ("--plan", "part-care-basic@2025-02-30"),
        ("--plan", "technology-support@2027-06-01:x"),
        ("--plan", "technology-support@2027-06-01:"),
        ("--plan", "technology-support@2027-06-01:3_4"),
        ("--plan", "technology-support@2027-06-01:-1"),
        ("--part-price", "9" * 26),
        ("--part-price", "1" + "0" * 40),
        ("--plan", "part-care-basic@2025-02-28"),
        ("--cause", "weather"),
        ("--part-price", "-1"),
        ("--response", "12h"),
        ("--class", "2X"),
    ],
)
def test_wrong_input_names_its_option(option: str, given: str) -> None:
    """Exit status 2."""
    answer = coverage("--on", "2028-06-01", option, given)
    assert (answer.status, answer.out) == (2, "")
    assert option in answer.err
    assert given in answer.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_person_gets_the_answer_and_its_reasons(language: str) -> None:
    """D-11."""
    shown = call(
        "coverage", "--class", "2Y", "--order-date", "2025-03-01", "--on", "2028-06-01",
        "--plan", "part-care-basic@2025-06-01", "--plan", "service-care@2028-01-01",
        "--part-price", "1000", "--lang", language,
    )  # fmt: skip
    assert shown.status == 0
    assert "50%" in shown.out
    assert "PC-2" in shown.out
    assert "¥500.00 / ¥1,000.00" in shown.out


def test_two_response_options_in_one_year_are_refused() -> None:
    """D-21."""
    answer = coverage("--on", "2026-06-01", "--response", "24h", "--response", "48h")
    assert answer.status == 1
    assert answer.err.startswith("D-21:")
