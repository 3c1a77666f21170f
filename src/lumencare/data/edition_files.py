"""Editions of the offer: TOML files in, checked `Edition`s out, all problems at once."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.toml_lines import locate_rows
from lumencare.domain import edition as types
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition, in_force
from lumencare.domain.edition_checks import CHECKS, check_shape
from lumencare.domain.plan_terms import LONGEST_HORIZON
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

FOLDER = Path(__file__).parent / "editions"
BOTH = Text("中文与英文都要有。", "Both the Chinese and the English are needed.")
LINE_OF_ERROR = re.compile(r"at line (\d+)")

ROW_TYPES: dict[str, type] = {
    "effective": types.Effective,
    "classes": types.Named,
    "plans": types.Plan,
    "offers": types.Offer,
    "windows": types.Window,
    "rates": types.RateRow,
    "coverage": types.CoverageStep,
    "responses": types.ResponseOption,
    "option_holders": types.OptionHolder,
    "hours": types.ManDay,
    "added_value": types.ManDay,
    "included": types.Included,
    "documents": types.Named,
    "remote_modes": types.Named,
    "contacts": types.Named,
    "reminders": types.Reminder,
    "overlaps": types.Overlap,
    "vat": types.VatRate,
    "settings": types.Setting,
    "cases": types.CaseFigure,
    "clauses": types.Clause,
}
HEAD_KEYS: dict[str, type] = {
    "edition": str,
    "series": str,
    "number": int,
    "name": dict,
    "territory": dict,
    "governing_language": str,
    "currency": str,
    "horizon_years": int,
}


def edition_in_force(
    on: date, use: EditionUse = EditionUse.NEW_SALES, folder: Path = FOLDER
) -> Edition:
    """Return the edition that holds on a day for new sales, or for contracts that run.

    The latest to take effect counts; before the first of all, the first. Shipped editions were
    checked when they were shipped.
    """
    return in_force(read_shipped(folder), on, use)


def read_shipped(folder: Path = FOLDER) -> tuple[Edition, ...]:
    """Return the editions of a folder, oldest first."""
    return tuple(_read_once(folder / f"{code}.toml") for code in list_editions(folder))


def current_edition() -> Edition:
    """Return the newest shipped edition."""
    return max(read_shipped(), key=lambda each: each.number)


@cache
def _read_once(path: Path) -> Edition:
    return parse_edition(_read_text(path), path.name)[0]


def list_editions(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the codes of the editions in a folder, oldest first."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def find_edition(code: str) -> Edition:
    """Return a shipped edition by its code; InputProblems names the codes there are."""
    codes = list_editions()
    if code not in codes:
        allowed = Text(f"可用：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
        raise InputProblems([Problem("edition", code, allowed)])
    return _read_once(FOLDER / f"{code}.toml")


def read_shipped_text(code: str) -> str:
    """Return the file of a shipped edition as text; InputProblems names the codes there are."""
    return _read_text(FOLDER / f"{find_edition(code).code}.toml")


def load_edition(path: Path, *, earlier: Edition | None = None) -> Edition:
    """Read an edition and run every check; raise InputProblems with all that is wrong.

    `earlier` is the edition of the same series before it: its shape must be kept.
    """
    return check_edition(_read_text(path), path.name, earlier=earlier)


def check_edition(text: str, name: str, *, earlier: Edition | None = None) -> Edition:
    """Read an edition from its text; raise InputProblems with all that is wrong, line by line."""
    edition, problems = examine_edition(text, name, earlier=earlier)
    if problems:
        raise InputProblems(problems)
    return edition


def examine_edition(
    text: str, name: str, *, earlier: Edition | None = None
) -> tuple[Edition, list[Problem]]:
    """Return an edition as far as its text can be read, and all that is wrong with it.

    InputProblems where the text is no TOML, or lacks the head of an edition.
    """
    edition, problems = parse_edition(text, name)
    problems = [*problems, *_checked(edition, name)]
    if earlier is not None:
        problems.extend(_placed(check_shape(earlier, edition), name))
    return edition, problems


def _checked(edition: Edition, file: str) -> list[Problem]:
    rules = frozenset(load_rules())
    found = [each for check in CHECKS for each in check(edition, rules)]
    return _placed(sorted(found, key=lambda each: each.line), file)


def _placed(found: Iterable[Any], file: str) -> list[Problem]:
    return [Problem(f"{file}:{each.line}", each.given, each.allowed) for each in found]


def parse_edition(text: str, name: str) -> tuple[Edition, list[Problem]]:
    """Read an edition from its text, with the rows that cannot be read; no check of what it says.

    `name` is the file's, for the places of problems. InputProblems where no edition can be made.
    """
    raw = _parse(text, name)
    reader = RowReader(name, locate_rows(text))
    head = _read_head(reader, raw)
    rows: dict[str, Any] = {
        key: reader.read_rows(kind, key, raw.get(key)) for key, kind in ROW_TYPES.items()
    }
    for unknown in raw.keys() - ROW_TYPES.keys() - HEAD_KEYS.keys():
        line = reader.lines.get((unknown, -1), reader.lines.get((unknown, 0), 1))
        reader.report(line, unknown, Text("没有这一项。", "There is no such entry."))
    if not head:
        raise InputProblems(reader.problems)
    return Edition(**head, **rows, source=name), reader.problems


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputProblems([_no_toml(path.name, error)]) from None


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputProblems([_no_toml(name, error)]) from None
    except RecursionError:
        allowed = Text("嵌套过深。", "It is nested too deeply.")
        raise InputProblems([Problem(name, name, allowed)]) from None


def _no_toml(name: str, error: ValueError) -> Problem:
    allowed = Text(f"不是有效的 TOML：{error}。", f"This is not valid TOML: {error}.")
    line = LINE_OF_ERROR.search(str(error))
    return Problem(f"{name}:{line[1]}" if line else name, name, allowed)


def _read_head(reader: RowReader, raw: dict[str, Any]) -> dict[str, Any]:
    for key, kind in HEAD_KEYS.items():
        if not isinstance(raw.get(key), kind):
            allowed = Text(f"应有 {key}。", f"{key} is needed.")
            reader.report(reader.lines.get((key, -1), 1), key, allowed)
            return {}
    if not 1 <= raw["horizon_years"] <= LONGEST_HORIZON:
        allowed = Text(
            f"应为 1 至 {LONGEST_HORIZON}。", f"Between 1 and {LONGEST_HORIZON} is expected."
        )
        reader.report(reader.lines.get(("horizon_years", -1), 1), raw["horizon_years"], allowed)
        return {}
    sides = {key: _read_sides(reader, raw, key) for key in ("name", "territory")}
    plain = {key: raw[key] for key, kind in HEAD_KEYS.items() if kind is not dict}
    return {"code": plain.pop("edition"), **plain, **sides}


def _read_sides(reader: RowReader, raw: dict[str, Any], key: str) -> Text:
    sides = [raw[key].get(language) for language in ("zh", "en")]
    given = [each if isinstance(each, str) else "" for each in sides]
    if not all(each.strip() for each in given):
        reader.report(reader.lines.get((key, -1), 1), f"{key}: zh/en", BOTH)
    return Text(*given)
