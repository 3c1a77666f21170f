"""`lumencare backup`: database, files and key of an installation into one file."""

from pathlib import Path

import click

from lumencare.cli.clock import now
from lumencare.cli.language import language_option
from lumencare.cli.output import say_pair
from lumencare.domain.text import Text
from lumencare.running.opening import open_installation, require_database

DONE = Text("已备份", "backed up")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@language_option
def command(language: str, file: Path) -> None:
    """Write an installation into FILE, while it goes on working; no file is written over.

    FILE holds the key and everything that was ever kept: guard it as the installation itself.

    \b
    Examples:
      lumencare backup /backups/2026-11-26.zip
    """
    open_installation()
    require_database()
    from lumencare.running.backup import back_up  # noqa: PLC0415 - needs the settings

    made = back_up(file, now())
    size = file.stat().st_size / 1024**2
    click.echo(say_pair(DONE, f"{file} ({len(made.members)}; {size:,.1f} MiB)", language))
