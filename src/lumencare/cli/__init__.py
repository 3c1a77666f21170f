"""The command line: `lumencare`, whose commands are loaded only when they are called."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from io import TextIOWrapper
from types import FrameType

import click

from lumencare.cli.language import current_language
from lumencare.cli.output import say
from lumencare.cli.usage import describe_usage
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.text import Text

INPUT_IS_WRONG = 2
REFUSED_BY_RULE = 1
STOPPED_BY_SIGNAL = 128
INTERRUPTED = STOPPED_BY_SIGNAL + signal.SIGINT
OUTPUT = Text("标准输出", "standard output")

# Each command stands in the module of its name and is imported when it is called: `compare`
# must start in a blink, so nothing is loaded that this one call does not need.
COMMANDS = {
    "compare": "What a system may buy, what it costs and what it covers. 对比各计划",
    "coverage": "What is covered on a day, and who pays. 保障判定",
    "due": "By when an engineer must have started. 响应到期时刻",
    "reach": "Which response options a city can have. 可达范围",
    "reconcile": "The published case figures beside the computed ones. 核对公布案例",
    "price-file": "Prices of every plan for a file of systems. 批量计价",
    "quote": "Quotations for a workbook of projects. 批量报价",
    "differences": "Where the offer's two languages differ. 中英文差异",
    "check-edition": "Every problem of an edition file, with its line. 检查计划版本",
    "init": "Prepare an installation and its first administrator. 初始化",
    "serve": "Web pages and background work, in one command. 运行",
    "demo": "The same on a made-up portfolio. 演示",
    "doctor": "Check an installation, from database to fonts. 体检",
    "backup": "Database, files and key into one file. 备份",
    "restore": "An empty installation from a backup. 恢复",
    "completion": "The completion script of a shell. 命令补全",
}


class LazyCommands(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"lumencare.cli.{cmd_name.replace('-', '_')}"
        ).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lumencare")
def group() -> None:
    """Lumencare 路明: what may this system buy, what does it cost, what is covered today,
    and by when must somebody be there.

    \b
    lumencare compare --class 2Y --bom 1000000 --order-date 2025-03-01 --city 苏州
    lumencare coverage --class 1Y --order-date 2024-05-20 --plan part-care-plus@2025-01-10
    lumencare due --reported 2026-09-30T17:00 --commitment 24h
    """


def main() -> None:
    """Run the command line; no input ends in a traceback.

    Exit status: 0 done, 1 refused by a rule, 2 the input is wrong.
    """
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe in another encoding must not break on Chinese.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with _as_a_filter():
        status = _run()
    sys.exit(status)


@contextmanager
def _as_a_filter() -> Iterator[None]:
    """End quietly when the reader has gone, and tidy up when asked to stop.

    Signals are put back: a process that calls this among other things would otherwise be ended,
    without a word, by any peer that hangs up.
    """
    with ExitStack() as put_back:
        if threading.current_thread() is threading.main_thread():
            for name, handler in ON_SIGNAL.items():
                if number := getattr(signal, name, None):
                    put_back.callback(signal.signal, number, signal.signal(number, handler))
        yield


def _stop(number: int, _frame: object) -> None:
    raise SystemExit(STOPPED_BY_SIGNAL + number)


Handler = Callable[[int, FrameType | None], None] | signal.Handlers
ON_SIGNAL: dict[str, Handler] = {"SIGPIPE": signal.SIG_DFL, "SIGTERM": _stop, "SIGHUP": _stop}


def _run() -> int:
    language = current_language
    try:
        status = group(standalone_mode=False)
        if sys.stdout:
            # Here a reader that has gone, or a full disk, is still told as it should be.
            sys.stdout.flush()
    except InputProblems as wrong:
        lines = [each.sentence(language()) for each in wrong.problems]
        return _end(INPUT_IS_WRONG, lines)
    except Refused as refused:
        reason = refused.reason
        return _end(REFUSED_BY_RULE, [f"{reason.rule}: {say(reason.text, language())}"])
    except click.UsageError as wrong:
        return _end(INPUT_IS_WRONG, describe_usage(wrong, language()))
    except click.Abort:
        return _end(INTERRUPTED, [])
    except OSError as error:
        where = error.filename or say(OUTPUT, language())
        return _end(INPUT_IS_WRONG, [f"{where}: {error.strerror or error}"])
    return status if isinstance(status, int) else 0


def _end(status: int, lines: list[str]) -> int:
    for line in lines:
        click.echo(line, err=True)
    return status
