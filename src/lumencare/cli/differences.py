"""`lumencare differences`: where the offer's two languages differ, and what follows from it."""

import click

from lumencare.cli.asked import open_inputs
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import open_console, print_json, print_line, say, say_pair
from lumencare.domain.answers import differences_answer
from lumencare.domain.difference import clauses_on
from lumencare.domain.text import Text

ENGLISH, CHINESE = Text("英文", "English"), Text("中文", "Chinese")
OUTCOME, CLAUSES = Text("处理", "We do"), Text("条款", "Clauses")


@click.command()
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, edition: str | None, *, as_json: bool) -> None:
    """Print the register of differences for those who keep the offer: each is a legal risk.

    For each: what the English says, what the Chinese says (it governs), what is done, and the
    clauses of the edition that it concerns.

    \b
    Examples:
      lumencare differences --lang zh
      lumencare differences --json
    """
    from lumencare.data.difference_register import current_differences  # noqa: PLC0415

    inputs = open_inputs()
    chosen = inputs.edition(edition)
    inputs.require()
    register = current_differences().values()
    if as_json:
        print_json(differences_answer(register, chosen))
        return
    console = open_console()
    for each in register:
        print_line(console, f"{each.id}  {', '.join(each.rules)}", "bold")
        clauses = ", ".join(clause.id for clause in clauses_on(chosen, each.id))
        said = [(ENGLISH, each.english), (CHINESE, each.chinese), (OUTCOME, each.outcome)]
        for label, text in [*said, (CLAUSES, Text(clauses, clauses))]:
            line = say_pair(label, say(text, language), language)
            print_line(console, f"  {line}")
