"""Why a site can or cannot have a response option, in sentences that can be read out (D-19)."""

from collections.abc import Callable, Iterator

from lumencare.domain.place import HUB_NAMES, Access, City, Place, Station, Verdict
from lumencare.domain.text import Reason, Text, applies, does_not_apply

ONLY_HIGH_SPEED = applies(
    "X-4",
    Text(
        "只计高铁（G、D、C 字头列车），普通列车不计。",
        "Only high-speed trains (G, D and C) count; other trains do not.",
    ),
)
DIRECT_BY_AIR_OR_RAIL = applies(
    "X-5",
    Text(
        "须从上海或北京直达，飞机或高铁均可。",
        "It must be direct from Shanghai or Beijing, by plane or high-speed train.",
    ),
)
CONFIRM_FIRST = applies(
    "RO-5",
    Text(
        "是否适用，购买前须由工作人员按项目地点确认。",
        "Whether it applies is confirmed by staff for the site before purchase.",
    ),
)


def explain_rail(place: Place, access: Access, rule: str) -> tuple[Reason, ...]:
    """Return the reasons of an option that is measured in high-speed minutes from one hub."""
    return (
        _reason(rule, access.verdict, _say_access(place, access), minutes=access.minutes),
        *_basis(place, access.decided_by),
        ONLY_HIGH_SPEED,
        *_to_confirm(access.verdict),
    )


def explain_direct(place: Place, verdict: Verdict) -> tuple[Reason, ...]:
    """Return the reasons of the option for sites that are reached directly."""
    stations = [each for each in place.stations if each.rail_minutes]
    decided_by = stations[0] if stations and place.hub is None else place.city
    return (
        _reason("RO-4", verdict, _say_direct(place, stations, verdict)),
        DIRECT_BY_AIR_OR_RAIL,
        *_basis(place, decided_by),
        *_to_confirm(verdict),
    )


def explain_survey(
    place: Place, accesses: tuple[Access, ...], nearest: Access
) -> tuple[Reason, ...]:
    """Return the reasons why a System Care survey is free or not: one for each hub that counts."""
    decisive = [each for each in accesses if each.verdict is nearest.verdict]
    return (
        *(
            _reason("SY-2", each.verdict, _say_access(place, each), minutes=each.minutes)
            for each in decisive
        ),
        *_basis(place, nearest.decided_by),
        ONLY_HIGH_SPEED,
    )


def _reason(rule: str, verdict: Verdict, text: Text, **facts: int | None) -> Reason:
    # What is still to be confirmed is no yes.
    build = applies if verdict is Verdict.YES else does_not_apply
    return build(rule, text, available=verdict.value, **facts)


def _say_at_hub(hub: Text) -> Text:
    return Text(f"项目地点在{hub.zh}，按 0 分钟计。", f"The site is in {hub.en}: 0 minutes.")


def _say_access(place: Place, access: Access) -> Text:
    hub, minutes = HUB_NAMES[access.hub], access.minutes
    if place.hub is access.hub:
        return _say_at_hub(hub)
    start = _say_start(place, access.decided_by)
    if minutes is None:
        ending = UNKNOWN_ENDINGS[access.verdict]
        return Text(
            f"{start.zh}到{hub.zh}没有已知的直达高铁，{ending.zh}",
            f"No direct high-speed train from {start.en} to {hub.en} is known; {ending.en}",
        )
    ending = MINUTES_ENDINGS[access.verdict]
    return Text(
        f"{start.zh}到{hub.zh}的直达高铁最快 {minutes} 分钟，{ending.zh}",
        f"The fastest direct high-speed train from {start.en} to {hub.en} takes"
        f" {minutes} minutes, {ending.en}",
    )


MINUTES_ENDINGS = {
    Verdict.YES: Text("在 2 小时以内。", "within 2 hours."),
    Verdict.CONFIRM: Text(
        "数据不足以断定是否在 2 小时以内。",
        "and the data do not settle whether that is within 2 hours today.",
    ),
    Verdict.NO: Text("超过 2 小时。", "more than 2 hours."),
}
UNKNOWN_ENDINGS = {
    Verdict.YES: Text("但已核定在 2 小时以内。", "yet it was judged to be within 2 hours."),
    Verdict.CONFIRM: Text(
        "是否在 2 小时以内有待确认。", "whether it is within 2 hours has to be confirmed."
    ),
    Verdict.NO: Text("因此不能视为 2 小时以内。", "so it cannot count as within 2 hours."),
}


def _say_start(place: Place, decided_by: Station | City | None) -> Text:
    if isinstance(decided_by, Station):
        return Text(f"{decided_by.name.zh}站", f"{decided_by.name.en} station")
    return decided_by.name if decided_by else place.name


def _say_direct(place: Place, stations: list[Station], verdict: Verdict) -> Text:
    if place.hub is not None:
        return _say_at_hub(HUB_NAMES[place.hub])
    if stations:
        hubs = [HUB_NAMES[each] for each in stations[0].rail_minutes]
        zh, en = "、".join(each.zh for each in hubs), " and ".join(each.en for each in hubs)
        name = stations[0].name
        return Text(
            f"{name.zh}站有高铁直达{zh}。",
            f"{name.en} station has direct high-speed trains to {en}.",
        )
    name = place.city.name if place.city else place.name
    routes = place.city.routes if place.city else ()
    if verdict is Verdict.YES and routes:
        zh = "、".join(each.zh for each in routes)
        en = ", ".join(each.en for each in routes)
        return Text(f"{name.zh}有{zh}。", f"{name.en} has {en}.")
    return DIRECT_ENDINGS[verdict](name)


DIRECT_ENDINGS: dict[Verdict, Callable[[Text], Text]] = {
    Verdict.YES: lambda name: Text(
        f"{name.zh}已核定可从上海或北京直达。",
        f"{name.en} was judged to be reached directly from Shanghai or Beijing.",
    ),
    Verdict.CONFIRM: lambda name: Text(
        f"{name.zh}没有已知的直达上海或北京的航班或高铁，有待确认。",
        f"No direct flight or high-speed train between {name.en} and Shanghai or Beijing"
        " is known; this has to be confirmed.",
    ),
    Verdict.NO: lambda name: Text(
        f"{name.zh}不能从上海或北京直达。",
        f"{name.en} is not reached directly from Shanghai or Beijing.",
    ),
}


def _basis(place: Place, decided_by: Station | City | None) -> Iterator[Reason]:
    if decided_by is None:
        yield applies("D-19", _say_unlisted(place))
        return
    basis, lead = decided_by.basis, _say_borrowed(place, decided_by)
    yield applies(
        "D-19",
        Text(f"{lead.zh}数据来源：{basis.zh}。", f"{lead.en}Data: {basis.en}."),
        place=decided_by.name.zh,
        basis=basis.en,
    )


def _say_unlisted(place: Place) -> Text:
    return Text(
        f"城市数据中没有{place.name.zh}的交通信息，可以报价，但须确认后才能签约。",
        f"The data hold no connections of {place.name.en}: it can be quoted, and contracted only"
        " once it is confirmed.",
    )


def _say_borrowed(place: Place, decided_by: Station | City) -> Text:
    """Say that the city decides for a place that has no station of its own; else say nothing."""
    is_own = decided_by is not place.city or place.name == decided_by.name
    if is_own or place.hub is not None:
        return Text("", "")
    return Text(
        f"没有{place.name.zh}自己车站的相关数据，按{decided_by.name.zh}判定。",
        f"There is no such figure for a station of {place.name.en}, so {decided_by.name.en}"
        " decides. ",
    )


def _to_confirm(verdict: Verdict) -> Iterator[Reason]:
    if verdict is Verdict.CONFIRM:
        yield CONFIRM_FIRST
