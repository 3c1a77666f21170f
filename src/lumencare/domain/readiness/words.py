"""The sentences of a readiness check, each with the rule that it rests on."""

from collections.abc import Iterable
from datetime import date

from lumencare.domain.readiness.facts import (
    PAPER_NAMES,
    Age,
    Effort,
    HasDatabase,
    Need,
    Paper,
    ReadinessFacts,
)
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies, does_not_apply


def current(paper: Paper, dated_on: date, ages_on: date) -> Reason:
    """Say that a record is there and until when it counts as current."""
    name, day = PAPER_NAMES[paper], say_english_day(dated_on)
    text = Text(
        f"{name.zh}为 {dated_on} 的版本，{ages_on} 前视为有效。",
        f"{name.en}: as of {day}, taken as current until {say_english_day(ages_on)}.",
    )
    return applies("SC-9", text, dated_on=dated_on, ages_on=ages_on)


def aged(paper: Paper, dated_on: date, age: Age) -> Reason:
    """Say that a record is there and older than what is taken as current."""
    name = PAPER_NAMES[paper]
    text = Text(
        f"{name.zh}为 {dated_on} 的版本，已满 {age.months} 个月（假定的期限），请核对或更新。",
        f"{name.en}: as of {say_english_day(dated_on)}, {age.months} months or more ago (an "
        "assumed limit); check it or bring a newer one.",
    )
    return applies(age.rule, text, dated_on=dated_on, months=age.months, assumed=age.assumed)


def before_change(paper: Paper, dated_on: date, changed_on: date) -> Reason:
    """Say that a record is older than the hardware that it should show."""
    name = PAPER_NAMES[paper]
    text = Text(
        f"硬件清单于 {changed_on} 变更，{name.zh}仍为 {dated_on} 的版本。",
        f"The hardware list changed on {say_english_day(changed_on)}; the "
        f"{name.en.lower()} is of {say_english_day(dated_on)}.",
    )
    return applies("D-13", text, dated_on=dated_on, changed_on=changed_on)


def none_there(paper: Paper, why: str) -> Reason:
    """Say that there is none to have, in the words of who said so."""
    name = PAPER_NAMES[paper]
    return applies("SC-9", Text(f"没有{name.zh}：{why}", f"There is no {name.en.lower()}: {why}"))


def not_needed(facts: ReadinessFacts) -> Reason:
    """Say that systems of the family have no database of their own."""
    family = facts.family or Text("该系统", "This system")
    if facts.database is HasDatabase.HOST:
        text = Text(
            f"{family.zh}的数据在主系统的数据库中。",
            f"{family.en}: its data is in the database of the host system.",
        )
    else:
        text = Text(f"{family.zh}没有数据库。", f"{family.en}: there is no database.")
    return applies("SC-9", text, database=facts.database.value, assumed=True)


def waived(facts: ReadinessFacts) -> Reason:
    """Say that the database is not collected, because the processor gives it."""
    ground = facts.set_by_staff
    said_zh = f"依据：{ground}" if ground else "假定值，到场前请核实"
    said_en = f"ground: {ground}" if ground else "an assumed value, to be checked before going"
    text = Text(
        f"尚无数据库，但可从处理器读出，不必收集（{said_zh}）。",
        f"There is no database, but the processor gives it: nothing is collected ({said_en}).",
    )
    return applies("X-10", text, assumed=not ground)


def missing(paper: Paper, facts: ReadinessFacts) -> Reason:
    """Say that a record is missing."""
    name = PAPER_NAMES[paper]
    if paper is Paper.DATABASE and facts.database is not HasDatabase.YES:
        text = Text(
            "尚无数据库；请核实该系统是否有数据库，没有的注明“没有”。",
            "There is no database yet; check whether this system has one, and say so if not.",
        )
    else:
        text = Text(f"尚无{name.zh}。", f"There is no {name.en.lower()} yet.")
    return does_not_apply("SC-9", text, record=paper.value)


def waits(need: Need, papers: tuple[Paper, ...]) -> Reason:
    """Say what cannot go on until records are there."""
    zh, en = _listed(PAPER_NAMES[each] for each in papers)
    text = Text(
        f"{need.text.zh}等待{zh}；可改为有偿现场收集。",
        f"{need.text.en} waits for: {en}; we can collect it on site at a price.",
    )
    return does_not_apply(need.rule, text, records=tuple(each.value for each in papers))


def collected(
    names: tuple[Text, ...], man_days: int, facts: ReadinessFacts, effort: Effort
) -> Reason:
    """Say what collecting on site takes and costs; the man-days are assumed."""
    zh, en = _listed(names)
    price, product = facts.man_day.grouped, (facts.man_day * man_days).grouped
    text = Text(
        f"现场收集{zh}：{man_days} 人天 × {price} = {product} 元（按项目规模和系统类型假定的"
        "人天数），以确认价为准。",
        f"Collecting on site: {en}: {man_days} × {price} = {product} RMB (man-days assumed by "
        "project scale and system type); the price is confirmed before the work.",
    )
    facts_used = {
        "man_days": man_days,
        "man_day": facts.man_day,
        "bom": facts.bom,
        "category": facts.category,
        "drawing": str(effort.drawing),
        "database": str(effort.database),
        "assumed": effort.assumed,
    }
    return applies("X-10", text, **facts_used)


def _listed(names: Iterable[Text]) -> tuple[str, str]:
    each = tuple(names)
    return "、".join(n.zh for n in each), ", ".join(n.en.lower() for n in each)
