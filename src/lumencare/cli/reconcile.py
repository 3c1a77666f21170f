"""`lumencare reconcile`: the published case figures beside the computed ones."""

import click

from lumencare.cli.asked import open_inputs
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import new_table, open_console, print_json, print_table, say
from lumencare.domain.answers import reconciliation_answer
from lumencare.domain.reconciliation import reconcile
from lumencare.domain.text import Text

COLUMNS = {
    "zh": ("案例", "计划", "公布", "计算", "一致", "说明"),
    "en": ("Case", "Plan", "Published", "Computed", "Agrees", "Note"),
}
AGREES = {True: Text("是", "yes"), False: Text("否", "no")}


@click.command()
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, edition: str | None, *, as_json: bool) -> None:
    """Print the 13 published case figures beside what the tables give, and explain differences.

    Differences are reported, never mended: no rule is bent to meet a published figure.

    \b
    Examples:
      lumencare reconcile
      lumencare reconcile --lang zh
      lumencare reconcile --json
    """
    inputs = open_inputs()
    chosen = inputs.edition(edition)
    inputs.require()
    figures = reconcile(chosen)
    if as_json:
        print_json(reconciliation_answer(figures))
        return
    table = new_table(*COLUMNS[language], right=[2, 3], folding=COLUMNS[language][-1:])
    for each in figures:
        table.add_row(
            each.figure.case,
            say(chosen.plan_by_code[each.figure.plan].short_name, language),
            each.figure.published.grouped,
            each.computed.grouped,
            AGREES[each.agrees].in_language(language),
            say(each.note, language),
        )
    print_table(open_console(), table)
