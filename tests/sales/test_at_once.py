"""Two people in the same moment: one wins, the other is told; numbers have no gap and no twin."""

from typing import Any

import pytest

from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, Refused
from lumencare.sales.actions import (
    accept_by_link,
    decide,
    deliver_mails,
    expire_due,
    revise,
    send,
    start_quote,
    withdraw,
)
from lumencare.sales.actions.sending import Delivery
from lumencare.sales.links import open_link
from lumencare.sales.models import Quote, QuoteMail, QuoteVersion
from tests.at_once import at_once, told
from tests.office import NOW, person, system
from tests.sales.quotes import LOWERED, PLUS, issued, seller, sent, signed, token
from tests.sales.test_states import LATER

pytestmark = pytest.mark.django_db(transaction=True)


def row(version: QuoteVersion) -> QuoteVersion:
    """Return a version as another process reads it."""
    return QuoteVersion.objects.select_related("quote__system__site__owner").get(pk=version.pk)


def test_eight_who_start_quotes_at_once_get_eight_numbers_in_a_row() -> None:
    by, one = seller(), system()

    def start() -> list[str]:
        made = [start_quote(one.pk, by=by, now=NOW, choices=PLUS) for _ in range(4)]
        return [each.quote.number for each in made]

    numbers = [number for each in at_once(*[start] * 8) for number in each]
    assert sorted(numbers) == [f"Q-2601-{each:03d}" for each in range(1, 33)]


def test_a_number_that_was_not_used_is_given_again() -> None:
    by, one = seller(), system()
    start_quote(one.pk, by=by, now=NOW)
    with pytest.raises(AttributeError):
        start_quote(one.pk, by=by, now=NOW, choices=None)  # type: ignore[arg-type]
    assert start_quote(one.pk, by=by, now=NOW).quote.number == "Q-2601-002"
    assert Quote.objects.count() == 2


def test_of_two_who_accept_at_once_one_is_recorded_and_the_other_told() -> None:
    version, link = sent()
    links = [open_link(token(link), NOW) for _ in range(2)]
    results = at_once(
        *(
            lambda link=each, name=name: accept_by_link(link, signed(version, name), now=NOW)
            for each, name in zip(links, ("王建国", "李雷"), strict=True)
        )
    )
    (late,) = told(results)
    assert isinstance(late, Conflict | Refused)
    kept = row(version)
    assert (kept.state, kept.accepted_name in {"王建国", "李雷"}) == ("accepted", True)
    assert Entry.objects.filter(action="accept").count() == 1


def test_the_same_acceptance_twice_at_once_is_answered_alike() -> None:
    version, link = sent()
    links = [open_link(token(link), NOW) for _ in range(4)]
    results = at_once(
        *(lambda link=each: accept_by_link(link, signed(version), now=NOW).state for each in links)
    )
    assert results == ["accepted"] * 4
    assert Entry.objects.filter(action="accept").count() == 1


def test_of_approving_and_withdrawing_at_once_one_happens() -> None:
    by, boss = seller(), person("approver")
    version = issued(LOWERED, by)
    one, other = row(version), row(version)
    results = at_once(
        lambda: decide(one, approved=True, by=boss, now=NOW),
        lambda: withdraw(other, by=by, now=NOW, why="有误"),
    )
    (late,) = told(results)
    assert isinstance(late, Conflict)
    assert ("approver approved" in str(late)) != ("宋妍 withdrawn" in str(late))
    assert row(version).state in {"approved", "withdrawn"}


def test_accepting_and_sending_the_revision_at_once_leaves_one_version_in_force() -> None:
    from lumencare.sales.actions import issue

    by = seller()
    first, link = sent(by=by)
    second = issue(revise(first, by=by, now=NOW), by=by, now=NOW)
    opened = open_link(token(link), NOW)
    assert opened is not None
    results = at_once(
        lambda: accept_by_link(opened, signed(first), now=NOW),
        lambda: send(row(second), by=by, now=NOW),
    )
    assert len(told(results)) == 1
    states = (row(first).state, row(second).state)
    assert states in {("accepted", "withdrawn"), ("superseded", "sent")}


def test_two_who_revise_at_once_begin_one_version() -> None:
    by = seller()
    version, _ = sent(by=by)
    one, other = row(version), row(version)
    results = at_once(lambda: revise(one, by=by, now=NOW), lambda: revise(other, by=by, now=NOW))
    assert len(told(results)) == 1
    assert QuoteVersion.objects.filter(quote=version.quote).count() == 2


def test_accepting_and_expiring_at_once_ends_in_one_way() -> None:
    version, link = sent()
    opened = open_link(token(link), NOW)
    assert opened is not None
    at_once(lambda: accept_by_link(opened, signed(version), now=NOW), lambda: expire_due(LATER))
    ends = Entry.objects.filter(action__in=["accept", "expire"]).count()
    assert (row(version).state in {"accepted", "expired"}, ends) == (True, 1)


def test_two_workers_send_a_mail_once(mailoutbox: list[Any]) -> None:
    by = seller()
    version = issued(by=by)
    send(version, by=by, now=NOW, delivery=Delivery(to="wang@example.com"))
    assert sum(at_once(*[lambda: deliver_mails(NOW)] * 4)) == 1
    assert len(mailoutbox) == 1
    assert QuoteMail.objects.get().sent_at == NOW
