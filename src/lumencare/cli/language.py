"""The language in which the command line speaks: `--lang`, else the locale."""

import os
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import click

LANGUAGES = ("zh", "en")
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def current_language() -> str:
    """Return `zh` or `en`: what was asked for, else what the locale says."""
    return _chosen.get() or language_of_locale(os.environ)


def language_of_locale(environment: Any) -> str:
    """Return `zh` where the locale is Chinese, else `en`."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((each for each in names if each), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _choose(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    _chosen.set(value)
    return current_language()


def language_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--lang`."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        is_eager=True,
        callback=_choose,
        help="Language of tables and messages; else the locale's.  语言",
    )(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Answer as JSON for programs.  以 JSON 输出"
    )(function)
