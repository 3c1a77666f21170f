"""Answers out: JSON for programs, tables for people."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text
from lumencare.domain.typography import space_mixed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PIPE_WIDTH = 120
WIDEST = 1000


def print_json(answer: object) -> None:
    """Print an answer as JSON, Chinese as it is."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def open_console() -> "Console":
    """Return the console for people; a pipe gets a fixed width."""
    from rich.console import Console  # noqa: PLC0415 - only for people, it costs start-up

    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    return console


def print_line(console: "Console", line: str, style: str | None = None) -> None:
    """Print one line of prose; a pipe gets it whole, a terminal folds it at its width."""
    console.print(line, markup=False, style=style, soft_wrap=not console.is_terminal)


def new_table(*columns: str, right: Iterable[int] = (), folding: Iterable[str] = ()) -> "Table":
    """Return a table with hairlines: `right` numbers the columns that are set to the right,
    `folding` names those whose words may go on in a second line.
    """
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    to_right = set(right)
    for index, name in enumerate(columns):
        table.add_column(
            name,
            justify="right" if index in to_right else "left",
            overflow="fold",
            no_wrap=name not in folding,
        )
    return table


def print_table(console: "Console", table: "Table") -> None:
    """Print a table; one without a folding column is as wide as it is.

    A figure or date that is broken in two can be misread.
    """
    if all(each.no_wrap for each in table.columns):
        unbounded = console.options.update(width=WIDEST)
        console.width = max(console.width, console.measure(table, options=unbounded).maximum)
    console.print(table, crop=False, soft_wrap=True)


def print_reasons(console: "Console", reasons: Iterable[Reason], language: str) -> None:
    """Print reasons, each with its rule id and whether it holds."""
    for each in reasons:
        mark = "✓" if each.applies else "✗"
        sentence = say(each.text, language)
        print_line(console, f"  {mark} {each.rule:<5} {sentence}")


def say(text: Text, language: str) -> str:
    """Return a text in one language, set as that language wants it."""
    return space_mixed(text.zh) if language == "zh" else text.en


def say_pair(label: Text, value: str, language: str) -> str:
    """Return a label and its value with the colon of the language."""
    return f"{say(label, language)}{'：' if language == 'zh' else ': '}{value}"


def say_price(amount: Money, language: str, *, is_floor: bool) -> str:
    """Return a price for people; a floor that the manufacturer confirms is called one (D-20)."""
    price = short_amount(amount)
    if not is_floor:
        return price
    return f"{price} 起" if language == "zh" else f"from {price}"


def short_amount(amount: Money) -> str:
    """Return an amount without decimals where it has none that matter."""
    return amount.grouped.removesuffix(".00")
