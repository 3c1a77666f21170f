"""Every name that a place is known by, in both languages, and the places that bear it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lumencare.data.placenames import normalise, short_name, without_direction, without_kind
from lumencare.data.placerows import (
    PROVINCES_EN,
    County,
    read_cities,
    read_counties,
    read_stations,
)
from lumencare.domain.place import City, Station
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class StationPlace:
    """A place that is known by its station only: a town, an airport, a new area."""

    name: Text
    adcode: str
    station: Station


Row = City | County | StationPlace
Index = Mapping[str, list[Row]]

# The fifth digit of the codes that statistics give to development zones.
ZONE = "7"

QUALIFIED = re.compile(r"^(.+) \((.+)\)$")


def _index(named: Iterable[tuple[str, Row]]) -> Index:
    index: dict[str, list[Row]] = defaultdict(list)
    for key, row in named:
        if key and row not in index[key]:
            index[key].append(row)
    return dict(index)


@cache
def cities_by_name() -> Index:
    """Return the cities by every name of theirs, in full and in short."""
    return _index((key, city) for city in read_cities().values() for key in _city_keys(city))


def _city_keys(city: City) -> Iterator[str]:
    short = short_name(city.name.zh)
    yield from (city.name.zh, short)
    if city.name.zh.endswith("自治州"):
        yield f"{short}州"
    yield from _english_keys(city.name.en)


def _english_keys(name: str) -> Iterator[str]:
    """Yield the spellings of `Suzhou (Jiangsu)`, where a province tells two cities apart, and of
    `Ngawa (Aba)`, where the brackets hold a second name."""
    key = normalise(name)
    yield from (key, without_kind(key))
    if qualified := QUALIFIED.match(name):
        bare, other = normalise(qualified[1]), normalise(qualified[2])
        yield from (bare, other + bare)
        if qualified[2] not in PROVINCES_EN.values():
            yield other


@cache
def counties_by_full_name() -> Index:
    """Return the county-level places by their Chinese names in full."""
    return _index((each.name.zh, each) for each in read_counties())


@cache
def counties_by_short_name() -> Index:
    """Return the county-level places by their short Chinese names and their English ones.

    Development zones go by their full names only: 北戴河 is the district, not 北戴河新区.
    """
    return _index(
        (key, each)
        for each in read_counties()
        if each.adcode[4] != ZONE
        for key in (short_name(each.name.zh), normalise(each.name.en))
    )


@cache
def stations_by_name() -> Index:
    """Return the stations by name and pinyin, and by the place that they are named for."""
    exact = _index(_station_names())
    places = _index(
        (base, StationPlace(Text(base, row.station.name.en), row.prefecture, row.station))
        for row in read_stations()
        if (base := without_direction(row.station.name.zh)) not in exact
    )
    return {**places, **exact}


def _station_names() -> Iterator[tuple[str, Row]]:
    for row in read_stations():
        place = StationPlace(row.station.name, row.prefecture, row.station)
        for key in (row.station.name.zh, f"{row.station.name.zh}站", row.station.name.en):
            yield normalise(key), place


@cache
def province_codes() -> dict[str, str]:
    """Return the first two digits of the code of every province, by its names."""
    provinces = {city.adcode[:2]: city.province for city in read_cities().values()}
    return {
        normalise(name): code
        for code, province in provinces.items()
        for name in (province.zh, short_name(province.zh), province.en)
    }


@cache
def province_only_names() -> frozenset[str]:
    """Return the names that mean a province and no city: 海南, but not 吉林 or 北京."""
    cities = {city.name.zh: city for city in read_cities().values()}
    provinces = {city.province.zh: city.province for city in cities.values()}
    names: set[str] = set()
    for full, province in provinces.items():
        if full in cities:
            continue
        names.add(full)
        if f"{short_name(full)}市" not in cities:
            names |= {short_name(full), normalise(province.en)}
    return frozenset(names)
