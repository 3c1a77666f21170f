"""What each plan holds, side by side: parts, labour, response, and the edition's included rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lumencare.domain.edition import Edition
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Text
from lumencare.web.sales.matrix import Row

TICK, NONE = "tick", "none"
PARTS = Text("更换件费用", "Replacement parts")
LABOUR = Text("故障诊断及系统恢复人工", "Labour for diagnosis and restoration")
RESPONSE = Text("工程师安排时限", "An engineer is arranged")
OPTIONS = Text("可加购快速响应与增值服务", "Response options and added-value services on top")


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: a tick, nothing, or words; `picked` where its column is the chosen one."""

    kind: str
    words: Text | None
    picked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that plans may hold, and the rule that says so."""

    name: Text
    entries: tuple[Entry, ...]
    rules: str


@dataclass(frozen=True, slots=True)
class Included:
    """The table: the plans across, what they hold down."""

    columns: tuple[tuple[Text, bool], ...]
    lines: tuple[Line, ...]


def included_of(quotation: Quotation, rows: Sequence[Row]) -> Included:
    """Return the table for what can be bought, with a pair of plans only where it is picked."""
    shown = [each for each in rows if each.cells and (len(each.plans) < 2 or each.picked)]
    edition = quotation.edition
    columns = tuple((_short(edition, each), each.picked) for each in shown)
    return Included(columns, tuple(_lines(edition, shown)))


def _short(edition: Edition, row: Row) -> Text:
    if not row.plans:
        return Text("仅原质保", "Initial warranty")
    names = [edition.plan_by_code[each].short_name for each in row.plans]
    return Text(" 与".join(each.zh for each in names), " & ".join(each.en for each in names))


def _lines(edition: Edition, rows: Sequence[Row]) -> Iterator[Line]:
    yield Line(PARTS, tuple(_parts(each) for each in rows), "PC-2 PP-2 TS-3 D-4")
    yield Line(LABOUR, tuple(_labour(each) for each in rows), "SC-4 TS-4 PC-3")
    standard = next(each for each in edition.responses if each.business_days)
    days = standard.business_days
    words = Text(f"{days} 个工作日", f"{days} business days")
    yield _held(RESPONSE, edition, rows, standard.price_rule, words)
    for code in dict.fromkeys(each.code for each in edition.included):
        given = [each for each in edition.included if each.code == code]
        plans = {each.plan for each in given}
        yield Line(
            given[0].text,
            tuple(_tick(row, has=not plans.isdisjoint(row.plans)) for row in rows),
            " ".join(dict.fromkeys(each.rule for each in given)),
        )
    yield _held(OPTIONS, edition, rows, "RO-1", None)


def _held(
    name: Text, edition: Edition, rows: Sequence[Row], rules: str, words: Text | None
) -> Line:
    """Return a line for what the holders of some plans have."""
    return Line(
        name,
        tuple(
            _tick(row, has=any(each in edition.holders for each in row.plans), words=words)
            for row in rows
        ),
        rules,
    )


def _tick(row: Row, *, has: bool, words: Text | None = None) -> Entry:
    return Entry((TICK if words is None else "words") if has else NONE, words, row.picked)


def _parts(row: Row) -> Entry:
    percents = [each.percent for each in row.cells]
    if not any(percents):
        return Entry(NONE, None, row.picked)
    runs = [(percent, [y for _, y in run]) for percent, run in _runs(percents) if percent]
    if all(percents):
        steps = " → ".join(f"{percent}%" for percent, _ in runs)
        return Entry("words", Text(steps, steps), row.picked)
    zh = "，".join(f"{_years(years).zh} {percent}%" for percent, years in runs)
    en = ", ".join(f"{_years(years).en}: {percent}%" for percent, years in runs)
    return Entry("words", Text(zh, en), row.picked)


def _labour(row: Row) -> Entry:
    covered = [each.labour != NONE for each in row.cells]
    if all(covered):
        return Entry(TICK, None, row.picked)
    runs = [[y for _, y in run] for has, run in _runs(covered) if has]
    if not runs:
        return Entry(NONE, None, row.picked)
    said = [_years(each) for each in runs]
    words = Text("，".join(e.zh for e in said), ", ".join(e.en for e in said))
    return Entry("words", words, row.picked)


def _runs(values: Sequence[int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    numbered = [(value, year) for year, value in enumerate(values, start=1)]
    for value, run in groupby(numbered, key=lambda each: each[0]):
        yield value, list(run)


def _years(years: Sequence[int]) -> Text:
    first, last = years[0], years[-1]
    if first == last:
        return Text(f"第 {first} 年", f"year {first}")
    return Text(f"第 {first}～{last} 年", f"years {first}–{last}")
