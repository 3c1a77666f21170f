"""How chosen plans and options may be written in one cell."""

import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.problems import InputProblems
from lumencare.exchange.portfolio.choices import option_reader, plan_reader

EDITION = current_edition()
read_plans = plan_reader(EDITION)
read_options = option_reader(EDITION)


def plans(cell: str) -> list[str]:
    return [
        f"{each.plan}:{','.join(map(str, each.years))}" if each.years else str(each.plan)
        for each in read_plans(cell).choices
    ]


def options(cell: str) -> list[str]:
    return [f"{each.code} x{each.quantity}" for each in read_options(cell).choices]


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("part-care-basic", ["part-care-basic"]),
        ("Part-Care-Plus", ["part-care-plus"]),
        ("硬件保障计划+", ["part-care-plus"]),
        ("硬件保障计划＋（年付）", ["part-care-plus-annual"]),
        ("Part Care Plan+ (Annual Payment)", ["part-care-plus-annual"]),
        ("硬件保障计划+；服务保障计划", ["part-care-plus", "service-care"]),
        ("硬件+、服务", ["part-care-plus", "service-care"]),
        ("Part Care+\nService Care", ["part-care-plus", "service-care"]),
        ("综合", ["technology-support"]),
        ("technology-support:3,4", ["technology-support:3,4"]),
        ("综合保障计划：３，４；系统保障计划", ["technology-support:3,4", "system-care"]),
        ("technology-support: 3-5, 8", ["technology-support:3,4,5,8"]),
        ("Tech Support:4至6", ["technology-support:4,5,6"]),
        ("service-care;;  ", ["service-care"]),
        ("无", []),
        ("-", []),
        ("none", []),
    ],
)
def test_plans_go_by_code_or_name_with_years(cell: str, chosen: list[str]) -> None:
    assert plans(cell) == chosen


def test_each_plan_is_known_by_each_of_its_names() -> None:
    for plan in EDITION.plans:
        for name in (plan.name, plan.short_name):
            assert plans(name.zh) == plans(name.en) == [plan.code]


@pytest.mark.parametrize(
    ("cell", "plan"),
    [
        # the case figures mean Basic by the bare name.
        ("硬件保障计划", "part-care-basic"),
        ("Part Care Plan", "part-care-basic"),
        # Technology Support is once called by another Chinese name.
        ("标准技术支持计划", "technology-support"),
    ],
)
def test_the_other_names_that_the_offer_uses_are_known(cell: str, plan: str) -> None:
    assert plans(cell) == [plan]


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("gold", ["gold"]),
        ("part-care-plus, service-care", ["part-care-plus, service-care"]),
        ("part-care-plus + service-care", ["part-care-plus + service-care"]),
        ("gold; service-care; silver", ["gold", "silver"]),
        ("technology-support:5-3", ["technology-support:5-3"]),
        ("technology-support:3,,4", ["technology-support:3,,4"]),
        ("technology-support:", ["technology-support:"]),
        ("technology-support:3、4", ["4"]),
        ("technology-support:100", ["technology-support:100"]),
    ],
)
def test_every_item_that_is_no_plan_is_named(cell: str, wrong: list[str]) -> None:
    with pytest.raises(InputProblems) as refused:
        read_plans(cell)
    assert [each.given for each in refused.value.problems] == wrong


@pytest.mark.parametrize(
    ("cell", "given", "nearest"),
    [
        ("综合保障", "综合保障", "technology-support"),
        ("Part Care Basic+", "Part Care Basic+", "part-care-basic"),
        ("service-care; technology-suport：3-5", "technology-suport：3-5", "technology-support"),
        ("服务保证计划", "服务保证计划", "service-care"),
    ],
)
def test_what_was_probably_meant_is_named_first(cell: str, given: str, nearest: str) -> None:
    with pytest.raises(InputProblems) as refused:
        read_plans(cell)
    (problem,) = refused.value.problems
    assert problem.given == given
    assert problem.allowed.en.startswith(f"Is {nearest} (")
    assert nearest in problem.allowed.zh.partition("？")[0]


def test_what_can_be_chosen_is_told_in_a_few_words() -> None:
    for read, cell in ((read_plans, "gold"), (read_options, "teleport")):
        with pytest.raises(InputProblems) as refused:
            read(cell)
        (problem,) = refused.value.problems
        assert len(problem.allowed.zh) < 150
        assert len(problem.allowed.en) < 300


@pytest.mark.parametrize(
    ("cell", "chosen"),
    [
        ("24h", ["24h x1"]),
        ("24 小时响应、weekend x2", ["24h x1", "weekend x2"]),
        ("48-hour response, preventive-maintenance*2", ["48h x1", "preventive-maintenance x2"]),
        ("维护巡检×３；现场编程", ["preventive-maintenance x3", "onsite-programming x1"]),
        ("周末服务（周六、周日 8:00-18:00）x2、72h", ["weekend x2", "72h x1"]),
        ("周末服务 X 2", ["weekend x2"]),
        ("培训中心培训", ["centre-training x1"]),
        ("无", []),
    ],
)
def test_options_go_by_code_or_name_with_quantity(cell: str, chosen: list[str]) -> None:
    """RO-1, NB-1, AV-1."""
    assert options(cell) == chosen


def test_each_option_is_known_by_each_of_its_names() -> None:
    rows = (*EDITION.hours, *EDITION.added_value)
    for row in rows:
        assert options(row.text.zh) == options(row.text.en) == [f"{row.code} x1"]


@pytest.mark.parametrize("cell", ["12h", "standard", "weekend x0", "weekend x366", "weekend x-1"])
def test_what_is_no_option_is_refused(cell: str) -> None:
    with pytest.raises(InputProblems):
        read_options(cell)
