"""What the initial warranty covers, said in one sentence (D-4, PC-3)."""

from datetime import date

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.system import System
from lumencare.sites.covering import cover_today


def row(warranty_class: str = "2Y", start_up: str = "manufacturer") -> System:
    return System(
        WarrantyClass(warranty_class), date(2025, 3, 1), Money.of(100_000), StartUp(start_up)
    )


@pytest.mark.parametrize(
    ("system", "on", "sentence"),
    [
        (row(), date(2026, 1, 15), "第 1 年，更换件免费，诊断人工免费。"),
        (
            row(start_up="partner"),
            date(2026, 1, 15),
            "第 1 年，更换件免费，上门诊断收费 ¥4,800。",
        ),
        (row(), date(2027, 3, 2), "第 3 年，更换件由客户付费，上门诊断收费 ¥4,800。"),
        (row("HWQS8"), date(2028, 1, 15), "第 3 年，更换件减免 50%，上门诊断收费 ¥4,800。"),
        (row(), date(2035, 1, 15), "第 10 年，更换件由客户付费，上门诊断收费 ¥4,800。"),
    ],
)
def test_one_sentence_says_who_pays(system: System, on: date, sentence: str) -> None:
    assert cover_today(current_edition(), system, on).sentence.zh == sentence


def test_the_sentence_is_said_in_english_too() -> None:
    said = cover_today(current_edition(), row(), date(2027, 3, 2)).sentence.en
    assert (
        said == "Year 3: the customer pays for replacement parts, a diagnostic visit costs ¥4,800."
    )


def test_each_of_the_eight_years_is_told() -> None:
    years = cover_today(current_edition(), row("HWQS8"), date(2026, 1, 15)).years
    assert [each.parts_percent for each in years] == [100, 100, 50, 50, 50, 25, 25, 25]
