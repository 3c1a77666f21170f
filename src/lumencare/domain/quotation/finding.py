"""The sentence over a comparison: what full cover costs at best, made from the figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lumencare.domain.codes import CoverageKind, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import window_missed
from lumencare.domain.holding import horizon_end
from lumencare.domain.money import Money
from lumencare.domain.projectyear import project_year
from lumencare.domain.quotation.ways import Way, full_cover_ways, plan_way, years_to_cover
from lumencare.domain.shanghai import say_english_day
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
    wish = _wish(best.years)
    rank, total_net = _compare(best.total, second.total, second), _price(best.total, best)
    headline = Text(
        f"{wish.zh}，购买{best.name.zh}费用最低，共 {total_net.zh}，{rank.zh}。",
        f"{wish.en}, the {best.name.en} costs least: {total_net.en} in all, {rank.en}."
        if len(best.plans) == 1
        else f"{wish.en}, the {best.name.en} together cost least: {total_net.en} in all, "
        f"{rank.en}.",
    )
    first = _price(best.first_twelve_months, best)
    gap = _compare(best.first_twelve_months, second.first_twelve_months, second)
    is_more = best.first_twelve_months > second.first_twelve_months
    detail = Text(
        f"{'但' * is_more}服务首年需付 {first.zh}，{gap.zh}。"
        + "".join(f"{each.name.zh}共 {_price(each.total, each).zh}。" for each in others),
        f"The first year of service{', however,' * is_more} costs {first.en}, which is {gap.en}."
        + "".join(f" With the {e.name.en} it is {_price(e.total, e).en}." for e in others),
    )
    return Finding(headline, detail, ways, _sums(ways))


def _wish(years: tuple[int, ...]) -> Text:
    said = say_years(years)
    return Text(
        f"{said.zh}如需同时保障更换件和人工", f"To cover both parts and labour in {said.en}"
    )


def _single_way(edition: Edition, system: System, way: Way, year: int) -> Finding:
    wish, first = _wish(way.years), way.years[0]
    total_net = _price(way.total, way)
    closed = Text("硬件保障计划的购买期已过。", "The Part Care window has passed. ")
    lead = closed if window_missed(edition, system, year) else Text("", "")
    headline = Text(
        f"{lead.zh}{wish.zh}，只能选择{way.name.zh}，共 {total_net.zh}。",
        f"{lead.en}{wish.en}, the only choice is the {way.name.en}: {total_net.en} in all.",
    )
    if len(way.years) == 1:
        return Finding(headline, Text("", ""), (way,), _sums((way,)))
    price = _price(way.in_year(first), way)
    detail = Text(
        f"其中第 {first} 个项目年度 {price.zh}；各年度可单独购买。",
        f"Project year {first} costs {price.en}; each year can be bought on its own.",
    )
    return Finding(headline, detail, (way,), _sums((way,)))


def _labour_only(edition: Edition, system: System, on: date) -> Finding:
    """No plan covers parts in full any more and the class has no Technology Support (TS-2)."""
    way = plan_way(edition, system, (PlanCode.SERVICE_CARE,), on)
    price = way.instalments[0].net
    parts = _warranty_steps(edition, system, years_to_cover(edition, system, on))
    headline = Text(
        f"硬件保障计划的购买期已过；人工可选择{way.name.zh}保障，每年 {say_amount(price)} 起。",
        f"The Part Care window has passed; labour can be covered by the {way.name.en}, from "
        f"{say_amount(price)} a year.",
    )
    detail = Text(
        f"更换件费用按原质保减免：{parts.zh}。",
        f"The initial warranty still reduces the price of replacement parts: {parts.en}.",
    )
    return Finding(headline, detail, (way,), _sums((way,)))


def _past_horizon(edition: Edition, system: System) -> Finding:
    last = horizon_end(edition, system)
    name = edition.plan_by_code[PlanCode.SYSTEM_CARE].name
    headline = Text(
        f"第 {edition.horizon_years} 个项目年度已于 {last} 结束，现可选择{name.zh}，"
        "按项目方案报价。",
        f"Project year {edition.horizon_years} ended on {say_english_day(last)}; the {name.en} "
        "remains, priced by a proposal.",
    )
    detail = Text(
        "方案依据系统现状与需求编制，包括系统升级或软件升级。",
        "The proposal follows the system's condition and needs: a system or a software upgrade.",
    )
    ended = does_not_apply("G-4", headline, last_day=last)
    return Finding(headline, detail, (), (ended, applies("SY-3", detail)))


def _compare(one: Money, other: Money, way: Way) -> Text:
    """Say how an amount stands to that of another way."""
    name = way.name
    if one == other:
        return Text(f"与{name.zh}相同", f"the same as the {name.en}")
    zh, en = ("少", "less") if one < other else ("多", "more")
    gap = say_amount(other - one if one < other else one - other)
    return Text(f"比{name.zh}{zh} {gap}", f"{gap} {en} than the {name.en}")


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
