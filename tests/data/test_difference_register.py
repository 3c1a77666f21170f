"""The register of differences between Chinese and English: complete, bilingual, tied to clauses."""

from dataclasses import replace
from pathlib import Path

import pytest

from lumencare.data.difference_register import (
    FILE,
    current_differences,
    load_differences,
)
from lumencare.data.edition_files import current_edition
from lumencare.data.rule_catalogue import load_rules
from lumencare.domain.difference import clauses_on
from lumencare.domain.problems import InputProblems

EDITION = current_edition()

# What the product does about each difference, by a word of its outcome in each language, and one
# rule that it concerns.
CASES = {
    "X-1": ("SC-4", "10 个工作日", "10 business days"),
    "X-2": ("TS-4", "编程、改动", "programming or changes"),
    "X-3": ("TS-6", "自订单之日起", "from the order date"),
    "X-4": ("RO-2", "G、D、C", "high-speed"),
    "X-5": ("RO-4", "自上海或北京", "directly from one of those two cities"),
    "X-6": ("SC-3", "两种金额", "Both amounts"),
    "X-7": ("PC-2", "价格的减免", "reduction of the replacement part's price"),
    "X-8": ("SC-7", "默认地点为上海", "Shanghai is its default place"),
    "X-9": ("SY-1", "中文表述", "Chinese, scope"),
    "X-10": ("SY-4", "有偿现场收集", "collection is offered and priced"),
    "X-11": ("PW-1", "最后一天", "its last day included"),
    "X-12": ("SC-2", "15,000", "15,000"),
    "X-13": ("TS-1", "综合保障计划", "综合保障计划"),
    "X-14": ("PC-1", "Basic", "Part Care Plan Basic"),
    "X-15": ("G-3", "家居项目", "residential projects"),
}


def test_the_shipped_register_passes_every_check() -> None:
    """G-2."""
    assert len(load_differences(FILE, EDITION)) == 15


@pytest.mark.parametrize("difference", CASES)
def test_each_difference_says_what_the_product_does(difference: str) -> None:
    rule, zh, en = CASES[difference]
    found = current_differences()[difference]
    assert rule in found.rules
    assert zh in found.outcome.zh
    assert en in found.outcome.en


@pytest.mark.parametrize("difference", CASES)
def test_each_difference_is_tied_to_a_clause_that_cites_one_of_its_rules(difference: str) -> None:
    found = current_differences()[difference]
    clauses = clauses_on(EDITION, difference)
    assert clauses
    about_a_name = difference in ("X-13", "X-14")
    assert about_a_name or any(set(found.rules) & set(clause.rules) for clause in clauses)


def test_the_register_is_the_catalogue_s_list_of_differences() -> None:
    kinds = [rule.id for rule in load_rules().values() if rule.kind == "difference"]
    assert list(current_differences()) == kinds


def test_a_clause_names_the_differences_it_is_to_be_read_with() -> None:
    named = {clause.id: clause.differences for clause in EDITION.clauses}
    assert named["labour"] == ("X-1", "X-2")
    assert named["governing-language"] == ()


def problems_of(path: Path, text: str, edition: object = EDITION) -> dict[str, str]:
    """Return what is wrong with a register, by what was given."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems) as refused:
        load_differences(path, edition)  # type: ignore[arg-type]
    return {each.given: f"{each.where} {each.allowed.en}" for each in refused.value.problems}


def test_everything_wrong_with_a_register_is_told_with_its_line(tmp_path: Path) -> None:
    shipped = FILE.read_text(encoding="utf-8")
    broken = (
        shipped.replace('id = "X-2"', 'id = "X-1"')
        .replace('rules = ["RO-4"]', 'rules = ["RO-9"]')
        .replace('rules = ["SY-1"]', "rules = []")
        .replace('outcome_zh = "采用 15,000。"', 'outcome_zh = ""')
    )
    said = problems_of(tmp_path / "register.toml", broken)
    line = broken.splitlines().index('rules = ["RO-9"]') - 1
    assert said["RO-9"].startswith(f"register.toml:{line} The ids")
    assert "once" in said["X-1"]
    assert "not registered" in said["X-2"]
    assert "The ids of the offer's rules" in said["X-9"]
    assert "Both the Chinese and the English" in said["outcome_zh/outcome_en"]


def test_a_difference_that_no_clause_names_is_refused(tmp_path: Path) -> None:
    clauses = tuple(replace(each, differences=()) for each in EDITION.clauses)
    bare = replace(EDITION, clauses=clauses)
    said = problems_of(tmp_path / "r.toml", FILE.read_text(encoding="utf-8"), bare)
    assert len(said) == 15
    assert "No clause of the edition" in said["X-1"]


def test_a_clause_that_names_an_unregistered_difference_is_refused(tmp_path: Path) -> None:
    shipped = FILE.read_text(encoding="utf-8")
    without = shipped[: shipped.index('[[differences]]\nid = "X-15"')]
    assert list(problems_of(tmp_path / "r.toml", without)) == ["X-15"]
