"""The copy that a person gets of their data: JSON, HTML and CSV, and their files."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Model

from lumencare.data.personal_register import personal_register
from lumencare.domain.personal_data import PersonalKind, Table
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.privacy.finding import rows_of
from lumencare.privacy.people import Subject
from lumencare.privacy.queries.held import day_of, say_keep, values_of
from lumencare.privacy.words import field_name, plain_value

# Beyond these a copy is made by a job: nobody waits for a page that long.
MOST_ROWS_AT_ONCE = 400
MOST_FILES_AT_ONCE = 20
# A cell that a spreadsheet would read as a formula is words.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def is_large(subject: Subject) -> bool:
    """Tell whether a copy takes longer than somebody waits for a page."""
    rows, files = 0, 0
    for _, table in _tables():
        count = rows_of(table, subject).count()
        rows += count
        files += count if table.files else 0
    return rows > MOST_ROWS_AT_ONCE or files > MOST_FILES_AT_ONCE


def copy_of(subject: Subject, now: datetime) -> bytes:
    """Return a ZIP of all that is held of a person, whole and unmasked."""
    told, buffer = [], io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind in personal_register().outside:
            rows = list(_rows(kind, subject, archive))
            if rows:
                told.append((kind, rows))
        whole = {
            "name": subject.name,
            "organization": subject.organization,
            "made_at": in_shanghai(now).isoformat(),
            "kinds": [_kind(kind, rows) for kind, rows in told],
        }
        archive.writestr("data.json", json.dumps(whole, ensure_ascii=False, indent=2))
        archive.writestr("data.html", _page(subject, told, now))
        archive.writestr("data.csv", _sheet(told))
    return buffer.getvalue()


Told = list[tuple[PersonalKind, list[dict[str, Any]]]]


def _tables() -> Iterator[tuple[PersonalKind, Table]]:
    for kind in personal_register().outside:
        for table in kind.tables:
            if not table.hidden:
                yield kind, table


def _rows(
    kind: PersonalKind, subject: Subject, archive: zipfile.ZipFile
) -> Iterator[dict[str, Any]]:
    for table in kind.tables:
        if table.hidden:
            continue
        for row in rows_of(table, subject):
            on = day_of(table, row)
            values = {name: plain_value(value) for name, value in values_of(table, row)}
            for name in table.files:
                if values.get(name):
                    values[name] = _add_file(kind, table, row, name, archive)
            yield {"on": on.isoformat() if on else "", "table": table.model, "fields": values}


def _add_file(
    kind: PersonalKind, table: Table, row: Model, name: str, archive: zipfile.ZipFile
) -> str:
    """Put a file into the copy; what is not on the disk any more is said to be missing."""
    kept = Path(settings.MEDIA_ROOT) / str(getattr(row, name))
    inside = f"files/{kind.code}-{row.pk}{kept.suffix}"
    try:
        archive.write(kept, inside)
    except OSError:
        return "missing"
    return inside


def _kind(kind: PersonalKind, rows: list[dict[str, Any]]) -> dict[str, Any]:
    keeps = [say_keep(each) for each in kind.tables if each.keep]
    return {
        "code": kind.code,
        **{
            name: _both(getattr(kind, name))
            for name in ("name", "purpose", "ground_text", "source", "shared", "period")
        },
        "kept_after_deletion": [_both(each) for each in keeps],
        "rows": rows,
    }


def _page(subject: Subject, told: Told, now: datetime) -> str:
    """Return the copy as a page that needs nothing but a browser."""
    parts = [HEAD.format(name=escape(subject.name), at=f"{in_shanghai(now):%Y-%m-%d %H:%M}")]
    for kind, rows in told:
        parts.append(f"<h2>{_said(kind.name)}</h2><dl>")
        for zh, en, text in (
            ("用途", "Purpose", kind.purpose),
            ("依据", "Ground", kind.ground_text),
            ("来源", "Source", kind.source),
            ("提供给", "Shared with", kind.shared),
            ("期限", "Kept", kind.period),
        ):
            parts.append(f"<dt>{zh} / {en}</dt><dd>{_said(text)}</dd>")
        parts.append("</dl>")
        for row in rows:
            lines = "".join(
                f"<tr><th>{_said(field_name(name))}</th><td>{escape(str(value))}</td></tr>"
                for name, value in row["fields"].items()
            )
            parts.append(f"<table><caption>{escape(row['on'])}</caption>{lines}</table>")
    return "\n".join((*parts, "</html>"))


def _sheet(told: Told) -> str:
    """Return the copy as one table; with a mark at its start, so that Excel reads Chinese."""
    buffer = io.StringIO()
    buffer.write("\ufeff")
    lines = csv.writer(buffer)
    lines.writerow(["类别 / Kind", "日期 / Day", "项目 / Field", "内容 / Value"])
    for kind, rows in told:
        for row in rows:
            for name, value in row["fields"].items():
                lines.writerow(
                    [
                        _both_words(kind.name),
                        row["on"],
                        _both_words(field_name(name)),
                        _cell(str(value)),
                    ]
                )
    return buffer.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _both_words(text: Text) -> str:
    return f"{text.zh} / {text.en}"


def _said(text: Text) -> str:
    return escape(_both_words(text))


HEAD = """<!doctype html>
<html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>我的个人信息 / My personal data</title>
<style>body{{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%;margin:0 0 1rem}}caption{{text-align:left;color:#555}}
th,td{{text-align:left;vertical-align:top;border:1px solid #ccc;padding:.3rem .5rem}}
th{{width:14rem;font-weight:normal;color:#555}}dt{{color:#555}}dd{{margin:0 0 .3rem}}</style>
<h1>我的个人信息 / My personal data</h1><p>{name} · {at}</p>"""
