"""A draft of an edition looked at: what it would be, and everything that keeps it from holding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.data.difference_register import FILE, load_differences
from lumencare.data.edition_files import examine_edition
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.pricebook.queries import Known

MOST_BYTES = 1_000_000
# The code stands in addresses, in the API and on documents.
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
LONGEST_CODE = 60
GREATEST_NUMBER = 9999

TOO_BIG = Text("文件不可超过 1 MB。", "The file can have 1 MB at most.")
NOT_UTF8 = Text(
    "应为 UTF-8 编码的 TOML 文本文件。", "A text file in TOML, written in UTF-8, is expected."
)
CODE_FORM = Text(
    "版本代码应由小写字母、数字与连字符组成，最多 60 个字符，如 cn-mainland-2。",
    "An edition's code has small letters, digits and hyphens, 60 at most, like cn-mainland-2.",
)
CODE_TAKEN = Text(
    "已有同一代码的版本，请换一个。", "Another edition has this code already; choose another."
)
NOT_BEFORE_TODAY = Text(
    "生效日期不可早于今天：已作出的报价与保障不因此改变。",
    "It cannot take effect before today: what was quoted and covered stays as it was.",
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One problem of a draft with the line of its text that it stands on."""

    line: int | None
    source: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Examined:
    """What a draft would be, as far as it can be read, and its flaws in the order of the file."""

    edition: Edition | None
    flaws: tuple[Flaw, ...]

    def require_sound(self) -> Edition:
        """Return the edition; InputProblems with all that is wrong where anything is."""
        if self.edition is None or self.flaws:
            raise InputProblems([each.problem for each in self.flaws])
        return self.edition


def read_upload(content: bytes) -> str:
    """Return the text of an uploaded file; InputProblems where it is too big or no text."""
    if len(content) > MOST_BYTES:
        raise InputProblems([Problem("file", f"{len(content):,} bytes", TOO_BIG)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputProblems([Problem("file", str(error), NOT_UTF8)]) from None


def examine(text: str, name: str, known: Known, on: date) -> Examined:
    """Look at a draft as it would be published on a day, beside the editions there are."""
    latest = known.latest()
    try:
        edition, problems = examine_edition(text, name, earlier=latest)
    except InputProblems as wrong:
        return Examined(None, _flaws(text, wrong.problems))
    problems = [
        *(each for found in (_of_code, _of_number, _of_days) for each in found(edition, known, on)),
        *problems,
        *_differences(edition),
    ]
    return Examined(edition, _flaws(text, problems))


def _of_code(edition: Edition, known: Known, _on: date) -> Iterator[Problem]:
    if not CODE.fullmatch(edition.code) or len(edition.code) > LONGEST_CODE:
        yield Problem(f"{edition.source}:edition", edition.code, CODE_FORM)
    elif edition.code in known.editions:
        yield Problem(f"{edition.source}:edition", edition.code, CODE_TAKEN)


def _of_number(edition: Edition, known: Known, _on: date) -> Iterator[Problem]:
    least = known.latest().number + 1
    if not least <= edition.number <= GREATEST_NUMBER:
        allowed = Text(
            f"编号应大于以往各版，至少为 {least}。",
            f"The number must be above those before, {least} at least.",
        )
        yield Problem(f"{edition.source}:number", str(edition.number), allowed)


def _of_days(edition: Edition, _known: Known, on: date) -> Iterator[Problem]:
    for each in edition.effective:
        if each.since < on:
            where = f"{edition.source}:{each.line}"
            yield Problem(where, f"{each.use}: {each.since}", NOT_BEFORE_TODAY)


def _differences(edition: Edition) -> list[Problem]:
    """A difference of the register without its clause would be shown to nobody (X-1..X-15)."""
    try:
        load_differences(FILE, edition)
    except InputProblems as wrong:
        return wrong.problems
    return []


def _flaws(text: str, problems: list[Problem]) -> tuple[Flaw, ...]:
    lines = text.splitlines()
    flaws = [_flaw(lines, each) for each in problems]
    return tuple(sorted(flaws, key=lambda each: each.line or 0))


def _flaw(lines: list[str], problem: Problem) -> Flaw:
    file, _, place = problem.where.rpartition(":")
    line = int(place) if place.isdecimal() else _line_of_key(lines, place)
    if line is None or not 1 <= line <= len(lines) or file == FILE.name:
        return Flaw(None, "", problem)
    return Flaw(line, lines[line - 1].strip(), problem)


def _line_of_key(lines: list[str], key: str) -> int | None:
    found = re.compile(rf"^{re.escape(key)}\s*=")
    return next((number for number, line in enumerate(lines, 1) if found.match(line)), None)
