"""A proposal's content: kept without loss, changed part by part, checked before it is issued."""

from dataclasses import replace
from decimal import Decimal

import pytest

from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.domain.upgrade.checks import check_whole
from lumencare.domain.upgrade.content import Content, Reuse
from lumencare.domain.upgrade.differences import find_differences
from lumencare.domain.upgrade.editing import (
    discount_lines,
    drop_line,
    drop_option,
    drop_reuse,
    drop_step,
    put_line,
    put_option,
    put_reuse,
    put_step,
    raise_step,
)
from lumencare.domain.upgrade.lines import LineKind
from lumencare.domain.upgrade.stored import content_answer, read_content
from tests.domain.upgrade.parts import (
    a_content,
    a_line,
    a_row,
    a_software_option,
    a_step,
    an_option,
)

DAYS = a_line(
    kind=LineKind.MAN_DAYS,
    quantity=Decimal("2.5"),
    service="onsite-programming",
    hours=Hours.WEEKEND,
)


def test_what_is_kept_is_read_back_as_it_was() -> None:
    content = a_content(options=(an_option(lines=(a_line(), replace(DAYS, key=2))),))
    assert read_content(content_answer(content)) == content
    assert read_content({}) == Content()


def test_every_wrong_field_of_what_is_kept_is_named() -> None:
    raw = content_answer(a_content())
    raw["options"][0]["lines"][0]["price"] = 18000
    raw["options"][1]["kind"] = "paint"
    with pytest.raises(InputProblems) as caught:
        read_content(raw)
    assert [each.where for each in caught.value.problems] == [
        "options[0].lines[0].price",
        "options[1].kind",
    ]


def test_a_whole_content_can_be_issued() -> None:
    """SY-1, SY-3: both kinds of upgrade side by side."""
    assert check_whole(a_content()) == []


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (Content(), "options"),
        (a_content(recommended="C"), "recommended"),
        (a_content(options=(an_option(lines=()),)), "A.lines"),
        (a_content(options=(an_option(steps=()),)), "A.steps"),
        (a_content(options=(an_option(reuse=()),)), "A.reuse"),
        # D-14: the new system is made of hardware, and takes the place of something.
        (a_content(options=(an_option(lines=(a_line(kind=LineKind.SOFTWARE),)),)), "A.lines"),
        (a_content(options=(an_option(reuse=(a_row(verdict=Reuse.KEPT),)),)), "A.reuse"),
        # a software upgrade says what it brings.
        (a_content(options=(an_option(), a_software_option(scope=()))), "B.scope"),
        (a_content(options=(an_option(name=Text("升级", "")),)), "A.name_en"),
        (a_content(options=(an_option(lines=(a_line(quantity=Decimal("1.5")),)),)), "quantity"),
        (a_content(options=(an_option(lines=(a_line(listed=None),)),)), "A.lines[1].why"),
        (a_content(options=(an_option(steps=(a_step(out_hours=4),)),)), "out_of_service_zh"),
        (a_content(options=(an_option(reuse=(a_row(assumed=Reuse.KEPT),)),)), "reuse[1].why"),
    ],
)
def test_what_is_not_whole_is_not_issued(content: Content, where: str) -> None:
    assert [each for each in check_whole(content) if where in each.where]


def test_more_is_never_given_than_the_option_comes_to() -> None:
    """D-17: what is given for a plan stops at the price of the option."""
    given = a_line(
        key=2,
        kind=LineKind.TRADE_IN,
        quantity=Decimal(1),
        price=Money.of("36000.01"),
        listed=None,
        why="loyal",
        source="SC-1",
    )
    content = a_content(options=(an_option(lines=(a_line(), given)),))
    assert [each.where for each in check_whole(content)] == ["A.lines"]


def test_options_get_the_letters_in_turn_and_never_more_than_four() -> None:
    content = Content()
    for _ in range(4):
        content = put_option(content, an_option(key=""))
    assert [each.key for each in content.options] == ["A", "B", "C", "D"]
    assert content.recommended == "A"
    with pytest.raises(InputProblems):
        put_option(content, an_option(key=""))
    content = drop_option(content, "A")
    assert content.recommended == "B"
    assert [each.key for each in put_option(content, an_option(key="")).options] == list("ABCD")


def test_parts_are_added_changed_and_taken_out_by_their_key() -> None:
    content = put_line(a_content(), "A", replace(DAYS, key=0))
    assert [each.key for each in content.options[0].lines] == [1, 2]
    content = put_line(content, "A", replace(DAYS, key=2, quantity=Decimal(3)))
    assert content.options[0].lines[1].quantity == Decimal(3)
    content = put_reuse(put_step(content, "A", a_step(key=0)), "A", a_row(key=0))
    assert [each.key for each in raise_step(content, "A", 2).options[0].steps] == [2, 1]
    content = drop_step(drop_reuse(drop_line(content, "A", 2), "A", 2), "A", 2)
    assert content == a_content()
    with pytest.raises(InputProblems):
        put_line(content, "A", replace(DAYS, key=9))
    with pytest.raises(InputProblems):
        put_line(content, "D", DAYS)


def test_a_discount_lowers_what_has_a_list_price_and_says_why() -> None:
    """D-20: it is taken off the list's price, line by line."""
    typed = a_line(key=2, listed=None, why="agreed")
    content = a_content(options=(an_option(lines=(a_line(), typed)),))
    lowered = discount_lines(content, "A", Decimal("12.5"), "two sites")
    assert [str(each.price) for each in lowered.options[0].lines] == ["15750.00", "18000.00"]
    assert lowered.options[0].lines[0].why == "two sites"
    for percent, why in ((Decimal(100), "x"), (Decimal(0), "x"), (Decimal(5), " ")):
        with pytest.raises(InputProblems):
            discount_lines(content, "A", percent, why)


def test_what_changed_between_versions_is_said_part_by_part() -> None:
    earlier = a_content()
    later = put_line(earlier, "A", a_line(quantity=Decimal(3)))
    later = put_reuse(later, "A", a_row(verdict=Reuse.KEPT))
    later = drop_option(put_step(later, "A", a_step(key=0)), "B")
    said = [each.en for each in find_differences(earlier, later)]
    assert said == [
        "Option A: Processor × 2 = 36,000.00 → Processor × 3 = 54,000.00.",
        "Option A: Processor × 2, replaced → Processor × 2, kept.",
        "Option A, new: Replace processors (the manufacturer, 1 d).",
        "Option B is gone.",
    ]
    assert find_differences(earlier, earlier) == ()
