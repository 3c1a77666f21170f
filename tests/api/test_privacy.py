"""Personal data for programs: the office settles requests, people outside see to their own."""

import io
import re
import zipfile

import pytest
from django.core import mail

from lumencare.accounts.models import User
from lumencare.privacy.models import DataRequest
from lumencare.sites.models import Contact
from tests.api.calling import Program, program, token
from tests.office import organization, outsider
from tests.privacy.people import building, fault_of, keeper, zhao

pytestmark = pytest.mark.django_db
WHY = {"why": "已致电本人核实"}


@pytest.fixture
def office() -> Program:
    return Program(token(keeper(), "manager"))


def own(user: User | None) -> Program:
    """Return a program of somebody outside."""
    assert user is not None
    return Program(token(user, "customer"))


def test_a_person_sees_copies_and_corrects_what_is_held(office: Program) -> None:
    """PIPL-45, PIPL-46."""
    visitor = zhao(building())
    me = own(visitor.user)
    held = {each["code"]: each for each in me.get("/me/data").body["held"]}
    assert held, "the account and the contact"
    assert "+8613911112222" not in str(held), "numbers are masked"
    made = me.post("/me/copy", Idempotency_Key="copy-1")
    assert (made.status, made.body["mailed_to"][0]) == (201, "z")
    assert me.post("/me/copy", Idempotency_Key="copy-1").body == made.body
    (letter,) = mail.outbox
    digits = re.search(r"\b\d{6}\b", str(letter.body))
    assert digits is not None
    wrong = "000000" if digits[0] != "000000" else "000001"
    assert me.post("/me/copy/file", {"code": wrong}).body["problems"][0]["field"] == "code"
    file = me.post("/me/copy/file", {"code": digits[0]})
    assert zipfile.ZipFile(io.BytesIO(file.bytes)).namelist()
    assert me.post("/me/copy/file", {"code": digits[0]}).status == 422, "it opens once"
    asked = me.post("/me/corrections", {"position": "工程经理"})
    assert (asked.status, asked.body["corrections"]) == (201, {"position": "工程经理"})
    assert me.post("/me/corrections", {"name": "赵敏敏"}).status == 409, "one at a time"
    wrong_phone = own(outsider(organization("他司"), name="钱")).post(
        "/me/corrections", {"phone": "12"}
    )
    assert wrong_phone.body["problems"][0]["field"] == "phone"
    number = asked.body["id"]
    shown = office.get(f"/privacy/requests/{number}")
    assert (shown.body["steps"], shown.body["corrections"]) == (
        ["correct", "refuse"],
        {"position": "工程经理"},
    )
    path = f"/privacy/requests/{number}/correct"
    assert office.post(path, WHY).status == 428
    assert office.post(path, {"why": " "}, If_Match="*").body["problems"][0]["field"] == "why"
    done = office.post(path, WHY, If_Match=shown.headers["ETag"])
    assert (done.body["state"], done.body["steps"], done.body["version"]) == ("done", [], 2)
    assert office.post(path, WHY, If_Match=shown.headers["ETag"]).status == 412
    assert Contact.objects.get(name=visitor.name).position == "工程经理"
    (told,) = me.get("/me/requests").body
    assert "已致电本人核实" in told["letter"]["zh"]


def test_a_deletion_takes_two_people_and_is_proven(office: Program) -> None:
    """PIPL-47."""
    place = building()
    visitor = zhao(place)
    fault_of(visitor, place)
    me = own(visitor.user)
    assert me.post("/me/deletions", {"sure": False}).body["problems"][0]["field"] == "sure"
    number = me.post("/me/deletions", {"sure": True, "words": "不再合作"}).body["id"]
    found = office.get("/privacy/requests?state=live").body
    assert [each["id"] for each in found["items"]] == [number]
    one = f"/privacy/requests/{number}"
    fates = {each["code"]: each["fate"] for each in office.get(one).body["held"]}
    assert set(fates.values()) <= {"goes", "part", "stays"}
    early = office.post(f"{one}/carry-out", If_Match="*")
    assert (early.status, early.body["because"][0]["rule"]) == (422, "PIPL-47")
    checked = office.post(f"{one}/check", WHY, If_Match="*")
    assert (checked.body["state"], checked.body["steps"]) == ("checked", ["refuse"])
    assert office.post(f"{one}/carry-out", If_Match="*").status == 403, "who checked it"
    other = Program(token(keeper("second"), "manager"))
    assert other.get(one).body["steps"] == ["carry-out", "refuse"]
    done = other.post(f"{one}/carry-out", If_Match=checked.headers["ETag"])
    assert (done.body["state"], done.body["held"]) == ("done", [])
    assert done.body["letter"]["en"]
    assert me.get("/me/data").status == 401, "the token went with its person"


def test_a_request_is_taken_back_or_refused_with_its_reason(office: Program) -> None:
    visitor = zhao(building())
    me = own(visitor.user)
    first = me.post("/me/deletions", {"sure": True}).body["id"]
    stranger = own(outsider(organization("他司"), name="钱"))
    assert stranger.post(f"/me/requests/{first}/take-back").status == 404
    (back,) = me.post(f"/me/requests/{first}/take-back").body
    assert back["state"] == "taken-back"
    assert me.post(f"/me/requests/{first}/take-back").status == 409
    second = me.post("/me/deletions", {"sure": True}).body["id"]
    refused = office.post(f"/privacy/requests/{second}/refuse", WHY, If_Match="*")
    assert refused.body["state"] == "refused"
    assert DataRequest.objects.count() == 2


def test_reminders_are_chosen_with_the_consent_that_goes_with_them(office: Program) -> None:
    visitor = zhao(building())
    me = own(visitor.user)
    before = me.get("/me/reminders").body
    assert all(each["wanted"] for each in before["topics"])
    chosen = me.post("/me/reminders", {"topics": ["window", "invoice"]}).body
    wanted = {each["topic"] for each in chosen["topics"] if each["wanted"]}
    assert (wanted, chosen["by_mail"]) == ({"window", "invoice"}, True)
    (agreed,) = me.get("/me/consents").body
    assert (agreed["topic"], agreed["ended_at"]) == ("reminders", None)
    (ended,) = me.post(f"/me/consents/{agreed['id']}/end").body
    assert ended["ended_at"]
    assert me.post("/me/reminders", {"topics": []}).body["by_mail"] is False
    wrong = me.post("/me/reminders", {"topics": ["weather"]}).body["problems"][0]
    assert (wrong["field"], "window" in wrong["zh"]) == ("topics.0", True)
    assert me.post("/me/reminders", {"by_mail": True}).status == 422
    stopped = office.get("/privacy/stopped-reminders").body
    assert {each["topic"] for each in stopped} >= {"window", "renewal"}
    assert "zhao@example.com" not in str(stopped)
    log = office.get("/privacy/consents?q=赵&topic=reminders").body
    assert [each["topic"] for each in log] == ["reminders"]
    mine = office.post("/me/reminders", {"by_mail": False}).body
    assert (mine["by_mail"], mine["topics"]) == (False, [])
    assert office.get("/me/data").status == 403, "the office's own people are told elsewhere"


def test_the_register_and_the_periods_are_told_to_who_keeps_them(office: Program) -> None:
    kinds = office.get("/privacy/register").body
    assert {each["whose"] for each in kinds} == {"outside", "staff"}
    periods = office.get("/privacy/periods").body
    assert periods["total"] == sum(each["count"] for each in periods["due"])
    for path in ("register", "periods", "consents", "requests", "stopped-reminders"):
        assert program("sales").get(f"/privacy/{path}").status == 403
