"""`lumencare due`: by when an engineer must have started work."""

from typing import Any

import click

from lumencare.cli.clock import now
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import open_console, print_json, print_line, print_reasons, say
from lumencare.domain.answers import due_answer
from lumencare.domain.codes import EditionUse
from lumencare.domain.commitments import Commitment, Due, ServiceWindow, due
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import say_moment
from lumencare.domain.text import Text
from lumencare.exchange.questions.inputs import Inputs

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
    answer = _answer(options)
    if as_json:
        print_json(due_answer(answer))
        return
    console = open_console()
    if answer.due is not None:
        print_line(console, say(say_moment(answer.due), language), "bold")
    if not answer.calendar_certain:
        print_line(console, UNCERTAIN.in_language(language))
    print_reasons(console, answer.because, language)


def _answer(options: dict[str, Any]) -> Due:
    from lumencare.data.workcalendars import shipped_calendar  # noqa: PLC0415

    moment = now()
    inputs = Inputs(moment.date())
    reported = inputs.instant("--reported", options["reported"]) or moment
    commitment = inputs.choice("--commitment", options["commitment"], Commitment)
    windows = {inputs.choice("--with", each, ServiceWindow) for each in options["windows"]}
    edition = inputs.edition(
        "--edition", options["edition"], reported.date(), EditionUse.RUNNING_CONTRACTS
    )
    inputs.require()
    promise = edition.response_by_code[commitment]
    try:
        return due(reported, promise, calendar=shipped_calendar(), windows=windows)
    except InputProblems as wrong:
        given = options["reported"]
        raise InputProblems(
            [Problem("--reported", given, each.allowed) for each in wrong.problems]
        ) from wrong
