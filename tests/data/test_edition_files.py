"""The shipped edition is sound; a broken one is reported line by line (G-1..G-5, D-3)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lumencare.data.edition_files import (
    FOLDER,
    check_edition,
    edition_in_force,
    find_edition,
    list_editions,
    load_edition,
)
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems

SHIPPED = FOLDER / "cn-mainland-1.toml"


@pytest.mark.parametrize("code", list_editions())
def test_every_shipped_edition_passes_every_check(code: str) -> None:
    """G-1: the offer for China Mainland."""
    edition = load_edition(FOLDER / f"{code}.toml")
    assert edition.code == code
    assert edition.territory.zh == "中国大陆"
    assert (edition.governing_language, edition.currency, edition.horizon_years) == ("zh", "RMB", 8)


def test_effective_dates_are_kept_apart_for_sales_and_contracts() -> None:
    """An edition may hold for new sales before it holds for contracts that run."""
    edition = load_edition(SHIPPED)
    assert {each.use: each.since for each in edition.effective} == {
        EditionUse.NEW_SALES: date(1990, 1, 1),
        EditionUse.RUNNING_CONTRACTS: date(1990, 1, 1),
    }


def test_contacts_options_and_services_are_those_published() -> None:
    """G-5, RO-1, NB-1, AV-1, SC-9, RS-1."""
    edition = load_edition(SHIPPED)
    assert [each.value for each in edition.contacts] == [
        "400-842-7731",
        "glts@lutron.com",
        "gccs@lutron.com",
    ]
    assert {each.code: str(each.net) for each in edition.responses if each.hours} == {
        "24h": "10000.00",
        "48h": "8000.00",
        "72h": "6000.00",
    }
    assert {each.code: str(each.net) for each in edition.hours} == {
        "after-hour": "3000.00",
        "weekend": "4000.00",
    }
    remote = {"remote-training", "remote-programming"}
    assert len(edition.added_value) == 8
    for each in edition.added_value:
        assert str(each.net) == ("2400.00" if each.code in remote else "4800.00")
    assert [each.text.zh[:3] for each in edition.documents] == ["系统图", "平面图", "数据库"]
    assert len(edition.remote_modes) == 3


def test_decisions_of_one_value_are_fields_of_the_edition() -> None:
    """D-3, D-6, D-12, D-15, D-19, D-23, D-24, D-25, D-26."""
    edition = load_edition(SHIPPED)
    assert {each.name: each.value for each in edition.settings} == {
        "proration": "none",
        "grace_days": 0,
        "chargeable_visit": "4800.00",
        "remote_agreement_months": 12,
        "quotation_valid_days": 30,
        "rail_yes_minutes": 105,
        "rail_confirm_minutes": 150,
    }
    assert {each.kind: str(each.percent) for each in edition.vat} == {
        "service": "6.0",
        "replacement-part": "13.0",
    }
    assert all(each.assumed for each in edition.vat)
    days = {each.of: each.days for each in edition.reminders}
    assert days["purchase-window"] == days["renewal"] == days["contract-end"] == (90, 60, 30, 7)
    assert days["allowance"] == (90, 60, 30)


def test_each_clause_speaks_both_languages_and_cites_its_rules() -> None:
    """G-2, RS-2, SC-10, SY-2, SY-4, D-13, D-14: the clauses that documents print."""
    edition = load_edition(SHIPPED)
    cited = {rule for clause in edition.clauses for rule in clause.rules}
    assert {"G-2", "RS-2", "SC-10", "SY-2", "SY-4", "D-13", "D-14", "D-20", "D-21"} <= cited
    assert all(each.text.zh and each.text.en for each in edition.clauses)


def without(row: str) -> Callable[[str], str]:
    """Take the line away that holds this text."""
    return lambda text: "\n".join(line for line in text.splitlines() if row not in line)


def swap(old: str, new: str) -> Callable[[str], str]:
    """Change the first occurrence of a text, which must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


BROKEN = {
    "a missing rate row": (
        without("year = 5, percent = 1.9"),
        "rate row is missing",
    ),
    "a duplicate rate row": (
        swap(
            "rates = [",
            "rates = [\n"
            '  { plan = "part-care-basic", classes = ["1Y"], percent = 4.0, rule = "PC-1" },',
        ),
        "repeats another row",
    ),
    "a gap at a bracket edge": (
        swap("at_least = 750000, percent = 2.0", "at_least = 760000, percent = 2.0"),
        "gap before",
    ),
    "a jump at a bracket edge": (
        swap("at_least = 750000, percent = 2.0", "at_least = 750000, percent = 2.1"),
        "price jumps at the edge",
    ),
    "a percentage out of range": (
        swap("percent = 9.0", "percent = 109.0"),
        "between 0 and 100",
    ),
    "a clause with one language": (
        swap(
            'en = "Where the Chinese and the English text differ, the Chinese text governs."',
            'en = ""',
        ),
        "Both the Chinese and the English",
    ),
    "an unknown rule id": (swap('rule = "PP-1"', 'rule = "PP-9"'), "no rule with this id"),
    "an unknown plan": (
        swap('plan = "part-care-basic", classes', 'plan = "part-care-gold", classes'),
        "Allowed: part-care-basic",
    ),
    "a float where text belongs": (swap('code = "1Y"', "code = 1.5"), "Text is expected"),
    "an amount with three decimals": (swap("net = 10000,", "net = 10000.001,"), "two decimals"),
    "an unknown field": (swap("last_year = 1,", "last_years = 1,"), "no such field"),
    "a missing window": (without('"HWQS8", last_year = 2, rule = "PW-1"'), "row is missing"),
    "coverage years beyond the horizon": (
        swap("years = [6, 8]", "years = [6, 9]"),
        "between 1 and 8",
    ),
    "a setting of the wrong form": (
        swap('name = "grace_days",              value = 0', 'name = "grace_days", value = "none"'),
        "whole number from 0 to 366",
    ),
    "a plan without a clause": (
        lambda text: text.replace('plans = ["system-care"]', "plans = []"),
        "plan has no clause",
    ),
    "a response without its time": (swap("hours = 24, ", ""), "needs hours or business_days"),
    "a response for nowhere": (swap('"rail-shanghai"', '"rail-canton"'), "Allowed: anywhere"),
    "an unknown entry": (
        swap("horizon_years = 8", "horizon_years = 8\nhorizon = 9"),
        "no such entry",
    ),
    "a case of a plan that its class cannot have": (
        swap(
            'plan = "part-care-basic",       class = "2Y",    bom',
            'plan = "part-care-basic", class = "HWQS8", bom',
        ),
        "no price for this plan",
    ),
    "years of cover without end": (swap("years = [1, 1]", "years = [-90000, 90000]"), "Years must"),
    "a name in one language": (
        swap('en = "China Mainland service plans, edition 1"', "en = 1"),
        "Both",
    ),
    "an unknown verdict": (swap('verdict = "refused"', 'verdict = "refuse"'), "Allowed: refused"),
    "an unknown moment": (swap('when = "ever"', 'when = "evr"'), "Allowed: ever"),
    "proration that is not priced": (swap('value = "none"', 'value = "daily"'), "Allowed: none"),
    "a visit price that is none": (swap('value = "4800.00"', 'value = "abc"'), "amount as text"),
    "negative grace": (
        swap('name = "grace_days",              value = 0', 'name = "grace_days", value = -1'),
        "whole number from 0 to 366",
    ),
    "a percentage of five decimals": (swap("percent = 9.0", "percent = 9.00001"), "four decimals"),
    "a percentage that is none": (swap("percent = 9.0", "percent = nan"), "four decimals"),
    "years without end": (swap("years = [6, 8]", "years = [6, 99999999999]"), "up to 100,000"),
    "a horizon without end": (
        swap("horizon_years = 8", "horizon_years = 99999999999"),
        "Between 1 and 50",
    ),
    "an edition for nothing": (without('for = "running-contracts"'), "row is missing"),
    "no edition code": (swap('edition = "cn-mainland-1"', "edition = 1"), "edition is needed"),
    "not TOML": (swap("[", "[[["), "not valid TOML"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_edition_names_file_and_line(name: str, tmp_path: Path) -> None:
    """Each kind of mistake is caught by its own check."""
    change, message = BROKEN[name]
    broken = tmp_path / "draft.toml"
    broken.write_text(change(SHIPPED.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(InputProblems) as wrong:
        load_edition(broken)
    problems = [each.sentence("en") for each in wrong.value.problems]
    assert any(message in each and each.startswith("draft.toml") for each in problems), problems
    assert all(each.allowed.zh for each in wrong.value.problems)


def test_all_problems_are_reported_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """A person mends the file once."""
    text = SHIPPED.read_text(encoding="utf-8")
    for change in ("a percentage out of range", "an unknown rule id", "a jump at a bracket edge"):
        text = BROKEN[change][0](text)
    broken = tmp_path / "draft.toml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems) as wrong:
        load_edition(broken)
    lines = [int(each.where.split(":")[1]) for each in wrong.value.problems]
    assert len(set(lines)) >= 3
    assert lines == sorted(lines)
    shown = broken.read_text(encoding="utf-8").splitlines()
    by_line = {int(p.where.split(":")[1]): p for p in wrong.value.problems}
    jump = next(n for n, p in by_line.items() if "jumps" in p.allowed.en)
    assert "percent = 2.1" in shown[jump - 1]


def test_a_later_edition_keeps_the_shape_of_the_earlier(tmp_path: Path) -> None:
    """What others rely on by name cannot be taken away."""
    earlier: Edition = load_edition(SHIPPED)
    text = SHIPPED.read_text(encoding="utf-8").replace('"cn-mainland-1"', '"cn-mainland-2"')
    later = tmp_path / "cn-mainland-2.toml"
    later.write_text(text, encoding="utf-8")
    assert load_edition(later, earlier=earlier).code == "cn-mainland-2"
    later.write_text(without('code = "remote-training"')(text), encoding="utf-8")
    with pytest.raises(InputProblems, match="remote-training"):
        load_edition(later, earlier=earlier)


def test_an_unknown_edition_is_answered_with_those_there_are() -> None:
    """A clear error that names what is allowed."""
    with pytest.raises(InputProblems, match="cn-mainland-1"):
        find_edition("cn-mainland-99")


def test_nothing_in_the_edition_promises_a_refund() -> None:
    """D-17: cancellation is a staff action with a reason; no price or clause refunds by itself."""
    edition = load_edition(SHIPPED)
    for clause in edition.clauses:
        assert "退" not in clause.text.zh
        assert "refund" not in clause.text.en


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", "name = '计划'".encode("gb18030"), b"a = " + b"[" * 100_000],
    ids=["bytes", "gb18030", "nested"],
)
def test_what_is_no_edition_at_all_is_an_input_problem(content: bytes, tmp_path: Path) -> None:
    """Never a traceback."""
    broken = tmp_path / "draft.toml"
    broken.write_bytes(content)
    with pytest.raises(InputProblems):
        load_edition(broken)


def test_what_is_no_toml_names_the_line_where_reading_stopped() -> None:
    """The office shows the line beside the problem."""
    text = SHIPPED.read_text(encoding="utf-8").splitlines()
    text[20] = "classes = = ["
    with pytest.raises(InputProblems) as wrong:
        check_edition("\n".join(text), "draft.toml")
    assert [each.where for each in wrong.value.problems] == ["draft.toml:21"]


def test_the_edition_in_force_is_chosen_by_the_day_and_by_what_it_is_for(tmp_path: Path) -> None:
    """New sales can take up an edition before contracts that run do."""
    text = SHIPPED.read_text(encoding="utf-8")
    (tmp_path / "one.toml").write_text(text, encoding="utf-8")
    later = (
        text.replace('"cn-mainland-1"', '"cn-mainland-2"')
        .replace('"new-sales",         from = 1990-01-01', '"new-sales", from = 2027-01-01')
        .replace('"running-contracts", from = 1990-01-01', '"running-contracts", from = 2028-01-01')
    )
    (tmp_path / "two.toml").write_text(later, encoding="utf-8")

    def code(on: date, use: EditionUse) -> str:
        return edition_in_force(on, use, tmp_path).code

    sales, contracts = EditionUse.NEW_SALES, EditionUse.RUNNING_CONTRACTS
    assert code(date(2026, 12, 31), sales) == "cn-mainland-1"
    assert code(date(2027, 1, 1), sales) == "cn-mainland-2"
    assert code(date(2027, 12, 31), contracts) == "cn-mainland-1"
    assert code(date(2028, 1, 1), contracts) == "cn-mainland-2"
    assert code(date(1980, 1, 1), sales) == "cn-mainland-1"
