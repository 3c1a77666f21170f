"""The sentence over a comparison: what full cover costs at best, made from the figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lumencare.domain.codes import CoverageKind, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import window_missed
from lumencare.domain.money import Money
from lumencare.domain.projectyear import anniversary, project_year
from lumencare.domain.quotation.ways import Way, full_cover_ways, plan_way, years_to_cover
from lumencare.domain.system import System
from lumencare.domain.text import Reason, Text, applies, does_not_apply


@dataclass(frozen=True, slots=True)
class Finding:
    """What the comparison shows: a headline, what else to know, and the sums behind both."""

    headline: Text
    detail: Text
    ways: tuple[Way, ...]
    because: tuple[Reason, ...]

    @property
    def sentence(self) -> Text:
        """Both parts as one text."""
        return Text(
            f"{self.headline.zh}{self.detail.zh}", f"{self.headline.en} {self.detail.en}".strip()
        )


def find_best_cover(edition: Edition, system: System, on: date) -> Finding:
    """Say which way to parts and labour costs least on the day `on`, and what is paid first."""
    year = project_year(system.order_date, on)
    if year > edition.horizon_years:
        return _past_horizon(edition, system)
    ways = tuple(sorted(full_cover_ways(edition, system, on), key=lambda each: each.total))
    if not ways:
        return _labour_only(edition, system, on)
    if len(ways) == 1:
        return _single_way(edition, system, ways[0], year)
    return _several_ways(ways)


def say_amount(amount: Money) -> str:
    """Return an amount as a sentence gives it: fen only where there are some."""
    return f"¥{amount.grouped.removesuffix('.00')}"


def say_years(years: tuple[int, ...]) -> Text:
    """Name project years that follow each other."""
    first, last = years[0], years[-1]
    if first == last:
        return Text(f"第 {first} 个项目年度", f"project year {first}")
    return Text(f"第 {first} 至 {last} 个项目年度", f"project years {first} to {last}")


def _several_ways(ways: tuple[Way, ...]) -> Finding:
    best, second, *others = ways
    years, rank = say_years(best.years), _difference(best.total, second.total)
    headline = Text(
        f"{years.zh}更换件与人工都保障：{best.name.zh}最省，合计 {_price(best.total, best).zh}，"
        f"比{second.name.zh}{rank.zh}。",
        f"Covering both parts and labour in {years.en} costs least with the {best.name.en}: "
        f"{_price(best.total, best).en} in all, {rank.en} with the {second.name.en}.",
    )
    first = _price(best.first_twelve_months, best)
    gap = _difference(best.first_twelve_months, second.first_twelve_months)
    detail = Text(
        f"其中服务的首 12 个月付 {first.zh}，比后者{gap.zh}。"
        + "".join(f"{each.name.zh}合计 {_price(each.total, each).zh}。" for each in others),
        f"Of that, {first.en} is paid for the first 12 months of service, {gap.en} with the latter."
        + "".join(f" With the {e.name.en}: {_price(e.total, e).en}." for e in others),
    )
    return Finding(headline, detail, ways, _sums(ways))


def _single_way(edition: Edition, system: System, way: Way, year: int) -> Finding:
    years, first = say_years(way.years), way.years[0]
    total_net = _price(way.total, way)
    closed = Text("硬件保障计划的购买期已过：", "The Part Care window has passed: ")
    lead = closed if window_missed(edition, system, year) else Text("", "")
    headline = Text(
        f"{lead.zh}{years.zh}更换件与人工都保障，只有{way.name.zh}，合计 {total_net.zh}。",
        f"{lead.en}only the {way.name.en} covers both parts and labour in {years.en}, "
        f"{total_net.en} in all.",
    )
    if len(way.years) == 1:
        return Finding(headline, Text("", ""), (way,), _sums((way,)))
    price = _price(way.in_year(first), way)
    detail = Text(
        f"其中第 {first} 个项目年度 {price.zh}；各年度可单独购买。",
        f"Project year {first} is {price.en}; each year can be bought on its own.",
    )
    return Finding(headline, detail, (way,), _sums((way,)))


def _labour_only(edition: Edition, system: System, on: date) -> Finding:
    """No plan covers parts in full any more and the class has no Technology Support (TS-2)."""
    way = plan_way(edition, system, (PlanCode.SERVICE_CARE,), on)
    price = way.instalments[0].net
    parts = _warranty_steps(edition, system, years_to_cover(edition, system, on))
    headline = Text(
        f"硬件保障计划的购买期已过：人工可由{way.name.zh}保障，每年 {say_amount(price)} 起。",
        f"The Part Care window has passed: labour can be covered by the {way.name.en}, from "
        f"{say_amount(price)} a year.",
    )
    detail = Text(
        f"更换件费用由原质保减免：{parts.zh}。",
        f"The initial warranty reduces the price of replacement parts: {parts.en}.",
    )
    return Finding(headline, detail, (way,), _sums((way,)))


def _past_horizon(edition: Edition, system: System) -> Finding:
    last = anniversary(system.order_date, edition.horizon_years)
    name = edition.plan_by_code[PlanCode.SYSTEM_CARE].name
    headline = Text(
        f"第 {edition.horizon_years} 个项目年度已于 {last} 结束，可选{name.zh}，按项目方案报价。",
        f"Project year {edition.horizon_years} ended on {last}; the {name.en} remains, priced "
        "by a proposal.",
    )
    detail = Text(
        "方案依据系统现状与需求编制，包括系统升级或软件升级。",
        "The proposal follows the system's condition and needs: a system or a software upgrade.",
    )
    ended = does_not_apply("G-4", headline, last_day=last)
    return Finding(headline, detail, (), (ended, applies("SY-3", detail)))


def _difference(one: Money, other: Money) -> Text:
    """Say how one amount stands to another, to be followed by the other's name in English."""
    if one == other:
        return Text("相同", "the same as")
    if one < other:
        gap = say_amount(other - one)
        return Text(f"少 {gap}", f"{gap} less than")
    gap = say_amount(one - other)
    return Text(f"多 {gap}", f"{gap} more than")


def _price(amount: Money, way: Way) -> Text:
    """Name an amount of a way, marked as a floor where a part of it is one (D-20)."""
    said = say_amount(amount)
    return Text(f"{said}{' 起' * way.from_price}", f"{'from ' * way.from_price}{said}")


def _warranty_steps(edition: Edition, system: System, years: tuple[int, ...]) -> Text:
    steps = edition.warranty[system.warranty_class, CoverageKind.PARTS]
    grouped = groupby(years, key=lambda year: steps[year].percent if year in steps else 0)
    said = [(say_years(tuple(each)), percent) for percent, each in grouped]
    return Text(
        "，".join(f"{each.zh} {percent}%" for each, percent in said),
        ", ".join(f"{percent}% in {each.en}" for each, percent in said),
    )


def _sums(ways: tuple[Way, ...]) -> tuple[Reason, ...]:
    """Return the arithmetic of each way, one reason each, cheapest first."""
    return tuple(
        applies(
            each.instalments[0].payment.row.rule,
            _sum_words(each),
            total=each.total,
            first_twelve_months=each.first_twelve_months,
        )
        for each in ways
    )


def _sum_words(way: Way) -> Text:
    years = say_years(way.years)
    terms = " + ".join(
        net.grouped if count == 1 else f"{count} × {net.grouped}" for net, count in _runs(way)
    )
    return Text(
        f"{way.name.zh}，{years.zh}：{terms} = {way.total.grouped}。",
        f"{way.name.en}, {years.en}: {terms} = {way.total.grouped}.",
    )


def _runs(way: Way) -> Iterator[tuple[Money, int]]:
    """Yield each amount of a plan with how many times it is paid in a row."""
    for (_, net), run in groupby(way.instalments, key=lambda each: (each.plan, each.net)):
        yield net, len(list(run))
