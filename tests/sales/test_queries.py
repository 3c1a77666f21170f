"""What each person sees of quotes, and in how many queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404

from lumencare.accounts.rights import NotAllowed
from lumencare.sales.actions import ask, decide, revise, send, write_message
from lumencare.sales.queries import (
    QuoteFilters,
    approvals_waiting,
    count_by_state,
    find_version,
    list_quotes,
    preview,
    questions_waiting,
    quote_page,
    quotes_of_system,
)
from lumencare.sales.states import Step
from lumencare.sites.search import find
from tests.office import NOW, TODAY, organization, outsider, person, site, system
from tests.sales.quotes import CARE, LOWERED, PLUS, draft, issued, seller, sent

pytestmark = pytest.mark.django_db


def test_a_preview_prices_without_writing() -> None:
    quotation = preview(seller(), system().pk, CARE, TODAY)
    assert str(quotation.net) == "110000.00"


def test_staff_see_every_quote_once_by_its_latest_version() -> None:
    by = seller()
    version, _ = sent(by=by)
    revise(version, by=by, now=NOW)
    page = list_quotes(person("finance"), QuoteFilters())
    assert [(each.number, each.version, each.state) for each in page.rows] == [
        ("Q-2601-001", 2, "draft")
    ]
    assert count_by_state(by, QuoteFilters())["draft"] == 1
    assert count_by_state(by, QuoteFilters())["sent"] == 0


def test_people_outside_see_what_was_sent_for_their_own_sites() -> None:
    by = seller()
    version, _ = sent(by=by)
    revise(version, by=by, now=NOW)
    owner = outsider(version.quote.system.site.owner)
    stranger = outsider(organization("另一家有限公司"))
    assert [(each.version, each.state) for each in list_quotes(owner, QuoteFilters()).rows] == [
        (1, "sent")
    ]
    assert list_quotes(stranger, QuoteFilters()).rows == ()
    with pytest.raises(Http404):
        quote_page(stranger, "Q-2601-001", NOW)
    page = quote_page(owner, "Q-2601-001", NOW)
    assert [each.number for each in page.versions] == [1]
    assert page.latest.steps == {Step.ACCEPT}
    assert (page.trail, page.latest.links, page.latest.choices) == ((), (), {})


def test_people_outside_learn_nothing_of_approvals_and_internal_reasons() -> None:
    version = issued(LOWERED)
    owner = outsider(version.quote.system.site.owner)
    with pytest.raises(Http404):
        quote_page(owner, version.quote.number, NOW)
    assert find(owner, "Q-2601-001") == []
    decide(version, approved=True, by=person("approver"), now=NOW)
    send(version, by=person("coordinator"), now=NOW)
    page = quote_page(owner, version.quote.number, NOW)
    assert "老客户" not in repr(page)
    assert "approval" not in repr(page.latest.quotation)
    assert (page.latest.needs_approval, page.latest.approval) == (False, None)
    assert [each.key for each in find(owner, "Q-2601-001")] == ["Q-2601-001"]


def test_those_without_prices_see_no_quotes() -> None:
    with pytest.raises(NotAllowed):
        list_quotes(person("engineer"), QuoteFilters())


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        ("sales", {Step.REVISE, Step.WITHDRAW}),
        ("approver", {Step.APPROVE, Step.REFUSE}),
        ("finance", set()),
        ("manager", {Step.APPROVE, Step.REFUSE, Step.REVISE, Step.WITHDRAW}),
    ],
)
def test_the_page_offers_what_the_role_may_do(role: str, steps: set[Step]) -> None:
    version = issued(LOWERED)
    page = quote_page(person(role), version.quote.number, NOW)
    assert page.latest.steps == steps


def test_whoever_wrote_a_version_is_not_offered_to_approve_it() -> None:
    by = person("manager")
    version = issued(LOWERED, by)
    assert quote_page(by, version.quote.number, NOW).latest.steps == {Step.REVISE, Step.WITHDRAW}


def test_after_the_last_day_nothing_is_offered_that_needs_validity() -> None:
    by = seller()
    version, _ = sent(by=by)
    page = quote_page(by, version.quote.number, NOW + timedelta(days=31))
    assert page.latest.is_over
    assert page.latest.steps == {Step.REVISE, Step.WITHDRAW}


def test_approvals_and_questions_wait_for_those_who_deal_with_them() -> None:
    by = seller()
    waiting = issued(LOWERED, by)
    approver = person("approver")
    assert [each.number for each in approvals_waiting(approver).rows] == [waiting.quote.number]
    decide(waiting, approved=True, by=approver, now=NOW)
    link = send(waiting, by=by, now=NOW)
    ask(link, name="王建国", text="是否含税？", now=NOW)
    assert [each.number for each in questions_waiting(by).rows] == [waiting.quote.number]
    write_message(waiting, text="含税价为合计。", by=by, now=NOW)
    assert questions_waiting(by).rows == ()
    messages = quote_page(by, waiting.quote.number, NOW).messages
    assert [(each.by_name, each.is_customer) for each in messages] == [
        ("王建国", True),
        ("宋妍", False),
    ]


def test_filters_find_by_state_author_system_and_words() -> None:
    by, other = seller(), person("sales", name="other")
    place = site(organization("云栖酒店有限公司"), "云栖会议中心")
    draft(by=by)
    draft(by=other, of=system(place, "S-002"))

    def numbers(**wanted: Any) -> list[str]:
        return [each.number for each in list_quotes(by, QuoteFilters(**wanted)).rows]

    assert numbers() == ["Q-2601-002", "Q-2601-001"]
    assert numbers(author=by.pk) == ["Q-2601-001"]
    assert numbers(q="yunqi") == ["Q-2601-002"]
    assert numbers(q="S-001") == ["Q-2601-001"]
    assert numbers(state="sent") == []
    own = find_version(by, "Q-2601-002").quote.system_id
    assert [each.number for each in quotes_of_system(by, own)] == ["Q-2601-002"]


def test_lists_and_pages_take_a_constant_number_of_queries(
    django_assert_num_queries: Any,
) -> None:
    by = seller()
    one = system()
    reader = person("finance")
    for _ in range(3):
        draft(PLUS, by, one)
    reader.role_set  # noqa: B018 - read once per request.
    with django_assert_num_queries(2):
        list_quotes(reader, QuoteFilters(), size=1)
    with django_assert_num_queries(2):
        assert len(list_quotes(reader, QuoteFilters()).rows) == 3
    version = find_version(by, "Q-2601-001")
    for _ in range(3):
        version = revise_issued(version, by)
    with django_assert_num_queries(9):
        assert len(quote_page(reader, "Q-2601-001", NOW).versions) == 4


def revise_issued(version: Any, by: Any) -> Any:
    """Send a draft and begin the next version."""
    from lumencare.sales.actions import issue

    issue(version, by=by, now=NOW)
    send(version, by=by, now=NOW)
    return revise(version, by=by, now=NOW)
