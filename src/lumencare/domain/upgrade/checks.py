"""What can be wrong with a proposal: each part by itself while it is written, all when issued."""

from collections.abc import Iterator
from decimal import Decimal

from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import Problem
from lumencare.domain.system import GREATEST_BOM
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Content, MigrationStep, Option, OptionKind, ReuseRow
from lumencare.domain.upgrade.lines import GOODS, WORK, Line, LineKind, Standing

LONGEST_NAME, LONGEST_WORDS, LONGEST_TEXT = 120, 500, 2000
MOST_PIECES, MOST_MAN_DAYS, MOST_DAYS, MOST_OUT_HOURS = Decimal(100_000), Decimal(400), 400, 2000
HALF = Decimal("0.5")
Found = Iterator[Problem]


def check_line(line: Line) -> list[Problem]:
    """Return what is wrong with a line, by the names of its fields."""
    return [*_line_words(line), *_line_quantity(line), *_line_price(line)]


def _line_words(line: Line) -> Found:
    if not 0 < len(line.text.strip()) <= LONGEST_WORDS:
        yield Problem("text", line.text, WORDS)
    if len(line.part_number) > LONGEST_NAME:
        yield Problem("part_number", line.part_number, NAME)
    if len(line.why) > LONGEST_WORDS:
        yield Problem("why", line.why, WORDS)
    elif not line.why.strip() and line.standing is not Standing.LISTED:
        yield Problem("why", "", WHY)
    if line.kind in WORK and (not line.service or line.hours is None):
        yield Problem("service", line.service, SERVICE)
    if line.kind is LineKind.TRADE_IN and not line.source:
        yield Problem("source", "", SOURCE)


def _line_quantity(line: Line) -> Found:
    given = f"{line.quantity.normalize():f}"
    if line.kind in GOODS:
        if not _is_whole(line.quantity) or not 0 < line.quantity <= MOST_PIECES:
            yield Problem("quantity", given, PIECES)
    elif line.kind in WORK:
        if not _is_whole(line.quantity / HALF) or not HALF <= line.quantity <= MOST_MAN_DAYS:
            yield Problem("quantity", given, MAN_DAYS)
    elif line.quantity != 1:
        yield Problem("quantity", given, ONE)


def _line_price(line: Line) -> Found:
    least = Money.of("0.01") if line.kind is LineKind.TRADE_IN else ZERO
    if not least <= line.price <= GREATEST_BOM:
        yield Problem("price", str(line.price), PRICE)


def check_reuse(row: ReuseRow) -> list[Problem]:
    """Return what is wrong with a row of the reuse table."""
    return list(_reuse(row))


def _reuse(row: ReuseRow) -> Found:
    if not 0 < len(row.component.strip()) <= LONGEST_NAME:
        yield Problem("component", row.component, NAME)
    for field in ("part_number", "replacement"):
        if len(getattr(row, field)) > LONGEST_NAME:
            yield Problem(field, getattr(row, field), NAME)
    if not 0 < row.quantity <= MOST_PIECES:
        yield Problem("quantity", str(row.quantity), PIECES)
    if len(row.why) > LONGEST_WORDS:
        yield Problem("why", row.why, WORDS)
    elif row.assumed is not None and row.assumed is not row.verdict and not row.why.strip():
        yield Problem("why", "", WHY_OTHERWISE)


def check_step(step: MigrationStep) -> list[Problem]:
    """Return what is wrong with a step of the change-over; both languages or neither (G-2)."""
    return list(_step(step))


def _step(step: MigrationStep) -> Found:
    yield from _pair("text", step.text, needed=True)
    yield from _pair("out_of_service", step.out_of_service, needed=step.out_hours > 0)
    if not 0 < step.days <= MOST_DAYS:
        yield Problem("days", str(step.days), DAYS)
    if not 0 <= step.out_hours <= MOST_OUT_HOURS:
        yield Problem("out_hours", str(step.out_hours), OUT_HOURS)


def check_head(option: Option) -> list[Problem]:
    """Return what is wrong with what an option says of itself."""
    return list(_head(option))


def _head(option: Option) -> Found:
    yield from _pair("name", option.name, needed=True)
    yield from _pair("gains", option.gains, needed=False)
    if option.kind is OptionKind.SOFTWARE and not option.scope:
        yield Problem("scope", "", SCOPE)
    if len(option.no_exploration_why) > LONGEST_WORDS:
        yield Problem("no_exploration_why", option.no_exploration_why, WORDS)


def _pair(where: str, text: Text, *, needed: bool) -> Found:
    if not needed and not text.zh.strip() and not text.en.strip():
        return
    for language in ("zh", "en"):
        words = text.in_language(language)
        if not 0 < len(words.strip()) <= LONGEST_WORDS:
            yield Problem(f"{where}_{language}", words, BOTH)


def check_whole(content: Content) -> list[Problem]:
    """Return what is wrong with a content that is to be issued, by option and place."""
    problems: list[Problem] = []
    if not content.options:
        problems.append(Problem("options", "", SOME_OPTION))
    if len(content.need) > LONGEST_TEXT:
        problems.append(Problem("need", content.need, WORDS))
    if content.recommended and content.option(content.recommended) is None:
        problems.append(Problem("recommended", content.recommended, RECOMMENDED))
    for option in content.options:
        problems += [
            Problem(f"{option.key}.{each.where}", each.given, each.allowed)
            for each in _whole_option(option)
        ]
    return problems


def _whole_option(option: Option) -> Found:
    yield from _head(option)
    yield from _each("lines", [check_line(each) for each in option.lines])
    yield from _each("reuse", [check_reuse(each) for each in option.reuse])
    yield from _each("steps", [check_step(each) for each in option.steps])
    if not any(each.kind is not LineKind.TRADE_IN for each in option.lines):
        yield Problem("lines", "", SOME_LINE)
    elif sum(each.net.fen for each in option.lines) < 0:
        yield Problem("lines", "", NOT_BELOW_NOTHING)
    if not option.steps:
        yield Problem("steps", "", SOME_STEP)
    if option.kind is OptionKind.SYSTEM:
        yield from _whole_system(option)


def _whole_system(option: Option) -> Found:
    """Look for what a handover is made of: hardware that comes, and something that goes (D-14)."""
    if not any(each.kind is LineKind.HARDWARE for each in option.lines):
        yield Problem("lines", "", SOME_HARDWARE)
    if not option.reuse:
        yield Problem("reuse", "", SOME_REUSE)
    elif not option.replaced:
        yield Problem("reuse", "", SOME_REPLACED)


def _each(name: str, parts: list[list[Problem]]) -> Found:
    for place, problems in enumerate(parts, start=1):
        for each in problems:
            yield Problem(f"{name}[{place}].{each.where}", each.given, each.allowed)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


NAME = Text(
    f"请填写，最多 {LONGEST_NAME} 个字。", f"Between 1 and {LONGEST_NAME} characters are expected."
)
WORDS = Text(
    f"请填写，最多 {LONGEST_WORDS} 个字。",
    f"Between 1 and {LONGEST_WORDS} characters are expected.",
)
BOTH = Text(
    f"中文和英文都要填写，各最多 {LONGEST_WORDS} 个字。",
    f"Both languages are needed, each at most {LONGEST_WORDS} characters.",
)
WHY = Text(
    "价格与列表价不同或没有列表价，请写明理由。",
    "The price is not the list's, or the list has none: say why.",
)
WHY_OTHERWISE = Text("与目录的判断不同，请写明理由。", "It differs from the catalogue: say why.")
SERVICE = Text("请选择服务与时段。", "Choose the service and when it is done.")
SOURCE = Text("请选择所抵扣的合同。", "Choose the contract that something is given for.")
PIECES = Text("应为 1 至 100,000 的整数。", "A whole number from 1 to 100,000 is expected.")
MAN_DAYS = Text("应为 0.5 至 400 人天，以半天计。", "From 0.5 to 400 man-days, in halves.")
ONE = Text("数量应为 1。", "The quantity is 1.")
PRICE = Text(
    f"价格应为 0.00 至 {GREATEST_BOM.grouped} 元，不含税；抵扣须大于 0。",
    f"A price from 0.00 to {GREATEST_BOM.grouped} RMB is expected, VAT excluded; what is given "
    "is above 0.",
)
DAYS = Text(f"应为 1 至 {MOST_DAYS} 天。", f"From 1 to {MOST_DAYS} days are expected.")
OUT_HOURS = Text(
    f"应为 0 至 {MOST_OUT_HOURS} 小时。", f"From 0 to {MOST_OUT_HOURS} hours are expected."
)
SCOPE = Text("请至少选择一项软件升级内容。", "Choose what the software upgrade brings.")
SOME_OPTION = Text("请至少加入一个方案。", "Add at least one option.")
RECOMMENDED = Text("没有这个方案。", "There is no such option.")
SOME_LINE = Text("请至少加入一行价格。", "Add at least one line with a price.")
NOT_BELOW_NOTHING = Text("抵扣不能超过方案金额。", "More is given than the option comes to.")
SOME_STEP = Text("请写明至少一个实施步骤。", "Say at least one step of the change-over.")
SOME_HARDWARE = Text(
    "系统升级至少应有一行硬件：新系统由它组成。",
    "A system upgrade needs a line of hardware: the new system is made of it.",
)
SOME_REPLACED = Text(
    "系统升级至少应更换一项部件；全部保留时请选软件升级。",
    "A system upgrade replaces something; where all of it stays, choose a software upgrade.",
)
SOME_REUSE = Text("请填写部件的保留与更换。", "Say what is kept and what is replaced.")
