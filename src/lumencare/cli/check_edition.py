"""`lumencare check-edition`: every problem of an edition file at once, with its line."""

import click

from lumencare.cli.asked import open_inputs
from lumencare.cli.language import language_option
from lumencare.domain.text import Text


@click.command()
@click.argument("file")
@language_option
def command(language: str, file: str) -> None:
    """Check an edition of the offer before it is published: rows, brackets, clauses, rule ids.

    It is compared with the newest shipped edition, whose shape it must keep, and with the
    register of differences between the two languages, each of which needs its clause.

    \b
    Example:
      lumencare check-edition cn-mainland-2.toml
    """
    from lumencare.data.difference_register import FILE, load_differences  # noqa: PLC0415
    from lumencare.data.edition_files import current_edition, load_edition  # noqa: PLC0415

    inputs = open_inputs()
    path = inputs.file("FILE", file)
    inputs.require()
    edition = load_edition(path, earlier=current_edition())
    load_differences(FILE, edition)
    rows = len(edition.rates) + len(edition.coverage) + len(edition.clauses)
    fine = Text(
        f"{edition.code}：价格、保障与条款共 {rows} 行，没有问题。",
        f"{edition.code}: {rows} rows of prices, cover and clauses, no problem found.",
    )
    click.echo(fine.in_language(language))
