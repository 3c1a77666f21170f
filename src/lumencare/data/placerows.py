"""The tables of places, row by row, as facts of the domain: cities, counties, stations (D-19)."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from lumencare.domain.place import HUB_NAMES, City, Hub, Station, Verdict
from lumencare.domain.text import Text

FOLDER = Path(__file__).parent

# Provinces by the first two digits of their code (GB/T 2260).
PROVINCES_EN = {
    "11": "Beijing",
    "12": "Tianjin",
    "13": "Hebei",
    "14": "Shanxi",
    "15": "Inner Mongolia",
    "21": "Liaoning",
    "22": "Jilin",
    "23": "Heilongjiang",
    "31": "Shanghai",
    "32": "Jiangsu",
    "33": "Zhejiang",
    "34": "Anhui",
    "35": "Fujian",
    "36": "Jiangxi",
    "37": "Shandong",
    "41": "Henan",
    "42": "Hubei",
    "43": "Hunan",
    "44": "Guangdong",
    "45": "Guangxi",
    "46": "Hainan",
    "50": "Chongqing",
    "51": "Sichuan",
    "52": "Guizhou",
    "53": "Yunnan",
    "54": "Tibet",
    "61": "Shaanxi",
    "62": "Gansu",
    "63": "Qinghai",
    "64": "Ningxia",
    "65": "Xinjiang",
}
MILLION = 1_000_000
HUB_CITIES = {"310000": Hub.SHANGHAI, "110000": Hub.BEIJING}
MODES = {"rail": Text("高铁", "high-speed train"), "flight": Text("航班", "flight")}

# Two rows of the timetable name no prefecture.
STATION_PREFECTURES = {"上虞北": "330600", "于家堡": "120000"}

# What the columns `source` and `as_of` say, in words that can be read out. The addresses of
# articles stand in the file, not in a sentence.
BASIS_WORDS = (
    (r"https?://\S+", Text("新闻报道", "a press report")),
    (r"derived:[^+]*(?= \+|$)", Text("推算", "an estimate")),
    (r"Parse12306\(2016\)", Text("2016 年列车时刻表", "the 2016 timetable")),
    (r"TrainVis\(2021\)", Text("2021 年列车时刻表", "the 2021 timetable")),
    (r"OpenFlights", Text("OpenFlights 航线数据", "OpenFlights routes")),
    (r"admin tables only", Text("仅行政区划表", "administrative tables only")),
    (r"\(station list\)", Text("车站名录", "(station list)")),
    (r"routes (?=\d)", Text("航线 ", "routes ")),
    (r"airports (?=\d)", Text("机场 ", "airports ")),
    (r" ?[+/] ?", Text("、", ", ")),
)


@dataclass(frozen=True, slots=True)
class County:
    """A county-level place; `prefecture` is empty where its province governs it directly."""

    adcode: str
    name: Text
    prefecture: str


@dataclass(frozen=True, slots=True)
class StationRow:
    """A station with the prefecture that it lies in."""

    prefecture: str
    station: Station


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def read_cities() -> dict[str, City]:
    """Return the prefecture-level divisions of the mainland by their code."""
    return {row["adcode"]: _city(row) for row in _rows("cities.csv")}


@cache
def read_counties() -> tuple[County, ...]:
    """Return the county-level places of the mainland."""
    return tuple(
        County(row["adcode"], Text(row["name_zh"], row["name_en"]), row["prefecture_adcode"])
        for row in _rows("counties.csv")
    )


@cache
def read_stations() -> tuple[StationRow, ...]:
    """Return the stations within three hours of a hub."""
    return tuple(
        StationRow(
            row["prefecture_adcode"] or STATION_PREFECTURES[row["name_zh"]],
            Station(
                Text(row["name_zh"], row["pinyin"].capitalize() or row["name_zh"]),
                _minutes(row),
                say_basis(row["source"]),
            ),
        )
        for row in _rows("stations.csv")
    )


def _city(row: dict[str, str]) -> City:
    return City(
        adcode=row["adcode"],
        name=Text(row["name_zh"], row["name_en"]),
        province=Text(row["province_zh"], PROVINCES_EN[row["adcode"][:2]]),
        rail_minutes=_minutes(row),
        within_two_hours={hub: Verdict(row[f"within_2h_{hub}"]) for hub in Hub},
        direct=Verdict(row["direct_shanghai_or_beijing"]),
        routes=tuple(_routes(row)),
        basis=say_basis(row["source"], row["as_of"]),
        position=_position(row),
    )


def _position(row: dict[str, str]) -> tuple[int, int] | None:
    if not (row["lat"] and row["lon"]):
        return None
    return int(Decimal(row["lat"]) * MILLION), int(Decimal(row["lon"]) * MILLION)


def _minutes(row: dict[str, str]) -> dict[Hub, int]:
    listed = {hub: row[f"rail_minutes_{hub}"] for hub in Hub}
    return {hub: int(minutes) for hub, minutes in listed.items() if minutes}


def _routes(row: dict[str, str]) -> Iterator[Text]:
    for hub, city in HUB_NAMES.items():
        for mode, words in MODES.items():
            if row[f"direct_{mode}_{hub}"] == "yes":
                yield Text(f"直达{city.zh}的{words.zh}", f"a direct {words.en} to {city.en}")


def say_basis(source: str, as_of: str = "") -> Text:
    """Say where a row comes from, and of when."""
    said, when = _translate(source), _translate(as_of)
    if not as_of:
        return said
    return Text(f"{said.zh}（{when.zh}）", f"{said.en} ({when.en})")


def _translate(words: str) -> Text:
    zh = en = words
    for pattern, word in BASIS_WORDS:
        zh, en = re.sub(pattern, word.zh, zh), re.sub(pattern, word.en, en)
    return Text(zh, en)
