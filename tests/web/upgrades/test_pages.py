"""Pages of System Care: price before anybody goes, draft part by part, approval, link, loss."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from lumencare.accounts.models import User
from lumencare.domain.upgrade.states import ProposalState
from lumencare.sites.models import System
from lumencare.upgrades.models import ProposalVersion, Survey
from tests.office import NOW, person, site, system
from tests.upgrades.proposals import (
    approver,
    asked,
    awaiting,
    content_of,
    draft,
    issued,
    old_system,
    seller,
    sent,
    surveyed,
    visited,
)

pytestmark = pytest.mark.django_db
BAD = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def as_person(client: Client, who: User) -> Client:
    client.force_login(who)
    return client


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(f"/en{path}")
    assert answer.status_code == status
    return answer.content.decode()


def send(client: Client, path: str, status: int = 302, **typed: object) -> str:
    answer = client.post(f"/en{path}", typed)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def latest() -> ProposalVersion:
    rows = ProposalVersion.objects.select_related("proposal__system__site__owner")
    return rows.latest("pk")


def test_the_price_of_a_survey_is_shown_and_agreed_to_before_a_visit(client: Client) -> None:
    """SY-2: free or not, why, and how much stand on the page that asks for it."""
    as_person(client, seller())
    one = system(site(city="成都市"))
    shown = page(client, f"/systems/{one.pk}/survey")
    assert "Priced" in shown
    assert "9,600.00" in shown
    assert "SY-2" in shown
    send(client, f"/systems/{one.pk}/survey", why="手机连不上")
    number = Survey.objects.get().number
    assert "The customer agrees to the price" in page(client, f"/surveys/{number}/")
    refused = send(client, f"/surveys/{number}/agree", 422, name="", how="电话", version="1")
    assert "Between 1 and 120" in refused
    send(client, f"/surveys/{number}/agree", name="王建国", how="邮件", version="1")
    assert "王建国 agreed to the price" in page(client, f"/surveys/{number}/")
    assert number in page(client, "/surveys/")
    assert "is still under way" in send(client, f"/systems/{one.pk}/survey", 422, why="再来")


def test_an_engineer_records_what_was_found_and_sees_no_price(client: Client) -> None:
    survey = visited(asked(system(bom_fen=500_000_00)))
    as_person(client, person("engineer"))
    path = f"/surveys/{survey.number}"
    assert "SY-2" not in page(client, f"{path}/")
    typed = {"component": f"处理器 {BAD}", "quantity": "２", "condition": "faulty", "note": BAD}
    send(client, f"{path}/findings/new", **typed)
    shown = page(client, f"{path}/")
    assert BAD not in shown
    finding = survey.findings.get()
    assert finding.quantity == 2
    send(client, f"{path}/findings/{finding.pk}", version="1", **{**typed, "quantity": "3"})
    assert "Somebody" not in page(client, f"{path}/")
    wrong = send(
        client, f"{path}/findings/{finding.pk}", 422, version="2", **{**typed, "quantity": "many"}
    )
    assert "A number is expected" in wrong
    send(client, f"{path}/findings/{finding.pk}/drop")
    send(client, f"{path}/findings/new", **typed)
    send(client, f"{path}/finish", summary="更换处理器", version=str(survey.version))
    assert "更换处理器" in page(client, f"{path}/")
    assert "Begin a proposal" not in page(client, f"{path}/")


def test_a_draft_is_made_and_written_part_by_part_until_it_can_be_issued(client: Client) -> None:
    """SY-3, SY-4, D-20: each part is a form; what keeps it from being issued is named."""
    as_person(client, seller())
    survey = surveyed(asked(system(bom_fen=500_000_00)))
    begin = f"/systems/{survey.system_id}/proposal"
    assert survey.number in page(client, begin)
    send(client, begin, need="手机连接", survey=survey.number, way="usual")
    row = latest()
    path = f"/proposals/{row.proposal.number}"
    shown = page(client, f"{path}/edit")
    assert "Site exploration" in shown
    typed = {"text": f"QP5 {BAD}", "quantity": "1", "price": "32,000", "part_number": ""}
    refused = send(client, f"{path}/edit/A/hardware/0", 422, version=str(row.version), **typed)
    assert "The price is not the list" in refused
    send(client, f"{path}/edit/A/hardware/0", version=str(row.version), why="报价", **typed)
    stale = send(
        client, f"{path}/edit/A/hardware/0", 409, version=str(row.version), why="x", **typed
    )
    assert "was not saved" in stale
    shown = page(client, f"{path}/edit")
    assert BAD not in shown
    assert "no list price" in shown
    work = {"service": "onsite-programming", "hours": "weekend", "quantity": "1.5"}
    send(client, f"{path}/edit/A/days/0", version=str(latest().version), **work)
    assert str(content_of(latest()).options[0].lines[-1].price) == "8800.00"
    send(client, f"{path}/edit/A", version=str(latest().version), name_zh="升级", name_en="Upgrade")
    send(client, f"{path}/v1/issue", version=str(latest().version))
    assert latest().state == ProposalState.AWAITING_APPROVAL
    shown = page(client, f"{path}/")
    assert "The options beside each other" in shown
    assert "somebody else has to approve it" in shown


def test_steps_reuse_need_and_discount_are_forms_of_their_own(client: Client) -> None:
    as_person(client, seller())
    row = draft()
    path = f"/proposals/{row.proposal.number}"
    step = {"text_zh": "验收", "text_en": "Accept", "doer": "customer", "days": "1"}
    send(client, f"{path}/edit/A/step/0", version=str(latest().version), **step)
    reuse = {"component": "面板", "quantity": "3", "verdict": "adapted"}
    send(client, f"{path}/edit/A/reuse/0", version=str(latest().version), **reuse)
    send(client, f"{path}/edit/need", version=str(latest().version), need="新", recommended="B")
    send(
        client, f"{path}/edit/A/discount", version=str(latest().version), percent="5", why="老客户"
    )
    lines = content_of(latest()).options[0].lines
    drop = {"what": "line", "key": str(lines[0].key)}
    send(client, f"{path}/edit/A/drop", version=str(latest().version), **drop)
    assert len(content_of(latest()).options[0].lines) == len(lines) - 1
    assert "data-main-action" in page(client, f"{path}/edit")
    picture = client.get(f"/en{path}/draft-1.png")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")


def test_what_is_missing_is_told_where_the_draft_is_issued(client: Client) -> None:
    as_person(client, seller())
    row = draft()
    path = f"/proposals/{row.proposal.number}"
    content = content_of(row)
    for each in content.options[0].steps:
        drop = {"what": "step", "key": str(each.key)}
        send(client, f"{path}/edit/A/drop", version=str(latest().version), **drop)
    assert "Before it can be issued" in page(client, f"{path}/edit")
    refused = send(client, f"{path}/v1/issue", 422, version=str(latest().version))
    assert "Say at least one step" in refused
    send(client, f"{path}/edit/A/drop", version=str(latest().version), what="option", key="0")
    assert [each.key for each in content_of(latest()).options] == ["B"]


def test_somebody_else_approves_and_the_customer_gets_a_link(client: Client) -> None:
    row = awaiting()
    path = f"/proposals/{row.proposal.number}"
    as_person(client, approver())
    assert "Proposals for your approval" in page(client, "/")
    assert "has no list price" in page(client, f"{path}/")
    send(client, f"{path}/v1/decide", 422, version=str(row.version), approved="no", note="")
    send(client, f"{path}/v1/decide", version=str(row.version), approved="yes", note="可以")
    as_person(client, seller())
    assert "ready to send" in page(client, "/")
    row.refresh_from_db()
    send(client, f"{path}/v1/send", 422, version=str(row.version), by="mail", to="")
    send(client, f"{path}/v1/send", version=str(row.version), by="hand")
    link = latest().links.get()
    shown = page(client, f"{path}/")
    assert "link works" in shown
    send(client, f"{path}/v1/links/{link.pk}/revoke")
    assert "link taken back" in page(client, f"{path}/")
    assert client.get(f"/en{path}/v1/pdf").status_code == 200
    assert client.get(f"/en{path}/v1/page-1.png")["Content-Type"] == "image/png"
    assert client.get(f"/en{path}/v1/page-99.png").status_code == 404


def test_versions_show_what_changed_and_a_loss_needs_its_reason(client: Client) -> None:
    as_person(client, seller())
    row, _ = sent()
    path = f"/proposals/{row.proposal.number}"
    send(client, f"{path}/v1/revise", version=str(row.version))
    send(client, f"{path}/edit/need", version="1", need="更便宜", recommended="A")
    assert "What changed from version 1 to 2" in page(client, f"{path}/")
    assert "version 1" in page(client, f"{path}/?version=1")
    assert page(client, f"{path}/?version=9", 404)
    refused = send(client, f"{path}/v2/lose", 422, reason="weather", lost_words="x")
    assert "Choose why it was lost" in refused
    send(
        client, f"{path}/v2/lose", reason="price", lost_words="太贵", version=str(latest().version)
    )
    assert "Too expensive" in page(client, f"{path}/")
    conflict = send(client, f"{path}/v2/lose", 409, reason="price", lost_words="x", version="1")
    assert "changed this" in conflict


def test_lists_filter_by_state_words_and_author_and_make_a_workbook(client: Client) -> None:
    as_person(client, seller())
    row, _ = sent()
    assert row.proposal.number in page(client, "/proposals/?state=sent&q=binjiang&mine=1")
    assert "No proposal is like this" in page(client, "/proposals/?q=nothing")
    assert row.proposal.number in page(client, "/search?q=" + row.proposal.number)
    answer = client.get("/en/proposals/export")
    assert answer.status_code == 200
    assert "proposals-2026-01-15.xlsx" in answer["Content-Disposition"]
    one = System.objects.get()
    assert row.proposal.number in page(client, f"/systems/{one.pk}/")


@pytest.mark.parametrize(
    "path",
    [
        "/edit/Z",
        "/edit/A/hardware/99",
        "/edit/A/cheese/0",
        "/edit/A/step/99",
        "/edit/A/reuse/99",
        "/draft-9.png",
        "/v7/pdf",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    as_person(client, seller())
    assert page(client, f"/proposals/{draft().proposal.number}{path}", 404)


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("hardware", {"quantity": "1e999", "price": "1", "text": "x", "why": "y"}),
        ("hardware", {"quantity": "1", "price": "NaN", "text": "x", "why": "y"}),
        ("hardware", {"quantity": "-1", "price": "1", "text": "x", "why": "y"}),
        ("hardware", {"quantity": "1", "price": "0.001", "text": "x", "why": "y"}),
        ("days", {"service": "singing", "hours": "business", "quantity": "1"}),
        ("days", {"service": "onsite-programming", "hours": "never", "quantity": "1"}),
        ("days", {"service": "onsite-programming", "hours": "on-request", "quantity": "1"}),
        ("given", {"source": "C-9", "price": "", "why": "x"}),
        ("reuse", {"component": "", "quantity": "1", "verdict": "kept"}),
        ("reuse", {"component": "x", "quantity": "1.5", "verdict": "kept"}),
        ("reuse", {"component": "x", "quantity": "1", "verdict": "eaten"}),
        ("step", {"text_zh": "x", "text_en": "", "doer": "customer", "days": "1"}),
        ("step", {"text_zh": "x", "text_en": "x", "doer": "nobody", "days": "1"}),
    ],
)
def test_a_part_that_cannot_be_is_refused_at_its_field(
    client: Client, part: str, typed: dict[str, str]
) -> None:
    as_person(client, seller())
    row = draft()
    path = f"/proposals/{row.proposal.number}/edit/A/{part}/0"
    before = content_of(row)
    send(client, path, 422, version=str(row.version), **typed)
    assert content_of(latest()) == before


def test_an_issued_version_has_no_draft_to_write_in(client: Client) -> None:
    as_person(client, seller())
    row = issued()
    path = f"/proposals/{row.proposal.number}"
    assert page(client, f"{path}/edit", 404)
    assert client.post(f"/en{path}/edit/A/drop", {"what": "option"}).status_code == 404
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        client.force_login(seller())
        assert "has expired" in send(client, f"{path}/v1/send", 422, by="hand")


def test_a_survey_is_decided_where_the_place_leaves_it_open(client: Client) -> None:
    """D-19: with the ground, by somebody who keeps surveys."""
    as_person(client, seller())
    one = system(site(city="某镇", city_known=False), bom_fen=100_000_00)
    send(client, f"/systems/{one.pk}/survey", why="老系统", wanted_by="2026-02-30", status=422)
    send(client, f"/systems/{one.pk}/survey", why="老系统", wanted_by="2026-02-20")
    survey = Survey.objects.get()
    assert "Surveys: free or not" in page(client, "/")
    path = f"/surveys/{survey.number}"
    send(client, f"{path}/decide", free="yes", why="高铁 1 小时 50 分", version="1")
    assert "Decided by" in page(client, f"{path}/")
    assert "has its visit already" in client.post(f"/en{path}/again", follow=True).content.decode()
    send(client, f"{path}/cancel", why="客户取消", version=str(Survey.objects.get().version))
    assert "客户取消" in page(client, f"{path}/")


def test_a_stranger_finds_nothing_of_it(client: Client) -> None:
    row, _ = sent()
    as_person(client, person("customer"))
    assert page(client, f"/proposals/{row.proposal.number}/", 403)
    assert page(client, f"/surveys/{asked(old_system()).number}/", 403)
