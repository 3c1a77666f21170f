"""The trail is readable: who, when, what before and after, in words; and only by whom it may be."""

from datetime import timedelta

import pytest
from django.apps import apps

from lumencare.accounts.rights import NotAllowed
from lumencare.accounts.roles import ROLE_NAMES, Role
from lumencare.audit import words
from lumencare.audit.actions import change_row, record
from lumencare.audit.queries import PAGE, Wanted, trail_of, whole_trail
from lumencare.audit.values import HIDDEN
from lumencare.domain.text import Text
from lumencare.sites.models.doors import PortalLink
from tests.office import NOW, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db


def test_a_thing_tells_what_happened_to_it_newest_first() -> None:
    by, place = person("coordinator", name="林可"), site()
    change_row(place, {"address": "世纪大道 1 号"}, by=by, now=NOW, why="客户来信")
    change_row(place, {"partner_may_see": False}, by=by, now=NOW + timedelta(hours=1))
    later, first = trail_of(by, place)
    assert (first.who, first.at, first.why) == ("林可", NOW, "客户来信")
    assert first.action == Text("修改", "Changed")
    assert [(each.field.zh, each.before.zh, each.after.zh) for each in first.changes] == [
        ("地址", "—", "世纪大道 1 号")
    ]
    assert later.changes[0].after == Text("否", "No")


def test_it_tells_nothing_of_other_things_and_nothing_to_people_outside() -> None:
    by, theirs = person("sales"), organization()
    place, another = site(theirs), site(theirs, name="乙座")
    record(place, action="add", by=by, now=NOW)
    assert trail_of(by, another) == []
    assert trail_of(outsider(theirs), place) == []


def test_amounts_and_phones_need_their_rights() -> None:
    by, one = person("sales"), system()
    sides = {"bom_fen": (100_00, 1_234_50), "phone": (None, "+8613800138000")}
    record(one, action="change", by=by, now=NOW, changes=sides)
    assert [each.after.zh for each in trail_of(by, one)[0].changes] == [
        "¥1,234.50",
        "+8613800138000",
    ]
    clerk = person("clerk")
    assert [each.after.zh for each in trail_of(clerk, one)[0].changes] == [HIDDEN] * 2


def test_keys_are_told_by_the_names_of_what_they_mean() -> None:
    """D-18: an owner is a name, not a number; instants are of Shanghai's clock."""
    by, place = person("sales"), site()
    later = organization("云栖会议中心")
    sides = {
        "owner_id": (place.owner_id, later.pk),
        "created_at": (None, "2026-01-15T02:00:00+00:00"),
    }
    record(place, action="change", by=by, now=NOW, changes=sides)
    at, owner = trail_of(by, place)[0].changes
    assert (owner.before.zh, owner.after.zh) == (place.owner.name, "云栖会议中心")
    assert at.after.en == "2026-01-15 10:00"


def test_several_keys_are_told_by_their_names() -> None:
    """A customer's link opens several sites; the whole trail is read with it."""
    by, place = person("manager"), site()
    link = PortalLink(pk=1)
    record(link, action="add-link", by=by, now=NOW, changes={"sites": ([], [place.pk, 999])})
    (line,) = trail_of(by, link)
    assert line.changes[0].after.en == f"{place}, 999"


def test_what_was_chosen_is_told_by_its_codes() -> None:
    by, one = person("sales"), system()
    choices = {
        "plans": [{"plan": "technology-support", "years": [3, 4]}],
        "options": [{"code": "weekend", "quantity": 2}, {"code": "24h", "quantity": 1}],
        "prices": [{"code": "24h", "unit_net": "9000.00"}],
    }
    record(one, action="change", by=by, now=NOW, changes={"choices": (None, choices)})
    (change,) = trail_of(by, one)[0].changes
    assert change.after.en == "technology-support:3,4; weekend × 2; 24h; 24h = 9000.00"


def test_roles_are_named_in_words() -> None:
    user = person("sales")
    record(user, action="set-roles", by=user, now=NOW, changes={"roles": ([], ["sales", "clerk"])})
    change = trail_of(user, user)[0].changes[0]
    assert change.after.en == f"{ROLE_NAMES[Role.SALES].en}, {ROLE_NAMES[Role.CLERK].en}"


def test_a_word_that_nobody_translated_is_shown_as_it_is() -> None:
    assert words.field_words("never_heard_of") == Text("never_heard_of", "never_heard_of")


def test_the_whole_trail_is_for_those_who_may_see_it() -> None:
    with pytest.raises(NotAllowed):
        whole_trail(person("sales"), Wanted())
    assert whole_trail(person("manager"), Wanted()) == ([], None)


def test_the_whole_trail_comes_in_pages_without_gap_or_overlap() -> None:
    by, place = person("manager"), site()
    for number in range(PAGE + 7):
        record(place, action="change", by=by, now=NOW, changes={"note": (None, str(number))})
    first, cursor = whole_trail(by, Wanted())
    record(place, action="change", by=by, now=NOW, changes={"note": (None, "meanwhile")})
    second, end = whole_trail(by, Wanted(), before=cursor)
    assert (len(first), len(second), end) == (PAGE, 7, None)
    assert len({line.key for line in [*first, *second]}) == PAGE + 7


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(person="可"), 1),
        (Wanted(kind="sites.site"), 2),
        (Wanted(kind="sites.system"), 0),
        (Wanted(action="add"), 1),
        (Wanted(first_day=NOW.date(), last_day=NOW.date()), 1),
        (Wanted(first_day=NOW.date() + timedelta(days=1)), 1),
        (Wanted(last_day=NOW.date() - timedelta(days=1)), 0),
    ],
)
def test_it_is_narrowed_by_person_kind_action_and_days(wanted: Wanted, found: int) -> None:
    place = site()
    record(place, action="add", by=person("sales", name="林可"), now=NOW)
    record(place, action="change", by="宋妍", now=NOW + timedelta(days=1))
    assert len(whole_trail(person("manager"), wanted)[0]) == found


def test_every_kind_that_has_words_is_a_kind_of_row() -> None:
    known = {model._meta.label_lower for model in apps.get_models()}
    assert sorted(words.KINDS.keys() - known) == []
