"""A caller is known by the end of their number; what they may be told follows at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lumencare.sites.callers import find_callers
from lumencare.sites.models import Contact, Site
from tests.office import NOW, TODAY, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db


def contact(at: Site, phone: str = "+8613800138000", name: str = "王经理") -> Contact:
    return Contact.objects.create(
        site=at, name=name, phone=phone, phone_tail=phone[-4:], created_at=NOW
    )


def test_four_digits_find_the_caller_and_the_cover() -> None:
    at = site()
    system(at)
    contact(at)
    caller, *others = find_callers(person("support"), "8000", TODAY)
    assert others == []
    assert (caller.name, caller.phone, caller.site_name) == ("王经理", "138****8000", at.name)
    cover = caller.systems[0].cover
    assert cover is not None
    assert cover.sentence.zh == "第 1 年，更换件免费，诊断人工免费。"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("13800138000", 1),
        ("138 0013-8000", 1),
        ("+86 138 0013 8000", 1),
        ("013800138000", 1),
        ("99998000", 0),
        ("800", 0),
        ("bjzx", 0),
        ("", 0),
    ],
)
def test_more_digits_must_fit_the_whole_number(typed: str, found: int) -> None:
    contact(site())
    assert len(find_callers(person("support"), typed, TODAY)) == found


def test_strangers_learn_of_nobody() -> None:
    contact(site())
    stranger = outsider(organization("云栖会议中心"))
    assert find_callers(stranger, "8000", TODAY) == []


def test_a_retired_system_is_not_promised_cover() -> None:
    at = site()
    system(at, retired_on=TODAY)
    contact(at)
    assert find_callers(person("support"), "8000", TODAY)[0].systems == ()


def test_many_callers_cost_no_more_queries() -> None:
    user = person("support")
    assert user.role_set
    counts = []
    for number in range(1, 5):
        at = site(name=f"项目 {number}", owner=organization(f"业主 {number}"))
        system(at, ref=f"S-{number}")
        contact(at, name=f"联系人 {number}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(find_callers(user, "8000", TODAY)) == number
        counts.append(len(queries))
    assert counts[0] == counts[-1]
