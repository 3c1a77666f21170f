"""The way of a quote, from the draft to the acceptance."""

import hashlib

import pytest

from lumencare.audit.models import Entry
from lumencare.domain.problems import InputProblems
from lumencare.domain.quotation.stored import Choices, read_request
from lumencare.sales.actions import (
    accept_by_link,
    decide,
    issue,
    revise,
    send,
    start_quote,
    withdraw,
)
from lumencare.sales.archive import is_intact, read_pdf
from lumencare.sales.models import QuoteVersion
from tests.office import NOW, TODAY, person, system
from tests.sales.quotes import CARE, LOWERED, PLUS, draft, issued, seller, sent, signed

pytestmark = pytest.mark.django_db


def test_a_quote_begins_as_a_draft_with_the_first_number_of_the_month() -> None:
    version = draft()
    assert (version.quote.number, version.number, version.state) == ("Q-2601-001", 1, "draft")


def test_an_issued_version_holds_facts_edition_lines_and_the_hash_of_its_pdf() -> None:
    version = issued(CARE)
    version.refresh_from_db()
    pdf = read_pdf(version)
    assert (version.state, version.quoted_on) == ("approved", TODAY)
    assert version.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    assert is_intact(version)
    assert version.quotation["number"] == "Q-2601-001"
    assert [each["code"] for each in version.quotation["lines"]] == [
        "part-care-plus",
        "service-care",
        "24h",
    ]
    assert version.net_fen == 80_000_00 + 20_000_00 + 10_000_00
    assert version.quotation["comparison"]["edition"] == version.edition
    assert read_request(version.request).system.bom.fen == 1_000_000_00


def test_nothing_chosen_is_not_issued() -> None:
    with pytest.raises(InputProblems) as wrong:
        issue(draft(Choices()), by=seller("李"), now=NOW)
    assert [each.where for each in wrong.value.problems] == ["plans"]


def test_a_lowered_price_waits_for_somebody_else_and_then_goes_out() -> None:
    version = issued(LOWERED)
    assert version.state == "awaiting-approval"
    decide(version, approved=True, by=person("approver"), now=NOW)
    send(version, by=person("coordinator"), now=NOW)
    version.refresh_from_db()
    assert (version.state, version.approval.approved) == ("sent", True)


def test_a_refused_version_is_withdrawn_with_the_reason() -> None:
    version = issued(LOWERED)
    decide(version, approved=False, by=person("approver"), now=NOW, note="折扣过大")
    version.refresh_from_db()
    assert (version.state, version.ended_why) == ("withdrawn", "折扣过大")


def test_a_sent_version_stays_valid_until_its_revision_is_sent() -> None:
    by = seller()
    first, _ = sent(by=by)
    second = revise(first, by=by, now=NOW)
    issue(second, by=by, now=NOW)
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("sent", "approved", 2)
    send(second, by=by, now=NOW)
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "sent")


def test_a_version_that_nobody_saw_is_superseded_by_its_revision_at_once() -> None:
    by = seller()
    first = issued(by=by)
    second = revise(first, by=by, now=NOW)
    first.refresh_from_db()
    assert (first.state, second.state, second.choices) == ("superseded", "draft", first.choices)


def test_the_customer_accepts_through_the_link_and_a_begun_revision_ends() -> None:
    by = seller()
    version, link = sent(by=by)
    revision = revise(version, by=by, now=NOW)
    accept_by_link(link, signed(version), now=NOW)
    version, revision = (QuoteVersion.objects.get(pk=each.pk) for each in (version, revision))
    assert (version.state, version.accepted_name) == ("accepted", "王建国")
    assert version.accepted_sha256 == version.pdf_sha256
    assert (revision.state, revision.ended_why) == ("withdrawn", "v1 已被接受 / v1 was accepted")


def test_every_step_is_in_the_trail_with_who_took_it() -> None:
    by = seller()
    version, link = sent(by=by)
    accept_by_link(link, signed(version), now=NOW)
    entries = Entry.objects.filter(kind="sales.quoteversion").order_by("id")
    assert [(each.action, each.by_name) for each in entries] == [
        ("start", "宋妍"),
        ("issue", "宋妍"),
        ("send", "宋妍"),
        ("add-link", "宋妍"),
        ("accept", "王建国"),
    ]


def test_what_is_withdrawn_says_why() -> None:
    version, _ = sent()
    with pytest.raises(InputProblems):
        withdraw(version, by=person("manager"), now=NOW, why=" ")
    withdraw(version, by=person("manager", name="m"), now=NOW, why="客户项目取消")
    assert (version.state, version.ended_why) == ("withdrawn", "客户项目取消")


def test_two_systems_have_quotes_of_their_own() -> None:
    by, first = seller(), system()
    numbers = [start_quote(first.pk, by=by, now=NOW, choices=PLUS).quote.number for _ in range(2)]
    assert numbers == ["Q-2601-001", "Q-2601-002"]
