"""Reach of a site: options by minutes, by direct connections, and the free survey (D-19)."""

import pytest

from lumencare.domain.commitments import Commitment
from lumencare.domain.place import City, Hub, Place, Station, Verdict, unlisted_place
from lumencare.domain.reach import Reach, reach_of
from lumencare.domain.text import Text
from tests.builders import edition

YES, NO, CONFIRM = Verdict.YES, Verdict.NO, Verdict.CONFIRM


def city(
    shanghai: Verdict = YES, beijing: Verdict = NO, direct: Verdict = YES, minutes: int | None = 22
) -> City:
    return City(
        adcode="320500",
        name=Text("苏州市", "Suzhou"),
        province=Text("江苏省", "Jiangsu"),
        rail_minutes={Hub.SHANGHAI: minutes} if minutes is not None else {},
        within_two_hours={Hub.SHANGHAI: shanghai, Hub.BEIJING: beijing},
        direct=direct,
        routes=(Text("直达上海的高铁", "a direct high-speed train to Shanghai"),),
        basis=Text("2016 年列车时刻表", "the 2016 timetable"),
    )


def station(shanghai: int | None = None, beijing: int | None = None) -> Station:
    listed = {Hub.SHANGHAI: shanghai, Hub.BEIJING: beijing}
    minutes = {hub: each for hub, each in listed.items() if each is not None}
    return Station(Text("昆山南", "Kunshannan"), minutes, Text("时刻表", "a timetable"))


def city_place(row: City) -> Place:
    return Place(row.name, row)


def county_place(row: City | None, *stations: Station) -> Place:
    return Place(Text("昆山市", "Kunshan"), row, stations)


def verdicts(reach: Reach) -> dict[str, str]:
    return {each.commitment.value: each.available.value for each in reach.options}


def rules(reach: Reach, commitment: Commitment) -> list[str]:
    option = next(each for each in reach.options if each.commitment is commitment)
    return [each.rule for each in option.because]


@pytest.mark.parametrize("shanghai", list(Verdict))
@pytest.mark.parametrize("beijing", list(Verdict))
@pytest.mark.parametrize("direct", list(Verdict))
def test_a_city_takes_the_verdicts_of_its_row_ro_2_ro_3_ro_4(
    shanghai: Verdict, beijing: Verdict, direct: Verdict
) -> None:
    reach = reach_of(edition(), city_place(city(shanghai, beijing, direct)))
    assert verdicts(reach) == {"24h": shanghai, "48h": beijing, "72h": direct}


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(14, YES), (105, YES), (106, CONFIRM), (150, CONFIRM), (151, NO), (180, NO)],
)
def test_a_county_takes_the_minutes_of_its_own_station_d_19(
    minutes: int, expected: Verdict
) -> None:
    reach = reach_of(edition(), county_place(city(), station(shanghai=minutes)))
    assert verdicts(reach)["24h"] == expected
    assert reach.rail_minutes[Hub.SHANGHAI] == minutes


def test_of_several_own_stations_the_nearest_decides_d_19() -> None:
    reach = reach_of(edition(), county_place(city(), station(shanghai=132), station(shanghai=46)))
    assert reach.rail_minutes[Hub.SHANGHAI] == 46
    assert verdicts(reach)["24h"] == YES


def test_a_county_takes_its_citys_verdict_where_no_station_is_listed_d_19() -> None:
    reach = reach_of(edition(), county_place(city(shanghai=CONFIRM), station(beijing=25)))
    assert verdicts(reach) == {"24h": CONFIRM, "48h": YES, "72h": YES}
    assert reach.rail_minutes == {Hub.SHANGHAI: 22, Hub.BEIJING: 25}
    said = [each.text.zh for each in reach.options[0].because if each.rule == "D-19"]
    assert said == ["没有昆山市自己车站的相关数据，按苏州市判定。数据来源：2016 年列车时刻表。"]


def test_a_listed_station_makes_a_place_directly_reached_ro_4_x_5() -> None:
    place = county_place(city(direct=CONFIRM), station(shanghai=170))
    assert verdicts(reach_of(edition(), place))["72h"] == YES
    assert verdicts(reach_of(edition(), county_place(city(direct=CONFIRM))))["72h"] == CONFIRM


def test_a_site_in_shanghai_itself_is_at_0_minutes_d_19() -> None:
    place = Place(Text("浦东新区", "Pudong"), city(), hub=Hub.SHANGHAI)
    reach = reach_of(edition(), place)
    assert reach.rail_minutes[Hub.SHANGHAI] == 0
    assert verdicts(reach) == {"24h": YES, "48h": NO, "72h": YES}
    assert reach.options[0].because[0].text.zh == "项目地点在上海，按 0 分钟计。"


def test_a_place_that_is_not_in_the_data_is_to_be_confirmed_throughout_d_19() -> None:
    reach = reach_of(edition(), unlisted_place("某度假区"))
    assert verdicts(reach) == {"24h": CONFIRM, "48h": CONFIRM, "72h": CONFIRM}
    assert reach.free_survey == CONFIRM
    assert reach.rail_minutes == {Hub.SHANGHAI: None, Hub.BEIJING: None}
    assert rules(reach, Commitment.HOURS_24) == ["RO-2", "D-19", "X-4", "RO-5"]


@pytest.mark.parametrize(
    ("shanghai", "beijing", "expected"),
    [
        (YES, NO, YES),
        (NO, YES, YES),
        (CONFIRM, YES, YES),
        (CONFIRM, NO, CONFIRM),
        (NO, CONFIRM, CONFIRM),
        (NO, NO, NO),
    ],
)
def test_a_survey_is_free_within_2_hours_of_either_hub_sy_2(
    shanghai: Verdict, beijing: Verdict, expected: Verdict
) -> None:
    reach = reach_of(edition(), city_place(city(shanghai, beijing)))
    assert reach.free_survey == expected
    assert reach.free_survey_because[0].rule == "SY-2"
    assert reach.free_survey_because[0].applies is (expected is YES)


@pytest.mark.parametrize("minutes", [22, None])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_reason_speaks_both_languages_and_names_its_rule(
    verdict: Verdict, minutes: int | None
) -> None:
    reach = reach_of(edition(), city_place(city(verdict, verdict, verdict, minutes)))
    to_confirm = ["RO-5"] if verdict is CONFIRM else []
    assert rules(reach, Commitment.HOURS_24) == ["RO-2", "D-19", "X-4", *to_confirm]
    assert rules(reach, Commitment.HOURS_48) == ["RO-3", "D-19", "X-4", *to_confirm]
    assert rules(reach, Commitment.HOURS_72) == ["RO-4", "X-5", "D-19", *to_confirm]
    for option in reach.options:
        assert all(each.text.zh.endswith("。") for each in option.because)
        assert all(each.text.en.endswith(".") for each in option.because)
        assert option.because[0].applies is (verdict is YES)


def test_the_deciding_sentence_gives_the_minutes_x_4() -> None:
    reach = reach_of(edition(), city_place(city()))
    assert reach.options[0].because[0].text == Text(
        "苏州市到上海的直达高铁最快 22 分钟，在 2 小时以内。",
        "The fastest direct high-speed train from Suzhou to Shanghai takes 22 minutes,"
        " within 2 hours.",
    )
    assert reach.options[0].because[0].facts == {"available": "yes", "minutes": 22}
