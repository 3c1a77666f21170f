"""A command that was called in a way it does not know: what is wrong, in either language."""

from collections.abc import Callable

import click

from lumencare.cli.output import say
from lumencare.domain.text import Text


def describe_usage(wrong: click.UsageError, language: str) -> list[str]:
    """Return what is wrong with a call and where its help is."""
    describe = next(build for kind, build in _DESCRIBED if isinstance(wrong, kind))
    path = wrong.ctx.command_path if wrong.ctx else "lumencare"
    hint = Text(f"用法见 {path} --help", f"See {path} --help")
    return [say(describe(wrong), language), say(hint, language)]


def _missing(wrong: click.UsageError) -> Text:
    parameter = getattr(wrong, "param", None)
    name = parameter.make_metavar(wrong.ctx) if parameter and wrong.ctx else ""
    return Text(f"缺少 {name}。", f"{name} is missing.")


def _no_such_option(wrong: click.UsageError) -> Text:
    name = getattr(wrong, "option_name", "")
    close = getattr(wrong, "possibilities", None) or []
    listed = ", ".join(sorted(close))
    return Text(
        f"没有选项 {name}。" + (f"是否指 {listed}？" if listed else ""),
        f"There is no option {name}." + (f" Did you mean {listed}?" if listed else ""),
    )


def _other(wrong: click.UsageError) -> Text:
    return Text(f"命令用法有误：{wrong.format_message()}", wrong.format_message())


_DESCRIBED: tuple[tuple[type[click.UsageError], Callable[[click.UsageError], Text]], ...] = (
    (click.MissingParameter, _missing),
    (click.NoSuchOption, _no_such_option),
    (click.UsageError, _other),
)
