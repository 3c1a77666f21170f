"""The register of personal data, and the notice that tells people of it, as they are shipped."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lumencare.domain.personal_data import (
    REPLACEMENTS,
    Age,
    Find,
    Ground,
    Keep,
    PersonalKind,
    Register,
    Table,
    Whose,
)
from lumencare.domain.text import Text

FOLDER = Path(__file__).parent / "privacy"
DELETE, ERASE = "delete", "erase"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the notice: its heading, and its paragraphs."""

    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice in one version of its wording; a change is a new version, and is shown anew."""

    version: str
    sections: tuple[Section, ...]
    sha256: str
    # What is agreed to, by topic: shown where it is asked, kept with the answer.
    topics: Mapping[str, Text]


@cache
def personal_register() -> Register:
    """Return the register."""
    raw = tomllib.loads((FOLDER / "register.toml").read_text(encoding="utf-8"))
    things = tomllib.loads((FOLDER / "not_personal.toml").read_text(encoding="utf-8"))
    keeps = {
        code: Keep(code, each["years"], Text(each["zh"], each["en"]))
        for code, each in raw["keeps"].items()
    }
    return Register(
        kinds=tuple(_kind(each, raw["grounds"], keeps) for each in raw["kinds"]),
        keeps=keeps,
        things={name: frozenset(each.split()) for name, each in things["fields"].items()},
    )


@cache
def privacy_notice() -> Notice:
    """Return the notice in force: the latest version."""
    content = (FOLDER / "notice.toml").read_bytes()
    raw = tomllib.loads(content.decode())
    return Notice(
        version=raw["version"],
        sections=tuple(
            Section(_text(each["title"]), _text(each["text"])) for each in raw["sections"]
        ),
        sha256=hashlib.sha256(content).hexdigest(),
        topics={code: _text(each) for code, each in raw["topics"].items()},
    )


def _kind(
    raw: Mapping[str, Any], grounds: Mapping[str, Any], keeps: Mapping[str, Keep]
) -> PersonalKind:
    return PersonalKind(
        code=raw["code"],
        room=raw["room"],
        ground=Ground(raw["ground"]),
        ground_text=_text(grounds[raw["ground"]]),
        whose=Whose(raw.get("whose", "outside")),
        tables=tuple(_table(each, keeps) for each in raw["tables"]),
        **{name: _text(raw[name]) for name in ("name", "purpose", "source", "shared", "period")},
    )


def _table(raw: Mapping[str, Any], keeps: Mapping[str, Keep]) -> Table:
    erase = raw.get("erase", {})
    fields = {} if erase == DELETE else _checked(erase)
    return Table(
        model=raw["model"],
        **{name: tuple(raw.get(name, "").split()) for name in PARTS},
        find=Find(**raw["find"]),
        at=raw.get("at", ""),
        site=raw.get("site", ""),
        deletes=erase == DELETE,
        erase=fields,
        if_over=_codes(raw.get("if_over", {})),
        keep=keeps[raw["kept"]] if "kept" in raw else None,
        ages=tuple(_age(each, fields) for each in raw.get("ages", ())),
        by=raw.get("by", ""),
        hidden=raw.get("hidden", False),
    )


def _age(raw: Mapping[str, Any], erase: Mapping[str, str]) -> Age:
    done = raw["do"]
    fields = {DELETE: {}, ERASE: erase}[done] if isinstance(done, str) else _checked(done)
    return Age(raw["from"], raw["days"], _codes(raw.get("only", {})), fields)


def _checked(fields: Mapping[str, str]) -> Mapping[str, str]:
    strange = set(fields.values()) - REPLACEMENTS
    if strange:
        raise ValueError(f"not a replacement: {sorted(strange)}")
    return fields


def _codes(raw: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Return codes that a field must be one of; none of them: the field must be empty."""
    return {name: tuple(each) if each else () for name, each in raw.items()}


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["zh"], raw["en"])


PARTS = ("fields", "files", "index", "secret")
