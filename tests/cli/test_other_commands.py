"""`due`, `reach`, `reconcile`, `check-edition`, `completion` and help, as a person calls them."""

from pathlib import Path

import pytest

from lumencare.cli import COMMANDS
from lumencare.data.edition_files import FOLDER
from tests.cli.calling import call


def test_due_answers_with_offset_and_reasons() -> None:
    """D-7, D-8: National Day 2026 runs from 1 to 7 October."""
    answer = call("due", "--reported", "2026-09-30T17:00", "--commitment", "24h", "--json").json
    assert answer["due"] == "2026-10-08T08:00:00+08:00"
    assert answer["calendar_certain"] is True
    assert {each["rule"] for each in answer["because"]} >= {"D-7", "D-8"}


def test_due_takes_bought_windows_and_other_offsets() -> None:
    """NB-1: a weekend service lets the clock end on a Saturday."""
    words = ("--reported", "2026-11-20T07:00Z", "--commitment", "24h", "--with", "weekend")
    assert call("due", *words, "--json").json["due"] == "2026-11-21T15:00:00+08:00"


def test_due_says_when_the_calendar_is_not_announced() -> None:
    """D-8."""
    words = ("--reported", "2026-12-31T17:00", "--commitment", "standard")
    assert call("due", *words, "--json").json["calendar_certain"] is False
    assert "not certain" in call("due", *words, "--lang", "en").out


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("--reported", "2026-11-20"),
        ("--reported", "soon"),
        ("--commitment", "12h"),
        ("--with", "night"),
    ],
)
def test_due_names_the_wrong_option(option: str, given: str) -> None:
    """Exit status 2."""
    words = {"--reported": "2026-11-20T15:00", "--commitment": "24h"} | {option: given}
    answer = call("due", *(word for pair in words.items() for word in pair))
    assert answer.status == 2
    assert option in answer.err


def test_reach_answers_for_cities_and_counties_in_both_languages() -> None:
    """D-19, RO-2, RO-4, SY-2."""
    answer = call("reach", "苏州", "--json").json
    assert answer["city"] == "苏州市"
    assert set(answer["rail_minutes"]) == {"shanghai", "beijing"}
    assert [each["commitment"] for each in answer["options"]] == ["24h", "48h", "72h"]
    assert answer["free_survey"] == "yes"
    assert call("reach", "Suzhou", "--json").json == answer
    assert call("reach", "昆山", "--json").json["options"][0]["available"] == "yes"
    assert call("reach", "乌鲁木齐", "--json").json["free_survey"] == "no"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reach_is_readable(language: str) -> None:
    """RO-2."""
    shown = call("reach", "苏州", "--lang", language)
    assert shown.status == 0
    assert "RO-2" in shown.out


def test_reach_of_an_unknown_place_names_what_is_close() -> None:
    """Exit status 2."""
    answer = call("reach", "Suzhuo", "--lang", "en")
    assert answer.status == 2
    assert "Suzhuo" in answer.err


def test_reconcile_prints_the_thirteen_figures() -> None:
    """The two that differ are explained."""
    answer = call("reconcile", "--json").json
    assert len(answer) == 13
    differing = [each for each in answer if not each["agrees"]]
    assert [(each["case"], each["published"], each["computed"]) for each in differing] == [
        ("athena", "11000.00", "9285.71"),
        ("athena", "24000.00", "23285.71"),
    ]
    assert all(each["note"]["zh"] and each["note"]["en"] for each in answer)
    shown = call("reconcile", "--lang", "zh")
    assert shown.status == 0
    assert "9,285.71" in shown.out


def test_check_edition_reports_every_problem_with_its_line(tmp_path: Path) -> None:
    """Exit status 2 with problems, 0 without."""
    shipped = FOLDER / "cn-mainland-1.toml"
    fine = call("check-edition", str(shipped), "--lang", "en")
    assert (fine.status, "no problem found" in fine.out) == (0, True)
    draft = tmp_path / "draft.toml"
    draft.write_text(
        shipped.read_text(encoding="utf-8")
        .replace("percent = 9.0", "percent = 900")
        .replace('rule = "PP-1"', 'rule = "PP-7"'),
        encoding="utf-8",
    )
    broken = call("check-edition", str(draft), "--lang", "en")
    assert broken.status == 2
    assert broken.err.count("draft.toml:") >= 2
    assert call("check-edition", str(tmp_path / "none.toml")).status == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    """`--help` shows what a person would type."""
    shown = call(command, "--help")
    assert shown.status == 0
    assert f"lumencare {command}" in shown.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there_for_each_shell(shell: str) -> None:
    """The script calls back into the program."""
    assert "_LUMENCARE_COMPLETE" in call("completion", shell).out


def test_an_unknown_command_is_an_input_error() -> None:
    """Exit status 2."""
    assert call("sell").status == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("sell",), "sell"),
        (("compare", "--bmo", "1"), "--bmo"),
        (("reach",), "CITY"),
        (("price-file", "prices.csv"), "OUT"),
        (("due", "--lang", "fr"), "fr"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_where_help_is(
    words: tuple[str, ...], says: str
) -> None:
    """Exit status 2, never a traceback."""
    answer = call(*words)
    assert answer.status == 2
    assert says in answer.err
    assert "--help" in answer.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_register_of_differences_is_shown_with_its_clauses(language: str) -> None:
    """X-1 to X-15: each is a legal risk that the keepers of the offer can see."""
    answer = call("differences", "--json").json
    assert [each["id"] for each in answer] == [f"X-{number}" for number in range(1, 16)]
    assert all(each["clauses"] for each in answer)
    shown = call("differences", "--lang", language)
    assert "X-15" in shown.out
