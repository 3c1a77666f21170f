"""Finding a place by the name that people write: city, county or station, in either language."""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches

from lumencare.data.placeindex import (
    Index,
    Row,
    StationPlace,
    cities_by_name,
    counties_by_full_name,
    counties_by_short_name,
    province_codes,
    province_only_names,
    stations_by_name,
)
from lumencare.data.placenames import normalise, short_name, without_direction, without_kind
from lumencare.data.placerows import HUB_CITIES, County, read_cities, read_stations
from lumencare.domain.place import City, Place, Station
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Reason, Text, does_not_apply

# Bare English names that two cities share, where nearly everybody means one of them.
USUAL_MEANING = {"suzhou": "320500", "fuzhou": "350100"}

# How names outside the mainland begin, as they are compared (G-1).
OUTSIDE = (
    *("香港", "澳门", "澳門", "台湾", "台灣", "臺灣", "台北", "臺北", "高雄", "台中市", "台南市"),
    *("金门", "金門", "马祖", "馬祖"),
    *("hongkong", "macau", "macao", "taiwan", "taipei", "kaohsiung", "kinmen"),
)

LONGEST_NAME = 60
MOST_NAMED = 6
# How alike a misspelt name must be; one wrong character of two (苏洲) still finds a city.
CLOSE_CITY = 0.5
CLOSE_COUNTY = 0.75
EXPECTED = Text(
    "应为中国大陆的地级市或县级地名，中文或英文，如苏州、昆山市、南京市鼓楼区、Suzhou。",
    "A city or county-level place of China Mainland is expected, in Chinese or English,"
    " like 苏州, 昆山市, 南京市鼓楼区 or Suzhou.",
)


def find_place(name: str) -> Place:
    """Return the place that a name means (D-19).

    Chinese with or without 市 and the like, alone or after its province and city; English in any
    case. InputProblems where the name is unknown (with the closest ones), is a whole province, or
    fits several places (with all of them); Refused where it lies outside the mainland (G-1).
    """
    key = normalise(name)
    if key.startswith(OUTSIDE):
        raise Refused(_outside(name))
    if len(key) > LONGEST_NAME:
        raise _problem(name[:LONGEST_NAME] + "…", EXPECTED)
    if key in province_only_names():
        raise _problem(name, PROVINCE)
    rows = _find_rows(key)
    if len(rows) != 1:
        raise _problem(name, _say_choices(rows) if rows else _say_closest(key))
    return _place_of(rows[0])


PROVINCE = Text(
    "这是省级行政区，请给出其中的市或县。",
    "This is a whole province; a city or county in it is expected.",
)


def _outside(name: str) -> Reason:
    return does_not_apply(
        "G-1",
        Text(
            f"服务计划仅适用于中国大陆，{name}不在范围内。",
            f"The programme covers China Mainland; {name} lies outside it.",
        ),
        city=name,
    )


def _problem(name: str, allowed: Text) -> InputProblems:
    return InputProblems([Problem("city", name, allowed)])


def _find_rows(key: str, scope: str = "") -> list[Row]:
    """Return the places of a name whose code begins with `scope`, the larger ones first.

    The name as it stands, then read as two, then without the word for its kind (龙海市 has become
    龙海区).
    """
    bare = without_kind(key)
    return (
        _find_named(key, scope, AS_IT_STANDS)
        or _find_in_larger(key, scope)
        or _find_named(bare, scope, BY_SHORT_NAME)
    )


BY_SHORT_NAME = (cities_by_name, counties_by_short_name, stations_by_name)
AS_IT_STANDS = (cities_by_name, counties_by_full_name, counties_by_short_name, stations_by_name)


def _find_named(key: str, scope: str, indexes: Iterable[Callable[[], Index]]) -> list[Row]:
    for index in indexes:
        within = [each for each in index().get(key, []) if each.adcode.startswith(scope)]
        if within:
            usual = USUAL_MEANING.get(key)
            return [each for each in within if each.adcode == usual] or within
    return []


def _find_in_larger(key: str, scope: str) -> list[Row]:
    """Read a name as two: 南京 + 鼓楼区, Kunshan + Jiangsu."""
    for cut in range(2, len(key) - 1):
        parts = [(key[:cut], key[cut:])]
        if key.isascii():
            parts.append((key[cut:], key[:cut]))
        for larger, smaller in parts:
            for inner in _scopes(larger, scope):
                if rows := _find_rows(smaller, inner):
                    return rows
    return []


def _scopes(name: str, scope: str) -> Iterator[str]:
    """Yield how the codes begin that lie in a city or a province of this name."""
    for city in cities_by_name().get(name, []):
        if city.adcode.startswith(scope):
            yield city.adcode[:2] if city.adcode.endswith("0000") else city.adcode[:4]
    if not scope and name in province_codes():
        yield province_codes()[name]


def _say_choices(rows: list[Row]) -> Text:
    names = [_full_name(each) for each in rows[:MOST_NAMED]]
    others = ("等", " and others") if len(rows) > MOST_NAMED else ("", "")
    return Text(
        f"同名的地方不止一个，请写明：{'、'.join(each.zh for each in names)}{others[0]}。",
        f"Several places bear this name; say which: {'; '.join(each.en for each in names)}"
        f"{others[1]}.",
    )


def _say_closest(key: str) -> Text:
    cities, counties = cities_by_name(), {**counties_by_short_name(), **counties_by_full_name()}
    close = [cities[each][0] for each in get_close_matches(key, cities, cutoff=CLOSE_CITY)]
    close += [counties[each][0] for each in get_close_matches(key, counties, cutoff=CLOSE_COUNTY)]
    names = list(dict.fromkeys(_full_name(each) for each in close))
    if not names:
        return EXPECTED
    return Text(
        f"相近的有：{'、'.join(each.zh for each in names)}。{EXPECTED.zh}",
        f"Close to it: {'; '.join(each.en for each in names)}. {EXPECTED.en}",
    )


def _full_name(row: Row) -> Text:
    """Return a name that means this place and no other."""
    if isinstance(row, City):
        return Text(row.name.zh, f"{row.name.zh} {row.name.en}")
    larger = _larger(row)
    zh = f"{larger.zh}{row.name.zh}"
    return Text(zh, f"{zh} {row.name.en}, {larger.en}" if row.name.en else zh)


def _larger(row: County | StationPlace) -> Text:
    """Return the name of the city that a place lies in; of the province where it has none."""
    code = row.prefecture if isinstance(row, County) else row.adcode
    if code:
        return read_cities()[code].name
    return next(
        each.province for each in read_cities().values() if each.adcode[:2] == row.adcode[:2]
    )


def _place_of(row: Row) -> Place:
    if isinstance(row, City):
        return Place(row.name, row, hub=HUB_CITIES.get(row.adcode))
    if isinstance(row, StationPlace):
        hub = HUB_CITIES.get(row.adcode)
        return Place(row.name, read_cities()[row.adcode], (row.station,), hub)
    city = read_cities().get(row.prefecture)
    return Place(_own_name(row), city, _own_stations(row, city), HUB_CITIES.get(row.prefecture))


def _own_name(county: County) -> Text:
    """Return the county's name, after its city's where others bear it too."""
    larger = _larger(county)
    is_unique = len(counties_by_full_name()[county.name.zh]) == 1
    zh = county.name.zh if is_unique else f"{larger.zh}{county.name.zh}"
    return Text(zh, f"{county.name.en}, {larger.en}" if county.name.en else zh)


def _own_stations(county: County, city: City | None) -> tuple[Station, ...]:
    """Return the stations that are named for a county, in its own prefecture (D-19).

    Where the county is named like its city (承德县, 承德市), a station of that name is the city's.
    """
    if city is None:
        return ()
    city_short, short = short_name(city.name.zh), short_name(county.name.zh)
    names = {county.name.zh, city_short + short, *({short} - {city_short})}
    return tuple(
        row.station
        for row in read_stations()
        if row.prefecture == county.prefecture
        and names & {row.station.name.zh, without_direction(row.station.name.zh)}
    )
