"""The finding: the sentence over a comparison, always made from the figures."""

from datetime import date

import pytest

from lumencare.domain.quotation.finding import find_best_cover
from lumencare.domain.quotation.ways import years_to_cover
from tests import builders

ON = date(2026, 1, 15)
OPEN, CLOSED, LAST, PAST = (date(year, 3, 1) for year in (2025, 2020, 2018, 2015))


def test_part_care_plus_with_service_care_is_less_than_support_but_more_at_first() -> None:
    """PP-1, SC-2, TS-1: the Quantum case."""
    finding = find_best_cover(builders.edition(), builders.system(), ON)
    assert [str(each.total) for each in finding.ways] == ["200000.00", "228000.00", "240000.00"]
    assert [str(each.first_twelve_months) for each in finding.ways] == [
        "100000.00",
        "33000.00",
        "35000.00",
    ]
    zh, en = finding.sentence.zh, finding.sentence.en
    for figure in ("¥200,000", "¥28,000", "¥67,000", "¥240,000"):
        assert figure in zh
        assert figure in en
    assert "第 3 至 8 个项目年度" in zh
    assert "¥28,000 less than the Technology Support Plan" in en
    assert "费用最低，共 ¥200,000 起，比综合保障计划少 ¥28,000。" in zh
    assert "但服务首年需付 ¥100,000 起，比综合保障计划多 ¥67,000。" in zh


@pytest.mark.parametrize(
    ("warranty_class", "bom", "ordered", "zh", "en"),
    [
        ("1Y", "500000", OPEN, "比综合保障计划少 ¥13,000", "from ¥150,000 in all, ¥13,000 less"),
        ("HWQS8", "300000", OPEN, "比硬件保障计划+（年付）", "from ¥105,000 in all, ¥12,000 less"),
        (
            "2Y",
            "1000000",
            CLOSED,
            "只能选择综合保障计划",
            "only choice is the Technology Support Plan",
        ),
        ("2Y", "1000000", LAST, "第 8 个项目年度如需", "Technology Support Plan: from ¥43,000"),
        ("HWQS8", "300000", CLOSED, "每年 ¥15,000 起", "25% in project years 6 to 8"),
        ("2Y", "1000000", PAST, "系统保障计划", "ended on 1 March 2023"),
    ],
)
def test_the_sentence_fits_what_is_left_to_buy(
    warranty_class: str, bom: str, ordered: date, zh: str, en: str
) -> None:
    """PW-2, TS-2, G-4, SY-3."""
    system = builders.system(warranty_class, bom, ordered)
    finding = find_best_cover(builders.edition(), system, ON)
    assert zh in finding.sentence.zh
    assert en in finding.sentence.en
    assert finding.because


def test_the_sums_behind_the_sentence_are_written_out() -> None:
    finding = find_best_cover(builders.edition(), builders.system(), ON)
    assert "80,000.00 + 6 × 20,000.00 = 200,000.00" in finding.because[0].text.zh


@pytest.mark.parametrize(
    ("warranty_class", "ordered", "years"),
    [
        ("1Y", OPEN, (2, 3, 4, 5, 6, 7, 8)),
        ("2Y", OPEN, (3, 4, 5, 6, 7, 8)),
        ("HWQS8", OPEN, (3, 4, 5, 6, 7, 8)),
        ("2Y", CLOSED, (6, 7, 8)),
        ("2Y", PAST, ()),
    ],
)
def test_the_years_to_cover_follow_the_full_initial_warranty(
    warranty_class: str, ordered: date, years: tuple[int, ...]
) -> None:
    """D-4, G-4."""
    system = builders.system(warranty_class, order_date=ordered)
    assert years_to_cover(builders.edition(), system, ON) == years
