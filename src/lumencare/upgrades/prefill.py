"""The first draft of an option: made of survey, catalogue, hardware list and site records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.edition import COLLECTION, Edition
from lumencare.domain.money import Money
from lumencare.domain.readiness.judging import Collection, Readiness
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import (
    MigrationStep,
    Option,
    OptionKind,
    Reuse,
    ReuseRow,
    Scope,
)
from lumencare.domain.upgrade.lines import Line, LineKind, man_day_price
from lumencare.domain.upgrade.surveying import Condition
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import latest_lines
from lumencare.sites.models import System
from lumencare.sites.queries.readiness import readiness_of
from lumencare.stock.models import Part
from lumencare.upgrades.listed import part_prices
from lumencare.upgrades.models import Finding, Survey
from lumencare.upgrades.targets import name_of, reuse_rows, spellings, targets_of

PROGRAMMING = "onsite-programming"
# A draft with more rows than this is made by hand.
MOST_ROWS = 60
GONE = [PartState.OBSOLETE.value]
OUT_OF_ORDER = {Condition.FAULTY, Condition.MISSING}

Row = TypeVar("Row", Line, ReuseRow, MigrationStep)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a first draft rests on."""

    system: System
    survey: Survey | None
    on: date
    edition: Edition
    readiness: Readiness


def ground_of(system: System, survey: Survey | None, on: date) -> Ground:
    """Return what a draft for a system rests on, on a day."""
    edition = edition_in_force(on)
    readiness = readiness_of([system], on, edition)[system.pk].readiness
    return Ground(system, survey, on, edition, readiness)


def first_option(ground: Ground, kind: OptionKind, target: str = "") -> Option:
    """Return a first draft of an option; staff change what they know better."""
    if kind is OptionKind.SOFTWARE:
        return _software(ground)
    targets = targets_of(ground.system.system_type)
    name = targets.get(target) or Text(target or "新系统", target or "a new system")
    return Option(
        key="",
        kind=kind,
        target=target,
        name=Text(f"升级到 {name.zh}", f"Upgrade to {name.en}"),
        gains=GAINS_OF_SYSTEM,
        lines=_numbered([*_successors(ground), *_work(ground, Decimal(2))]),
        reuse=_numbered(_reuse(ground, target)),
        steps=_numbered(SYSTEM_STEPS),
    )


def usual_ways(ground: Ground) -> tuple[tuple[OptionKind, str], ...]:
    """Return the options that a new proposal begins with: the nearest system, and its software."""
    nearest = next(iter(targets_of(ground.system.system_type)), None)
    if nearest is None:
        return ((OptionKind.SOFTWARE, ""),)
    return ((OptionKind.SYSTEM, nearest), (OptionKind.SOFTWARE, ""))


def _software(ground: Ground) -> Option:
    name = name_of(ground.system.system_type)
    return Option(
        key="",
        kind=OptionKind.SOFTWARE,
        name=Text(f"{name.zh} 软件升级", f"{name.en} software upgrade"),
        gains=GAINS_OF_SOFTWARE,
        scope=(Scope.CLIENT_SYSTEMS, Scope.FUNCTIONS),
        lines=_numbered(_work(ground, Decimal(1))),
        steps=_numbered(SOFTWARE_STEPS),
    )


def _work(ground: Ground, days: Decimal) -> Iterator[Line]:
    """Yield the man-days, and those to explore the site where records are missing (SY-4)."""
    text = next(each.text for each in ground.edition.services if each.code == PROGRAMMING)
    yield _man_days(ground, LineKind.MAN_DAYS, (PROGRAMMING, text), days)
    collection = ground.readiness.collection
    if collection is not None:
        yield exploration_line(ground.edition, collection)


def exploration_line(edition: Edition, collection: Collection) -> Line:
    """Return the line of the man-days that missing records take, by project scale (SY-4)."""
    return Line(
        key=0,
        kind=LineKind.EXPLORATION,
        text="现场摸查与资料收集 Site exploration, collection of records",
        quantity=Decimal(collection.man_days),
        price=collection.man_day,
        listed=man_day_price(edition, COLLECTION, Hours.BUSINESS),
        service=COLLECTION,
        hours=Hours.BUSINESS,
    )


def _man_days(ground: Ground, kind: LineKind, service: tuple[str, Text], days: Decimal) -> Line:
    code, text = service
    price = man_day_price(ground.edition, code, Hours.BUSINESS)
    if price is None:
        raise ValueError(f"{ground.edition.code} sells no {code}")
    said = f"{text.zh} {text.en}"
    return Line(
        key=0,
        kind=kind,
        text=said,
        quantity=days,
        price=price,
        listed=price,
        service=code,
        hours=Hours.BUSINESS,
    )


def _successors(ground: Ground) -> Iterator[Line]:
    """Yield a line for the successor of each part that is gone, where it has a price."""
    gone = list(_gone_parts(ground))
    prices = part_prices(
        [part.successor.number for part, _ in gone if part.successor is not None], ground.on
    )
    for part, quantity in gone[:MOST_ROWS]:
        successor = part.successor
        price: Money | None = None if successor is None else prices.get(successor.key)
        if successor is None or price is None:
            continue
        yield Line(
            key=0,
            kind=LineKind.HARDWARE,
            text=f"{successor.number} {successor.name_zh}"[:500],
            quantity=Decimal(quantity),
            price=price,
            listed=price,
            part_number=successor.number,
        )


def _reuse(ground: Ground, target: str) -> Iterator[ReuseRow]:
    """Yield what was found on site, then what the catalogue and the hardware list know besides."""
    known = list(reuse_rows(ground.system.system_type, target))
    findings = [] if ground.survey is None else list(ground.survey.findings.order_by("pk"))
    verdicts = {name: each.verdict for each in known for name in spellings(each.component)}
    for finding in findings[:MOST_ROWS]:
        yield _found(finding, verdicts, ground)
    seen = {each.component.casefold() for each in findings}
    yield from (each for each in known if not spellings(each.component) & seen)
    numbers = {number_key(each.part_number) for each in findings}
    for part, quantity in list(_gone_parts(ground))[:MOST_ROWS]:
        if part.key not in numbers:
            yield _listed_row(part, quantity)


def _found(finding: Finding, verdicts: dict[str, Reuse], ground: Ground) -> ReuseRow:
    known = verdicts.get(finding.component.casefold())
    broken = Condition(finding.condition) in OUT_OF_ORDER
    condition_why = finding.note or "勘察发现故障或缺失 found faulty or missing"
    return ReuseRow(
        key=0,
        component=finding.component,
        part_number=finding.part_number,
        quantity=finding.quantity,
        verdict=Reuse.REPLACED if broken else known or Reuse.KEPT,
        assumed=known,
        why=condition_why[:500] if broken else finding.note[:500],
        source="" if ground.survey is None else ground.survey.number,
    )


def _listed_row(part: Part, quantity: int) -> ReuseRow:
    return ReuseRow(
        key=0,
        component=part.name_zh[:120] or part.number,
        part_number=part.number[:120],
        quantity=quantity,
        verdict=Reuse.REPLACED,
        replacement="" if part.successor is None else part.successor.number[:120],
        assumed=Reuse.REPLACED,
        source="硬件清单 hardware list",
    )


def _gone_parts(ground: Ground) -> Iterable[tuple[Part, int]]:
    """Return the parts of the hardware list that are not supplied any more, with their counts."""
    counts: dict[str, int] = {}
    for line in latest_lines(ground.system):
        key = number_key(line.part_number)
        counts[key] = counts.get(key, 0) + max(int(line.quantity), 1)
    rows = Part.objects.filter(key__in=counts, state__in=GONE).select_related("successor")
    return [(each, counts[each.key]) for each in rows.order_by("key")]


def _numbered(parts: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(replace(each, key=place) for place, each in enumerate(parts, start=1))


def _step(zh: str, en: str, out: Text | None = None, hours: int = 0) -> MigrationStep:
    return MigrationStep(
        key=0, text=Text(zh, en), out_of_service=out or Text("", ""), out_hours=hours
    )


GAINS_OF_SYSTEM = Text(
    "停产的处理器与软件换为现行系统，恢复备件供应与技术支持。",
    "Processors and software that are out of supply give way to a current system; parts and "
    "support are there again.",
)
GAINS_OF_SOFTWARE = Text(
    "现有硬件保留，支持新的客户端操作系统与功能。",
    "The hardware stays; new client operating systems and functions are supported.",
)
SYSTEM_STEPS = (
    _step(
        "备份数据库，按图核对现场", "Back up the database and check the site against the drawings"
    ),
    _step(
        "安装新处理器与软件",
        "Install the new processors and the software",
        Text(
            "场景与自动控制（墙面开关可手动）", "scenes and automatic control (by hand at the wall)"
        ),
        8,
    ),
    _step(
        "逐区编程与调试",
        "Programme and test area by area",
        Text("正在调试的区域", "the area under test"),
        4,
    ),
    _step("培训与移交", "Train the users and hand over"),
)
SOFTWARE_STEPS = (
    _step("备份数据库与软件", "Back up the database and the software"),
    _step(
        "升级软件与固件",
        "Update the software and the firmware",
        Text("客户端与远程控制", "clients and remote control"),
        4,
    ),
    _step("测试、培训与移交", "Test, train the users and hand over"),
)
