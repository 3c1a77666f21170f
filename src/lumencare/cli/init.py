"""`lumencare init`: prepare the database and the files, and ask for the first administrator."""

from pathlib import Path

import click

from lumencare.cli.clock import now
from lumencare.cli.language import language_option
from lumencare.cli.output import say
from lumencare.domain.text import Text
from lumencare.running.opening import open_installation, require_database

PREPARED = Text("数据库与页面文件已就绪。", "The database and the files of the pages are ready.")
THERE = Text("已有系统管理员，无需再设。", "There is an administrator already; nobody was added.")
ADDED = Text("已设系统管理员", "The administrator was added")
NAME = Text("系统管理员姓名", "Name of the administrator")
EMAIL = Text("电子邮箱（登录用）", "E-mail address, to sign in with")
PASSWORD = Text("密码（至少 12 位，输入不显示）", "Password, at least 12 characters, not shown")
AGAIN = Text("再输一次", "Once more")


@click.command()
@click.option("--email", help="E-mail address of the first administrator.  邮箱")
@click.option("--name", help="Name of the first administrator.  姓名")
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    help="File with the password, `-` for standard input; else it is asked for.  密码文件",
)
@language_option
def command(language: str, email: str | None, name: str | None, password_file: Path | None) -> None:
    """Prepare an installation: tables, files, the first administrator. Also after an upgrade.

    \b
    Examples:
      lumencare init
      lumencare init --email li@example.com --name 李工 --password-file secret.txt
    """
    open_installation()
    require_database()
    from lumencare.running.first import has_administrator  # noqa: PLC0415
    from lumencare.running.preparing import prepare  # noqa: PLC0415

    prepare()
    click.echo(say(PREPARED, language))
    if not has_administrator():
        _add(language, email, name, password_file)
    elif email is None:
        click.echo(say(THERE, language))
    else:
        raise click.UsageError(say(THERE, language))


def _add(language: str, email: str | None, name: str | None, password_file: Path | None) -> None:
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    from lumencare.running.first import add_first, check_first  # noqa: PLC0415

    person = {
        "name": name or click.prompt(say(NAME, language)),
        "email": email or click.prompt(say(EMAIL, language)),
        "password": _password(language, password_file),
    }
    try:
        with override("zh-hans" if language == "zh" else "en"):
            check_first(**person)
    except ValidationError as wrong:
        raise click.UsageError(" ".join(wrong.messages)) from wrong
    added = add_first(**person, now=now())
    click.echo(f"{say(ADDED, language)}: {added.name} <{added.email}>")


def _password(language: str, file: Path | None) -> str:
    if file is None:
        again = say(AGAIN, language)
        shown: str = click.prompt(
            say(PASSWORD, language), hide_input=True, confirmation_prompt=again
        )
        return shown
    with click.open_file(str(file), encoding="utf-8") as opened:
        return str(opened.read()).rstrip("\r\n")
