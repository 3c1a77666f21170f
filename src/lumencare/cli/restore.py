"""`lumencare restore`: make an empty installation what a backup holds."""

from pathlib import Path

import click

from lumencare.cli.language import language_option
from lumencare.cli.output import say, say_pair
from lumencare.domain.text import Text
from lumencare.running.opening import open_installation

DONE = Text("已恢复，备份时间", "put back, as it was at")
NEXT = Text(
    "请运行 lumencare init，再运行 lumencare doctor。",
    "Run `lumencare init` next, then `lumencare doctor`.",
)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
def command(language: str, file: Path) -> None:
    """Put an installation back from FILE into an empty one: all of it, or nothing.

    Everything is compared with its fingerprint first, and nothing is ever written over.

    \b
    Examples:
      LUMENCARE_HOME=/srv/lumencare lumencare restore /backups/2026-11-26.zip
    """
    open_installation()
    from lumencare.running.backup import put_back  # noqa: PLC0415 - needs the settings

    made = put_back(file)
    click.echo(say_pair(DONE, str(made.facts["made_at"]), language))
    click.echo(say(NEXT, language))
