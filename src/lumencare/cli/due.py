"""`lumencare due`: by when an engineer must have started work."""

from typing import Any

import click

from lumencare.cli.asked import option_of
from lumencare.cli.clock import now
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import open_console, print_json, print_line, print_reasons, say
from lumencare.domain.answers import due_answer
from lumencare.domain.commitments import Commitment, ServiceWindow
from lumencare.domain.shanghai import say_moment
from lumencare.domain.text import Text
from lumencare.exchange.questions.inputs import Inputs
from lumencare.exchange.questions.promise import ask_due

UNCERTAIN = Text(
    "日历未定：其中有年度的放假通知没有收录。",
    "The calendar is not certain: the holiday notice of one of these years is not loaded.",
)


@click.command()
@click.option(
    "--reported",
    help="Instant of the report, 2026-09-30T17:00; without "
    "an offset it is Asia/Shanghai.  报修时刻",
)
@click.option(
    "--commitment",
    help="standard, 24h, 48h or 72h.  响应时限",
    shell_complete=lambda *_: [each.value for each in Commitment],
)
@click.option(
    "--with",
    "windows",
    multiple=True,
    help="Hours bought in addition: after-hour, weekend; may be given again.  已购非工作时间服务",
    shell_complete=lambda *_: [each.value for each in ServiceWindow],
)
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, *, as_json: bool, **options: Any) -> None:
    """Tell by when an engineer must have started work, on site or remotely.

    \b
    Examples:
      lumencare due --reported 2026-09-30T17:00 --commitment 24h
      lumencare due --reported 2026-11-20T19:00 --commitment standard --lang zh
      lumencare due --reported 2026-11-20T15:00 --commitment 24h --with weekend --json
    """
    moment = now()
    inputs = Inputs(moment.date(), named=option_of)
    answer = ask_due(inputs, {**options, "with": options["windows"]}, moment)
    if as_json:
        print_json(due_answer(answer))
        return
    console = open_console()
    if answer.due is not None:
        print_line(console, say(say_moment(answer.due), language), "bold")
    if not answer.calendar_certain:
        print_line(console, UNCERTAIN.in_language(language))
    print_reasons(console, answer.because, language)
