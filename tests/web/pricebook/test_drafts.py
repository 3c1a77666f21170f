"""Drafts in the browser: uploaded, mended, proposed, published by another, retired."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.accounts.models import User
from lumencare.pricebook.models import OfficeEdition
from lumencare.sites.models import System
from tests.office import NOW, TODAY, organization, outsider, person, system
from tests.pricebook.editions import NEXT, dearer, drafted, proposed, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor() -> User:
    """Return somebody who may draft and publish."""
    return person("manager", name="drafter")


@pytest.fixture
def browser(client: Client, editor: User) -> Client:
    """Return a browser in which the manager is signed in."""
    client.force_login(editor)
    return client


def file(text: str) -> SimpleUploadedFile:
    """Return an edition as a browser sends it."""
    return SimpleUploadedFile("next.toml", text.encode())


def test_a_draft_is_uploaded_proposed_and_published_by_two(browser: Client) -> None:
    """And the proposer reads why they cannot do the last step."""
    answer = browser.post("/en/editions/upload", {"file": file(dearer())})
    row = OfficeEdition.objects.get()
    assert answer["Location"] == f"/en/editions/{row.pk}/draft"
    shown = browser.get(answer["Location"]).content.decode()
    assert "No problem found" in shown
    assert "What changes against cn-mainland-1" in shown
    browser.post(f"/en/editions/{row.pk}/propose", {"version": 1})
    shown = browser.get(f"/en/editions/{row.pk}/draft").content.decode()
    assert "another person has to publish it" in shown
    assert "/publish" not in shown
    assert browser.post(f"/en/editions/{row.pk}/publish", {"version": 2}).status_code == 403
    browser.force_login(person("approver"))
    assert "/publish" in browser.get(f"/en/editions/{row.pk}/draft").content.decode()
    answer = browser.post(f"/en/editions/{row.pk}/publish", {"version": 2})
    assert answer["Location"] == f"/en/editions/{NEXT}/"
    assert browser.get(f"/en/editions/{row.pk}/draft")["Location"] == f"/en/editions/{NEXT}/"


def test_every_flaw_of_a_draft_is_shown_with_its_line(browser: Client, editor: User) -> None:
    text = (
        dearer()
        .replace("percent = 9.0", "percent = 109.0")
        .replace('rule = "PP-1"', 'rule = "PP-9"')
    )
    row = drafted(text, editor)
    shown = browser.get(f"/en/editions/{row.pk}/draft").content.decode()
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "109.0" in each)
    assert f'<th scope="row">{line}</th>' in shown
    assert "percent = 109.0" in shown
    assert "There is no rule with this id." in shown
    assert "/propose" not in shown
    zh = browser.get(f"/editions/{row.pk}/draft").content.decode()
    assert "没有这一规则编号" in zh


def test_a_file_that_is_no_edition_is_refused_with_its_line(browser: Client) -> None:
    answer = browser.post("/en/editions/upload", {"file": file("a = 1\nb = = 2\n")})
    assert answer.status_code == 422
    assert "line 2" in answer.content.decode()
    assert browser.post("/en/editions/upload", {}).status_code == 422
    assert not OfficeEdition.objects.exists()


def test_what_a_draft_holds_is_shown_as_text(browser: Client, editor: User) -> None:
    evil = "<script>alert(1)</script>"
    text = dearer().replace('rule = "PP-1"', f'rule = "{evil}"')
    row = drafted(text, editor)
    shown = browser.get(f"/en/editions/{row.pk}/draft").content.decode()
    assert evil not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_form_that_was_opened_earlier_conflicts(browser: Client, editor: User) -> None:
    row = drafted(dearer(), editor)
    mended = dearer().replace("percent = 9.0", "percent = 9.5")
    address = f"/en/editions/{row.pk}/replace"
    assert browser.post(address, {"file": file(mended), "version": 1}).status_code == 302
    answer = browser.post(address, {"file": file(dearer()), "version": 1})
    assert answer.status_code == 409
    assert "drafter changed this" in answer.content.decode()
    assert browser.post(f"/en/editions/{row.pk}/propose", {"version": "1"}).status_code == 409
    assert OfficeEdition.objects.get().text == mended


def test_giving_up_and_sending_back_need_a_reason(browser: Client, editor: User) -> None:
    row = proposed(dearer(), editor)
    for step in ("send-back", "withdraw"):
        assert browser.get(f"/en/editions/{row.pk}/{step}").status_code == 200
        answer = browser.post(f"/en/editions/{row.pk}/{step}", {"version": 2, "why": ""})
        assert answer.status_code == 422
        assert "Write the reason" in answer.content.decode()
    browser.post(f"/en/editions/{row.pk}/send-back", {"version": 2, "why": "Too low."})
    assert OfficeEdition.objects.get().state == "draft"
    browser.post(f"/en/editions/{row.pk}/withdraw", {"version": 3, "why": "No more."})
    assert OfficeEdition.objects.get().state == "withdrawn"
    assert "Withdrawn" in browser.get("/en/editions/").content.decode()


def test_what_holds_from_today_decides_the_windows_anew(browser: Client, editor: User) -> None:
    """PW-1: the worklist would else go by the edition before."""
    bought = system()
    row = proposed(dearer(sales=TODAY), editor)
    browser.force_login(person("approver"))
    browser.post(f"/en/editions/{row.pk}/publish", {"version": 2})
    bought.refresh_from_db()
    assert bought.window_edition == NEXT
    answer = browser.post(
        f"/en/editions/{row.pk}/retire", {"version": 3, "why": "Wrong.", "from_day": f"{TODAY}"}
    )
    assert answer.status_code == 302
    assert System.objects.get().window_edition == "cn-mainland-1"


def test_an_edition_is_retired_from_a_day_on(browser: Client) -> None:
    row = published(dearer(sales=TODAY))
    address = f"/en/editions/{row.pk}/retire"
    assert address in browser.get(f"/en/editions/{NEXT}/").content.decode()
    wrong = {"version": 1, "why": "Wrong.", "from_day": f"{TODAY - timedelta(days=1)}"}
    assert browser.post(address, wrong).status_code == 422
    assert browser.post(address, {**wrong, "from_day": "2026-02-01"}).status_code == 302
    shown = browser.get(f"/en/editions/{NEXT}/").content.decode()
    assert "No longer sold from 2026-02-01" in shown
    assert "In force" in shown
    assert address not in shown


STEPS = ["draft", "replace", "propose", "publish", "send-back", "withdraw", "retire"]


@pytest.mark.parametrize("step", STEPS)
def test_others_reach_no_draft(client: Client, step: str, editor: User) -> None:
    """A salesperson, a customer and nobody; and whoever may, where there is none."""
    row = drafted(dearer(), editor)
    send = client.post if step in {"propose", "publish"} else client.get
    assert send(f"/editions/{row.pk}/{step}").status_code == 302
    for other in (person("sales"), outsider(organization())):
        client.force_login(other)
        assert send(f"/editions/{row.pk}/{step}").status_code == 403
    assert client.get("/editions/upload").status_code == 403
    client.force_login(editor)
    assert send(f"/editions/{row.pk + 1}/{step}").status_code == 404


def test_drafts_stand_in_the_list_of_those_who_work_on_them(client: Client, editor: User) -> None:
    drafted(dearer(), editor)
    for who, sees in ((editor, True), (person("approver"), True), (person("sales"), False)):
        client.force_login(who)
        assert (NEXT in client.get("/editions/").content.decode()) is sees
