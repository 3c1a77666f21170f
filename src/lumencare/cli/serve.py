"""`lumencare serve`: the web pages and the background work of an installation, in one command."""

import os
from pathlib import Path

import click

from lumencare.cli.language import language_option
from lumencare.cli.output import say_pair
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.running.opening import open_installation, require_database, shown_address

READY = Text("已就绪", "ready")
MOST_WORKERS = 4
NOT_PREPARED = Text(
    "数据库尚未准备好或版本较旧，请先运行 lumencare init。",
    "The database is not prepared for this version: run `lumencare init` first.",
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.  地址")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen on.  端口",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that answer pages; else one for each core, at most 4.  进程数",
)
@language_option
def command(language: str, host: str, port: int, workers: int | None) -> int:
    """Serve the pages and do the background work, until Ctrl-C or SIGTERM.

    \b
    Examples:
      lumencare serve
      lumencare serve --host 0.0.0.0 --port 8080 --workers 4
    """
    open_installation()
    require_database()
    require_prepared()
    return run(language, host, port, workers)


def require_prepared() -> None:
    """Raise InputProblems where the database lacks changes of this version."""
    from lumencare.running.preparing import missing_migrations  # noqa: PLC0415

    if missing_migrations():
        raise InputProblems([Problem("DATABASE_URL", shown_address(), NOT_PREPARED)])


def run(language: str, host: str, port: int, workers: int | None) -> int:
    """Serve what is prepared, and say when and where it is ready."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from lumencare.running.preparing import collect_static  # noqa: PLC0415
    from lumencare.running.server import Place, serve  # noqa: PLC0415

    collect_static()
    connections.close_all()
    place = Place(host, port, workers or min(os.cpu_count() or 1, MOST_WORKERS))
    ready = say_pair(READY, place.address, language)
    return serve(place, Path(settings.HOME), lambda: click.echo(ready))
