"""Editions of the offer: TOML files in, checked `Edition`s out, all problems at once."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.toml_lines import locate_rows
from lumencare.domain import edition as types
from lumencare.domain.edition import Edition
from lumencare.domain.edition_checks import CHECKS, check_shape
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

FOLDER = Path(__file__).parent / "editions"
CURRENT = "cn-mainland-1"

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


@cache
def current_edition() -> Edition:
    """Return the shipped edition that new sales are made on; it was checked when it was shipped."""
    return _read(FOLDER / f"{CURRENT}.toml")[0]


def list_editions(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the codes of the editions in a folder, oldest first."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def find_edition(code: str) -> Edition:
    """Return a shipped edition by its code; InputProblems names the codes there are."""
    codes = list_editions()
    if code not in codes:
        allowed = Text(f"可用：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
        raise InputProblems([Problem("edition", code, allowed)])
    return _read(FOLDER / f"{code}.toml")[0]


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
    text = path.read_text(encoding="utf-8")
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        allowed = Text(f"不是有效的 TOML：{error}。", f"This is not valid TOML: {error}.")
        raise InputProblems([Problem(path.name, path.name, allowed)]) from error
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


def _read_head(reader: RowReader, raw: dict[str, Any]) -> dict[str, Any]:
    for key, kind in HEAD_KEYS.items():
        if not isinstance(raw.get(key), kind):
            allowed = Text(f"应有 {key}。", f"{key} is needed.")
            reader.report(reader.lines.get((key, -1), 1), key, allowed)
            return {}
    sides = {
        key: Text(raw[key].get("zh", ""), raw[key].get("en", "")) for key in ("name", "territory")
    }
    plain = {key: raw[key] for key, kind in HEAD_KEYS.items() if kind is not dict}
    return {"code": plain.pop("edition"), **plain, **sides}
