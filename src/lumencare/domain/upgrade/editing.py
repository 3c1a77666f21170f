"""How a draft of a proposal is changed: each function returns another content, checked."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from lumencare.domain.money import percent_of
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.domain.upgrade.checks import check_head, check_line, check_reuse, check_step
from lumencare.domain.upgrade.content import (
    OPTION_KEYS,
    Content,
    MigrationStep,
    Option,
    ReuseRow,
)
from lumencare.domain.upgrade.lines import Line, LineKind

HUNDRED = Decimal(100)


Part = TypeVar("Part", Line, ReuseRow, MigrationStep)


def put_option(content: Content, option: Option) -> Content:
    """Return the content with an option added, or in the place of the one with its key."""
    _require(check_head(option))
    if content.option(option.key) is not None:
        options = tuple(option if each.key == option.key else each for each in content.options)
        return replace(content, options=options)
    free = [each for each in OPTION_KEYS if content.option(each) is None]
    if not free:
        raise InputProblems([Problem("option", "", MOST_OPTIONS)])
    added = replace(option, key=free[0])
    options = tuple(sorted((*content.options, added), key=lambda each: each.key))
    return replace(content, options=options, recommended=content.recommended or free[0])


def drop_option(content: Content, key: str) -> Content:
    """Return the content without an option."""
    left = tuple(each for each in content.options if each.key != key)
    recommended = content.recommended
    if recommended == key:
        recommended = left[0].key if left else ""
    return replace(content, options=left, recommended=recommended)


def put_line(content: Content, key: str, line: Line) -> Content:
    """Return the content with a line added to an option (key 0), or changed there."""
    _require(check_line(line))
    return _within(content, key, lambda each: replace(each, lines=_put(each.lines, line)))


def put_reuse(content: Content, key: str, row: ReuseRow) -> Content:
    """Return the content with a row of the reuse table added or changed."""
    _require(check_reuse(row))
    return _within(content, key, lambda each: replace(each, reuse=_put(each.reuse, row)))


def put_step(content: Content, key: str, step: MigrationStep) -> Content:
    """Return the content with a step of the change-over added or changed."""
    _require(check_step(step))
    return _within(content, key, lambda each: replace(each, steps=_put(each.steps, step)))


def drop_line(content: Content, key: str, part: int) -> Content:
    """Return the content without a line."""
    return _within(content, key, lambda each: replace(each, lines=_without(each.lines, part)))


def drop_reuse(content: Content, key: str, part: int) -> Content:
    """Return the content without a row of the reuse table."""
    return _within(content, key, lambda each: replace(each, reuse=_without(each.reuse, part)))


def drop_step(content: Content, key: str, part: int) -> Content:
    """Return the content without a step."""
    return _within(content, key, lambda each: replace(each, steps=_without(each.steps, part)))


def raise_step(content: Content, key: str, part: int) -> Content:
    """Return the content with a step one place earlier."""
    return _within(content, key, lambda each: replace(each, steps=_earlier(each.steps, part)))


def discount_lines(content: Content, key: str, percent: Decimal, why: str) -> Content:
    """Return the content with every listed line of an option at so much below its list price."""
    if not 0 < percent < HUNDRED:
        raise InputProblems([Problem("percent", f"{percent.normalize():f}", PERCENT)])

    def lower(option: Option) -> Option:
        lines = tuple(_lowered(each, percent, why) for each in option.lines)
        _require([problem for each in lines for problem in check_line(each)])
        return replace(option, lines=lines)

    return _within(content, key, lower)


def find_option(content: Content, key: str) -> Option:
    """Return an option; InputProblems where there is none of this key."""
    found = content.option(key)
    if found is None:
        raise InputProblems([Problem("option", key, NO_OPTION)])
    return found


def _within(content: Content, key: str, change: Callable[[Option], Option]) -> Content:
    changed = change(find_option(content, key))
    options = tuple(changed if each.key == key else each for each in content.options)
    return replace(content, options=options)


def _lowered(line: Line, percent: Decimal, why: str) -> Line:
    if line.listed is None or line.kind is LineKind.TRADE_IN:
        return line
    return replace(line, price=percent_of(line.listed, HUNDRED - percent), why=why.strip())


def _put(parts: tuple[Part, ...], part: Part) -> tuple[Part, ...]:
    if not part.key:
        # A key that was given once is not given again while the part that has it is there.
        fresh = max((each.key for each in parts), default=0) + 1
        return parts + (replace(part, key=fresh),)  # noqa: RUF005
    if all(each.key != part.key for each in parts):
        raise InputProblems([Problem("key", str(part.key), GONE)])
    return tuple(part if each.key == part.key else each for each in parts)


def _without(parts: tuple[Part, ...], key: int) -> tuple[Part, ...]:
    return tuple(each for each in parts if each.key != key)


def _earlier(parts: tuple[Part, ...], key: int) -> tuple[Part, ...]:
    ordered = list(parts)
    place = next((index for index, each in enumerate(ordered) if each.key == key), 0)
    if place:
        ordered[place - 1], ordered[place] = ordered[place], ordered[place - 1]
    return tuple(ordered)


def _require(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise InputProblems(found)


MOST_OPTIONS = Text(
    f"最多 {len(OPTION_KEYS)} 个方案。", f"At most {len(OPTION_KEYS)} options are possible."
)
NO_OPTION = Text("没有这个方案。", "There is no such option.")
GONE = Text("这一行已被删除，请重新载入。", "This row is gone; load the page again.")
PERCENT = Text("应大于 0、小于 100。", "Above 0 and below 100 is expected.")
