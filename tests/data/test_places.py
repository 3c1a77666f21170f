"""Finding places by the names that people write, and what the tables of places hold (D-19)."""

import pytest

from lumencare.data.placenames import normalise, short_name
from lumencare.data.placerows import HUB_CITIES, read_cities, read_counties, read_stations
from lumencare.data.places import OUTSIDE, find_place
from lumencare.domain.place import Hub, Verdict
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.reach import reach_of
from tests.builders import edition

FOUND = [
    # cities: with and without their kind, English in any case, after their province
    ("苏州市", "苏州市"),
    ("苏州", "苏州市"),
    (" 苏 州 ", "苏州市"),
    ("江苏省苏州市", "苏州市"),
    ("中国江苏苏州", "苏州市"),
    ("Suzhou", "苏州市"),
    ("SUZHOU CITY", "苏州市"),
    ("Suzhou, Anhui", "宿州市"),
    ("Suzhou (Jiangsu)", "苏州市"),
    ("Taizhou (Zhejiang)", "台州市"),
    ("Jiangsu Taizhou", "泰州市"),
    ("Fuzhou", "福州市"),
    ("Xi'an", "西安市"),
    ("xian", "西安市"),
    ("Ürümqi", "乌鲁木齐市"),
    ("吉林", "吉林市"),
    ("北京", "北京市"),
    ("Shanghai", "上海市"),
    ("延边", "延边朝鲜族自治州"),
    ("延边州", "延边朝鲜族自治州"),
    ("Hinggan", "兴安盟"),
    ("锡林郭勒", "锡林郭勒盟"),
    ("阿克苏", "阿克苏地区"),
    ("Aba", "阿坝藏族羌族自治州"),
    ("海南州", "海南藏族自治州"),
    ("朝阳", "朝阳市"),
    # county-level places
    ("昆山", "昆山市"),
    ("Kunshan", "昆山市"),
    ("昆山市", "昆山市"),
    ("江苏省苏州市昆山市", "昆山市"),
    ("苏州昆山", "昆山市"),
    ("Kunshan, Suzhou", "昆山市"),
    ("Jiangsu Kunshan", "昆山市"),
    ("义乌", "义乌市"),
    ("Yueqing", "乐清市"),
    ("南京鼓楼区", "南京市鼓楼区"),
    ("江苏省南京市鼓楼区", "南京市鼓楼区"),
    ("江苏南京鼓楼", "南京市鼓楼区"),
    ("长沙县", "长沙县"),
    ("浦东", "浦东新区"),
    ("上海市浦东新区", "浦东新区"),
    ("北京市朝阳区", "北京市朝阳区"),
    ("景宁", "景宁畲族自治县"),
    ("蔚县", "蔚县"),
    ("Yuxian, Zhangjiakou", "蔚县"),
    ("沙县", "沙县区"),
    ("龙海市", "龙海区"),
    ("江干区", "江干区"),
    ("湖北省仙桃市", "仙桃市"),
    ("石河子", "石河子市"),
    ("苏州工业园区", "苏州工业园区"),
    # known by their station only
    ("花桥", "花桥"),
    ("雄安新区", "雄安"),
    ("昆山南站", "昆山南"),
    ("北戴河", "北戴河区"),
    ("qiandaohu", "千岛湖"),
]


@pytest.mark.parametrize(("given", "expected"), FOUND)
def test_a_place_is_found_by_the_names_that_people_write(given: str, expected: str) -> None:
    assert find_place(given).name.zh == expected


def test_every_city_is_found_by_its_own_names_d_19() -> None:
    for city in read_cities().values():
        for name in (city.name.zh, city.name.en, f"{city.province.zh}{city.name.zh}"):
            assert find_place(name).city is city, name


def test_every_county_is_found_by_its_full_address_d_19() -> None:
    cities = read_cities()
    for county in read_counties():
        larger = cities[county.prefecture].name.zh if county.prefecture else ""
        assert find_place(larger + county.name.zh).name.zh.endswith(county.name.zh), county


def test_every_name_of_the_station_list_is_a_place_d_19() -> None:
    for row in read_stations():
        city, station = read_cities()[row.prefecture], row.station.name.zh
        assert find_place(city.name.zh + station).city is city, row
        # Binhai is a district of Tianjin and a county of Yancheng: asked back, see below.
        assert station == "滨海" or find_place(station).city is city, row


AMBIGUOUS = [
    ("鼓楼区", ["南京市鼓楼区", "徐州市鼓楼区", "福州市鼓楼区", "开封市鼓楼区"]),
    ("Taizhou", ["泰州市", "台州市"]),
    ("Yichun", ["伊春市", "宜春市"]),
    ("滨海", ["天津市滨海新区", "盐城市滨海县"]),
    ("通州", ["北京市通州区", "南通市通州区"]),
]


@pytest.mark.parametrize(("given", "choices"), AMBIGUOUS)
def test_a_name_of_several_places_is_a_problem_that_lists_them(
    given: str, choices: list[str]
) -> None:
    with pytest.raises(InputProblems) as raised:
        find_place(given)
    problem = raised.value.problems[0]
    assert (problem.where, problem.given) == ("city", given)
    assert all(each in problem.allowed.zh for each in choices)
    assert all(find_place(each) for each in choices)


@pytest.mark.parametrize(
    ("given", "close"),
    [("苏洲", "苏州市"), ("Shangahi", "上海市"), ("昆仙市", "昆山市"), ("Kunshann", "昆山市")],
)
def test_an_unknown_name_is_a_problem_with_the_closest_ones(given: str, close: str) -> None:
    with pytest.raises(InputProblems) as raised:
        find_place(given)
    assert raised.value.problems[0].given == given
    assert close in raised.value.problems[0].allowed.zh


@pytest.mark.parametrize("given", ["", "x", "?", "亚特兰蒂斯", "火星" * 200, "市", "\x00", "''"])
def test_what_is_no_name_at_all_says_what_is_expected(given: str) -> None:
    with pytest.raises(InputProblems) as raised:
        find_place(given)
    assert "地级市或县级地名" in raised.value.problems[0].allowed.zh


@pytest.mark.parametrize("given", ["江苏", "吉林省", "海南", "Hainan", "内蒙古自治区", "Guangdong"])
def test_a_whole_province_is_too_large_to_be_a_site(given: str) -> None:
    with pytest.raises(InputProblems, match="whole province"):
        find_place(given)


@pytest.mark.parametrize(
    "given",
    [
        "香港",
        "中国香港特别行政区",
        "Hong Kong",
        "Macau",
        "澳门",
        "台湾省台北市",
        "Taipei",
        "金门县",
    ],
)
def test_places_outside_the_mainland_are_refused_g_1(given: str) -> None:
    with pytest.raises(Refused) as raised:
        find_place(given)
    assert raised.value.reason.rule == "G-1"


def test_no_place_of_the_mainland_is_taken_for_one_outside_it_g_1() -> None:
    names = [each.name for each in (*read_cities().values(), *read_counties())]
    names += [row.station.name for row in read_stations()]
    for name in names:
        assert not normalise(name.zh).startswith(OUTSIDE)
        assert not normalise(name.en).startswith(OUTSIDE)


REACH = [
    # place, minutes to Shanghai, to Beijing, 24h, 48h, 72h, free survey
    ("苏州", 22, 299, "yes", "no", "yes", "yes"),
    ("昆山", 14, 299, "yes", "no", "yes", "yes"),
    ("义乌", 81, 393, "yes", "no", "yes", "yes"),
    ("涿州", None, 25, "no", "yes", "yes", "yes"),
    ("天津武清", 238, 23, "no", "yes", "yes", "yes"),
    ("上海", 0, 268, "yes", "no", "yes", "yes"),
    ("浦东新区", 0, 268, "yes", "no", "yes", "yes"),
    ("松江区", 0, 268, "yes", "no", "yes", "yes"),
    ("北京", 268, 0, "no", "yes", "yes", "yes"),
    ("北京市朝阳区", 268, 0, "no", "yes", "yes", "yes"),
    ("上虞", 86, 324, "yes", "no", "yes", "yes"),
    ("大丰", 115, 411, "confirm", "no", "yes", "confirm"),  # station 盐城大丰
    ("溧水", 170, 211, "no", "no", "yes", "no"),  # its own station, not Nanjing's 67
    ("承德县", None, 52, "no", "yes", "yes", "yes"),
    ("大同", None, 100, "no", "confirm", "yes", "confirm"),
    ("衡水", None, None, "no", "confirm", "confirm", "confirm"),
    ("仙桃", None, None, "confirm", "confirm", "confirm", "confirm"),
    ("舟山", None, None, "no", "no", "yes", "no"),
]


@pytest.mark.parametrize("row", REACH, ids=lambda row: row[0])
def test_real_places_have_the_reach_that_the_data_say_d_19(row: tuple[object, ...]) -> None:
    reach = reach_of(edition(), find_place(str(row[0])))
    assert reach.rail_minutes == {Hub.SHANGHAI: row[1], Hub.BEIJING: row[2]}
    assert tuple(each.available.value for each in reach.options) == row[3:6]
    assert reach.free_survey.value == row[6]


def test_the_tables_hold_the_whole_mainland() -> None:
    assert len(read_cities()) == 337
    assert len(read_stations()) == 195
    assert len(read_counties()) > 2900
    assert {each.prefecture for each in read_counties()} <= {*read_cities(), ""}
    assert len({each.adcode for each in read_counties()}) == len(read_counties())
    assert {row.prefecture for row in read_stations()} <= set(read_cities())


def test_a_direct_verdict_of_yes_always_has_a_route_to_name_ro_4() -> None:
    for city in read_cities().values():
        is_hub = city.adcode in HUB_CITIES
        assert is_hub or (city.direct is Verdict.YES) == bool(city.routes), city.name.zh


def test_no_sentence_holds_an_address_or_a_bare_table_name() -> None:
    for city in read_cities().values():
        for said in (city.basis.zh, city.basis.en):
            assert "http" not in said
            assert "(2016)" not in said
            assert "derived" not in said


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("苏州市", "苏州"),
        ("浦东新区", "浦东"),
        ("易县", "易县"),
        ("津市市", "津市"),
        ("广西壮族自治区", "广西"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("三都水族自治县", "三都"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
    ],
)
def test_a_short_name_leaves_out_the_kind_and_the_peoples(full: str, short: str) -> None:
    assert short_name(full) == short
