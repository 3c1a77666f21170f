"""`lumencare doctor`: look an installation over, from its database to its fonts."""

from typing import TYPE_CHECKING

import click

from lumencare.cli.clock import now
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import open_console, print_json, print_line, say, say_pair
from lumencare.domain.text import Text
from lumencare.running.opening import open_installation, require_database

if TYPE_CHECKING:
    from lumencare.running.checkup import Finding

MARKS = {"good": ("✓", "green"), "noted": ("·", "yellow"), "wrong": ("✗", "bold red")}
WELL = Text("一切正常。", "All is well.")
WRONG = Text("有需要处理的问题。", "Something needs to be done.")


@click.command()
@language_option
@json_option
def command(language: str, *, as_json: bool) -> int:
    """Check an installation: database, files, clock, fonts, mail, and what it keeps.

    Exit status 1 where something must be done. Nothing is changed and nothing is sent.
    """
    open_installation()
    require_database()
    from lumencare.running.checkup import examine  # noqa: PLC0415 - needs the settings
    from lumencare.running.office_checks import CHECKS  # noqa: PLC0415

    found = list(examine(CHECKS, now()))
    if as_json:
        print_json([_answer(each) for each in found])
    else:
        _print(found, language)
    return 1 if any(each.state == "wrong" for each in found) else 0


def _answer(each: "Finding") -> dict[str, object]:
    return {
        "about": {"zh": each.about.zh, "en": each.about.en},
        "state": each.state.value,
        "said": {"zh": each.said.zh, "en": each.said.en},
    }


def _print(found: "list[Finding]", language: str) -> None:
    console = open_console()
    for each in found:
        mark, style = MARKS[each.state.value]
        said = say_pair(each.about, say(each.said, language), language)
        print_line(console, f"{mark} {said}", style)
    is_wrong = any(each.state == "wrong" for each in found)
    print_line(console, say(WRONG if is_wrong else WELL, language))
