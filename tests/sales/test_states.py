"""Every step from every state: what the table allows, and what stands against the rest."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lumencare.accounts.models import User
from lumencare.domain.problems import Refused
from lumencare.sales.actions import (
    accept,
    accept_by_link,
    change_draft,
    decide,
    expire_due,
    issue,
    revise,
    send,
    withdraw,
)
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sales.states import TRANSITIONS, Step, may_take
from tests.office import NOW, person
from tests.sales.quotes import BASIC, LOWERED, draft, issued, seller, sent, signed

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=40)


def _accepted(by: User) -> QuoteVersion:
    version, link = sent(by=by)
    return accept_by_link(link, signed(version), now=NOW)


def _expired(by: User) -> QuoteVersion:
    version, _ = sent(by=by)
    expire_due(LATER)
    return QuoteVersion.objects.get(pk=version.pk)


def _superseded(by: User) -> QuoteVersion:
    version = issued(by=by)
    withdraw(revise(version, by=by, now=NOW), by=by, now=NOW, why="")
    return QuoteVersion.objects.get(pk=version.pk)


def _withdrawn(by: User) -> QuoteVersion:
    version, _ = sent(by=by)
    return withdraw(version, by=by, now=NOW, why="项目取消")


MAKE: dict[str, Callable[[User], QuoteVersion]] = {
    "draft": lambda by: draft(by=by),
    "awaiting-approval": lambda by: issued(LOWERED, by),
    "approved": lambda by: issued(by=by),
    "sent": lambda by: sent(by=by)[0],
    "accepted": _accepted,
    "expired": _expired,
    "superseded": _superseded,
    "withdrawn": _withdrawn,
}
TAKE: dict[Step, Callable[[QuoteVersion, User, User], Any]] = {
    Step.CHANGE: lambda version, by, _: change_draft(version, BASIC, by=by, now=NOW),
    Step.ISSUE: lambda version, by, _: issue(version, by=by, now=NOW),
    Step.APPROVE: lambda version, _, boss: decide(version, approved=True, by=boss, now=NOW),
    Step.REFUSE: lambda version, _, boss: decide(
        version, approved=False, by=boss, now=NOW, note="不同意"
    ),
    Step.SEND: lambda version, by, _: send(version, by=by, now=NOW),
    Step.ACCEPT: lambda version, by, _: accept(
        version, signed(version, "李雷", "签字件"), by=by, now=NOW
    ),
    Step.REVISE: lambda version, by, _: revise(version, by=by, now=NOW),
    Step.WITHDRAW: lambda version, by, _: withdraw(version, by=by, now=NOW, why="有误"),
}
# What is no step of the table and yet no refusal: another link to what was sent already.
ANOTHER_LINK = (Step.SEND, "sent")


@pytest.mark.parametrize("state", MAKE)
@pytest.mark.parametrize("step", TAKE)
def test_a_step_is_taken_where_the_table_has_it_and_refused_elsewhere(
    state: str, step: Step
) -> None:
    by, boss = seller(), person("approver")
    version = MAKE[state](by)
    assert version.state == state
    row_version = version.version
    if may_take(step, state) or (step, state) == ANOTHER_LINK:
        TAKE[step](version, by, boss)
        return
    with pytest.raises(Refused) as refused:
        TAKE[step](version, by, boss)
    assert refused.value.reason.rule in {"D-20", "D-26"}
    version.refresh_from_db()
    assert (version.state, version.version) == (state, row_version)


def test_every_state_is_made_and_every_step_of_people_is_tried() -> None:
    assert set(MAKE) == set(QuoteState.values)
    assert set(TAKE) == set(TRANSITIONS) - {Step.SUPERSEDE, Step.EXPIRE}


@pytest.mark.parametrize(
    ("step", "state", "words"),
    [
        (Step.SEND, "awaiting-approval", "须先由报价人以外的审批人批准"),
        (Step.ACCEPT, "expired", "不能接受：它已过有效期"),
        (Step.ACCEPT, "superseded", "不能接受：它已被更新的版本取代"),
        (Step.ACCEPT, "withdrawn", "不能接受：它已被撤回"),
        (Step.CHANGE, "sent", "不能修改：它已发送给客户"),
        (Step.REVISE, "accepted", "不能修订：客户已经接受"),
    ],
)
def test_a_refusal_says_what_stands_against_it(step: Step, state: str, words: str) -> None:
    by, boss = seller(), person("approver")
    version = MAKE[state](by)
    with pytest.raises(Refused) as refused:
        TAKE[step](version, by, boss)
    assert words in refused.value.reason.text.zh
