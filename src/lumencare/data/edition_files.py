"""Editions of the offer: TOML files in, checked `Edition`s out, all problems at once."""

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
from lumencare.domain.edition import Edition
from lumencare.domain.edition_checks import CHECKS, check_shape
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

FOLDER = Path(__file__).parent / "editions"
LONGEST_HORIZON = 50

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
    editions = sorted(
        (_read_once(folder / f"{code}.toml") for code in list_editions(folder)),
        key=lambda each: each.since(use),
    )
    begun = [each for each in editions if each.since(use) <= on]
    return begun[-1] if begun else editions[0]


def current_edition() -> Edition:
    """Return the newest shipped edition."""
    return max((_read_once(FOLDER / f"{code}.toml") for code in list_editions()), key=_number)


def _number(edition: Edition) -> int:
    return edition.number


@cache
def _read_once(path: Path) -> Edition:
    return _read(path)[0]


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


def load_edition(path: Path, *, earlier: Edition | None = None) -> Edition:
    """Read an edition and run every check; raise InputProblems with all that is wrong.

    `earlier` is the edition of the same series before it: its shape must be kept.
    """
    edition, problems = _read(path)
    problems = [*problems, *_checked(edition, path.name)]
    if earlier is not None:
        problems.extend(_placed(check_shape(earlier, edition), path.name))
    if problems:
        raise InputProblems(problems)
    return edition


def _checked(edition: Edition, file: str) -> list[Problem]:
    rules = frozenset(load_rules())
    found = [each for check in CHECKS for each in check(edition, rules)]
    return _placed(sorted(found, key=lambda each: each.line), file)


def _placed(found: Iterable[Any], file: str) -> list[Problem]:
    return [Problem(f"{file}:{each.line}", each.given, each.allowed) for each in found]


def _read(path: Path) -> tuple[Edition, list[Problem]]:
    text, raw = _parse(path)
    reader = RowReader(path.name, locate_rows(text))
    head = _read_head(reader, raw)
    rows: dict[str, Any] = {
        name: reader.read_rows(kind, name, raw.get(name)) for name, kind in ROW_TYPES.items()
    }
    for unknown in raw.keys() - ROW_TYPES.keys() - HEAD_KEYS.keys():
        line = reader.lines.get((unknown, -1), reader.lines.get((unknown, 0), 1))
        reader.report(line, unknown, Text("没有这一项。", "There is no such entry."))
    if not head:
        raise InputProblems(reader.problems)
    return Edition(**head, **rows, source=path.name), reader.problems


def _parse(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        allowed = Text(f"不是有效的 TOML：{error}。", f"This is not valid TOML: {error}.")
    except RecursionError:
        allowed = Text("嵌套过深。", "It is nested too deeply.")
    raise InputProblems([Problem(path.name, path.name, allowed)])


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
    sides = {
        key: Text(raw[key].get("zh", ""), raw[key].get("en", "")) for key in ("name", "territory")
    }
    plain = {key: raw[key] for key, kind in HEAD_KEYS.items() if kind is not dict}
    return {"code": plain.pop("edition"), **plain, **sides}
