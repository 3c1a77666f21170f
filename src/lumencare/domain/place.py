"""Where a site lies, and how it is reached from Shanghai and from Beijing (D-19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.text import Text


class Hub(StrEnum):
    """The two cities that engineers set out from."""

    SHANGHAI = "shanghai"
    BEIJING = "beijing"


HUB_NAMES = {Hub.SHANGHAI: Text("上海", "Shanghai"), Hub.BEIJING: Text("北京", "Beijing")}


class Verdict(StrEnum):
    """Whether a site can have something; `confirm`: staff must find out before it is sold."""

    YES = "yes"
    NO = "no"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class City:
    """One row of the reference data: a prefecture-level division and its verdicts.

    `rail_minutes` is the fastest direct high-speed train, where one is known. `routes` names the
    direct connections that are known, `basis` where the row comes from and of when. `position` is
    latitude and longitude in millionths of a degree.
    """

    adcode: str
    name: Text
    province: Text
    rail_minutes: Mapping[Hub, int]
    within_two_hours: Mapping[Hub, Verdict]
    direct: Verdict
    routes: tuple[Text, ...]
    basis: Text
    position: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A high-speed station with its fastest direct minutes to the hubs, where listed."""

    name: Text
    rail_minutes: Mapping[Hub, int]
    basis: Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site lies: its city, where known, and the stations of its own, where it has any."""

    name: Text
    city: City | None = None
    stations: tuple[Station, ...] = ()
    hub: Hub | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """How one hub is reached: minutes, verdict, and the station or city that decided."""

    hub: Hub
    minutes: int | None
    verdict: Verdict
    decided_by: Station | City | None


# Minutes up to which a station of the place's own decides; beyond the last row: no (D-19).
Bands = tuple[tuple[int, Verdict], ...]


def unlisted_place(name: str) -> Place:
    """Return a place that the data does not have: everything is to be confirmed (D-19)."""
    return Place(Text(name, name))


def find_access(place: Place, hub: Hub, bands: Bands) -> Access:
    """Return how a hub is reached: the hub itself, the place's own station, or its city (D-19)."""
    if place.hub is hub:
        return Access(hub, 0, Verdict.YES, place.city)
    listed = [each for each in place.stations if hub in each.rail_minutes]
    if listed:
        nearest = min(listed, key=lambda each: each.rail_minutes[hub])
        minutes = nearest.rail_minutes[hub]
        return Access(hub, minutes, _judge_minutes(minutes, bands), nearest)
    if place.city is None:
        return Access(hub, None, Verdict.CONFIRM, None)
    city = place.city
    return Access(hub, city.rail_minutes.get(hub), city.within_two_hours[hub], city)


def _judge_minutes(minutes: int, bands: Bands) -> Verdict:
    found = (verdict for most, verdict in bands if minutes <= most)
    return next(found, Verdict.NO)


def judge_direct(place: Place) -> Verdict:
    """Tell whether the place is reached directly from a hub, by air or high-speed rail (RO-4)."""
    if place.hub is not None or any(each.rail_minutes for each in place.stations):
        return Verdict.YES
    return place.city.direct if place.city else Verdict.CONFIRM
