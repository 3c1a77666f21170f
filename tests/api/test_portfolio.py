"""Organizations, sites, systems and contacts through the interface."""

from typing import Any

import pytest

from lumencare.audit.models import Entry
from lumencare.sites.models import Contact, Organization, Site, System
from tests.api.calling import NOBODY, Program, program
from tests.office import organization, outsider, site, system

pytestmark = pytest.mark.django_db
OWNER = {"kind": "end-user", "name": "滨江置业有限公司", "credit_code": "91310000132143794E"}
SYSTEM = {
    "ref": "S-100",
    "name": "办公楼照明",
    "system_type": "Quantum",
    "class": "2Y",
    "order_date": "2025-03-01",
    "bom": "1000000.00",
}


def whole_portfolio(caller: Program) -> dict[str, Any]:
    """Add an owner, a site, a system and a contact; return their answers."""
    owner = caller.post("/organizations", OWNER).body
    place = caller.post("/sites", {"owner": owner["id"], "name": "A 座", "city": "昆山"}).body
    built = caller.post("/systems", {"site": place["id"], **SYSTEM}).body
    person = {"name": "王敏", "phone": "13812345678", "position": "物业"}
    contact = caller.post(f"/sites/{place['id']}/contacts", person).body
    return {"organizations": owner, "sites": place, "systems": built, "contacts": contact}


def test_what_is_added_is_there_and_known_to_the_trail() -> None:
    caller = program("sales")
    added = whole_portfolio(caller)
    assert added["sites"]["city"] == "昆山市"
    assert added["systems"]["class"] == "2Y"
    assert added["systems"]["bom"] == "1000000.00"
    assert [each["project_year"] for each in added["systems"]["years"]] == list(range(1, 9))
    for kind, answer in added.items():
        told = caller.get(f"/{kind}/{answer['id']}")
        assert (told.status, told.headers["ETag"]) == (200, '"1"')
        assert {**told.body, "systems": []} == {**answer, "systems": []}
        assert Entry.objects.filter(key=str(answer["id"]), action="add").exists()
    (hit,) = [each for each in caller.get("/search?q=S-100").body if each["kind"] == "system"]
    assert hit["key"] == str(added["systems"]["id"])


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("organizations", {**OWNER, "credit_code": "91310000132143794X"}, ["credit_code"]),
        ("organizations", {"kind": "friend", "name": ""}, ["kind"]),
        ("organizations", {}, ["kind", "name"]),
        ("sites", {"owner": 1, "name": "A", "city": "亚特兰蒂斯"}, ["city"]),
        ("systems", {"site": 1, **SYSTEM, "class": "9Y", "bom": "-1"}, ["warranty_class", "bom"]),
    ],
)
def test_what_is_wrong_is_told_by_field(path: str, body: dict[str, Any], fields: list[str]) -> None:
    owner = organization()
    place = site(owner)
    ids = {"owner": owner.pk, "site": place.pk}
    given = {**body, **{name: value for name, value in ids.items() if name in body}}
    told = program("sales").post(f"/{path}", given)
    assert (told.status, told.body["type"]) == (422, "/api/v1/problems/input")
    assert sorted(each["field"] for each in told.body["problems"]) == sorted(fields)


CHANGES = [
    ("organizations", {"note": "重要客户"}),
    ("sites", {"address": "人民路 1 号"}),
    ("systems", {"software_version": "3.7"}),
    ("contacts", {"position": "工程部"}),
]


@pytest.mark.parametrize(("kind", "change"), CHANGES)
def test_a_change_names_the_version_that_was_read(kind: str, change: dict[str, str]) -> None:
    caller = program("sales")
    path = f"/{kind}/{whole_portfolio(caller)[kind]['id']}"
    without = caller.patch(path, change)
    assert (without.status, without.body["type"]) == (428, "/api/v1/problems/version-needed")
    done = caller.patch(path, change, If_Match='"1"')
    assert (done.status, done.headers["ETag"]) == (200, '"2"')
    name, value = next(iter(change.items()))
    assert done.body[name] == value
    stale = caller.patch(path, {name: "x"}, If_Match='"1"')
    assert (stale.status, stale.body["type"]) == (412, "/api/v1/problems/stale")
    assert name in stale.body["changed"]
    assert caller.patch(path, {name: "x"}, If_Match="W/3").status == 412
    assert caller.patch(path, {name: "y"}, If_Match="*").status == 200


def test_a_class_changes_with_a_reason_only() -> None:
    caller, row = program("sales"), system()
    refused = caller.patch(f"/systems/{row.pk}", {"class": "1Y"}, If_Match='"1"')
    assert [each["field"] for each in refused.body["problems"]] == ["why"]
    done = caller.patch(f"/systems/{row.pk}", {"class": "1Y", "why": "合同如此"}, If_Match='"1"')
    assert (done.status, done.body["class"], done.body["version"]) == (200, "1Y", 2)


def test_a_system_is_retired_and_returned_to_use() -> None:
    caller, row = program("coordinator"), system()
    gone = {"on": "2026-01-10", "why": "拆除"}
    assert caller.post(f"/systems/{row.pk}/retire", gone, If_Match='"1"').status == 200
    assert caller.get("/systems").body["items"] == []
    assert [each["ref"] for each in caller.get("/systems?with_retired=true").body["items"]] == [
        "S-001"
    ]
    back = caller.post(f"/systems/{row.pk}/return-to-use", {"why": "误报"}, If_Match='"2"')
    assert (back.status, back.body["retired_on"]) == (200, None)


def test_an_owner_changes_for_who_may_do_so() -> None:
    """D-18."""
    row, buyer = site(), organization("新业主有限公司")
    body = {"to": buyer.pk, "on": "2026-01-10", "why": "转让合同"}
    assert program("sales").post(f"/sites/{row.pk}/owner", body, If_Match='"1"').status == 403
    done = program("coordinator").post(f"/sites/{row.pk}/owner", body, If_Match='"1"')
    assert (done.status, done.body["owner"]) == (200, "新业主有限公司")
    assert [each["to_owner"] for each in done.body["owner_changes"]] == ["新业主有限公司"]


def test_a_contact_is_masked_for_who_may_not_see_numbers_and_can_be_removed() -> None:
    caller = program("sales")
    added = whole_portfolio(caller)
    assert "2345678" in added["contacts"]["phone"].replace(" ", "").replace("-", "")
    path = f"/sites/{added['sites']['id']}/contacts"
    (masked,) = program("finance").get(path).body
    assert "2345678" not in masked["phone"].replace(" ", "").replace("-", "")
    own = f"/contacts/{added['contacts']['id']}"
    gone = caller.client.delete(
        f"/api/v1{own}",
        headers={"Authorization": f"Bearer {caller.token}", "If-Match": '"1"'},
    )
    assert (gone.status_code, Contact.objects.count()) == (204, 0)
    assert caller.get(own).status == 404


READERS = ["sales", "coordinator", "support", "engineer", "clerk", "finance", "administrator"]


def test_owner_colleague_stranger_and_nobody() -> None:
    """What may be seen and what may be changed, for each kind of thing."""
    added = whole_portfolio(program("sales"))
    owner = Organization.objects.get(pk=added["organizations"]["id"])
    member = program(of=outsider(owner), role="customer")
    other = program(of=outsider(organization("别家有限公司")), role="customer")
    for kind, change in CHANGES:
        path = f"/{kind}/{added[kind]['id']}"
        assert {program(role).get(path).status for role in READERS} == {200}
        assert member.get(path).status == 200
        assert member.patch(path, change, If_Match='"1"').status == 403
        assert other.get(path).status == 404
        assert other.patch(path, change, If_Match='"1"').status == 404
        assert NOBODY.get(path).status == 401
        assert program("finance").patch(path, change, If_Match='"1"').status == 403
    for kind in ("organizations", "sites", "systems"):
        assert member.get(f"/{kind}").body["total"] == 1
        own = 1 if kind == "organizations" else 0
        assert other.get(f"/{kind}").body["total"] == own
        assert NOBODY.get(f"/{kind}").status == 401
    assert other.get("/search?q=S-100").body == []
    assert member.post("/organizations", OWNER).status == 403
    assert member.get("/windows").status == 403


def test_prices_are_null_for_who_may_not_see_them() -> None:
    row = system()
    told = program("engineer").get(f"/systems/{row.pk}").body
    assert (told["bom"], told["list_amount"], told["window_value"]) == (None, None, None)


def test_the_worklist_has_its_groups_and_its_systems() -> None:
    """PW-1."""
    caller = program("sales")
    whole_portfolio(caller)
    told = caller.get("/windows").body
    assert [each["ref"] for each in told["items"]] == ["S-100"]
    assert sum(each["count"] for each in told["groups"]) == 1
    assert told["value"] == told["items"][0]["window_value"]
    group = next(each for each in told["groups"] if each["count"])
    assert caller.get(f"/windows?closes_in={group['closes_in']}").body["total"] == 1
    assert caller.get("/windows?closes_in=45").status == 422


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("class=2Y", ["S-1", "S-2"]),
        ("class=1Y", []),
        ("q=s-2", ["S-2"]),
        ("order=-bom", ["S-2", "S-1"]),
        ("window=open", ["S-1", "S-2"]),
        ("project_year=2", ["S-1", "S-2"]),
        ("limit=1", ["S-1"]),
    ],
)
def test_systems_are_filtered_by_fields(query: str, found: list[str]) -> None:
    caller, place = program("sales"), site()
    for number in (1, 2):
        body = {**SYSTEM, "site": place.pk, "ref": f"S-{number}", "bom": f"{number}00000"}
        assert caller.post("/systems", {**body, "order_date": "2024-03-01"}).status == 201
    told = caller.get(f"/systems?{query}")
    assert [each["ref"] for each in told.body["items"]] == found


def test_a_walk_through_pages_misses_and_repeats_nothing_while_rows_are_added() -> None:
    caller, owner = program("sales"), organization()
    Site.objects.bulk_create(
        Site(owner=owner, name=f"{number:03}", city="上海市", created_at=owner.created_at)
        for number in range(0, 60, 2)
    )
    walked: list[str] = []
    cursor, added = "", 1
    while cursor is not None:
        told = caller.get(f"/sites?limit=7&cursor={cursor}").body
        walked += [each["name"] for each in told["items"]]
        cursor = told["next"]
        if added < 12:
            site(owner, name=f"{added:03}")
            site(owner, name=f"{60 - added:03}")
            added += 2
    there_from_the_start = [f"{number:03}" for number in range(0, 60, 2)]
    assert [each for each in walked if int(each) % 2 == 0] == there_from_the_start
    assert walked == sorted(set(walked))


@pytest.mark.parametrize("cursor", ["x", "WyIwMDYiLCA0XQ", "WyIwMDYiLCA0XQ:AAAA", "%00"])
def test_a_cursor_that_we_did_not_give_is_refused(cursor: str) -> None:
    told = program("sales").get(f"/sites?cursor={cursor}")
    assert (told.status, told.body["problems"][0]["field"]) == (422, "cursor")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "page=2", "city=%00"])
def test_a_list_takes_no_other_fields(query: str) -> None:
    assert program("sales").get(f"/sites?{query}").status == 422


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "1.5"])
def test_an_id_that_no_row_can_have_is_told(number: str) -> None:
    assert program("sales").get(f"/systems/{number}").status in (404, 422)
    assert System.objects.count() == 0
