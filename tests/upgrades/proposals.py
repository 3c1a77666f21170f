"""Surveys and proposals in every state, to start a test from."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from lumencare.accounts.models import User
from lumencare.domain.money import Money
from lumencare.domain.upgrade.content import Content, Reuse, ReuseRow
from lumencare.domain.upgrade.editing import drop_line, put_line, put_reuse
from lumencare.domain.upgrade.lines import Line, LineKind
from lumencare.domain.upgrade.stored import read_content
from lumencare.domain.upgrade.surveying import Condition
from lumencare.field.actions import Finish, Placement, arrive, book, finish
from lumencare.sites.models import System
from lumencare.stock.models import Part
from lumencare.upgrades.actions import (
    Found,
    SurveyWish,
    add_finding,
    change_draft,
    decide,
    finish_survey,
    issue,
    request_survey,
    send,
    start_proposal,
)
from lumencare.upgrades.models import ProposalLink, ProposalVersion, Survey
from tests.claims.claims import part
from tests.field.visits import FRIDAY_8, engineer
from tests.office import NOW, person, system

DAY = timedelta(hours=9)
PROCESSOR = "QP5-4L"
WISH = SurveyWish("客户反映新手机无法连接")


def seller(name: str = "宋妍") -> User:
    """Return somebody who asks for surveys and makes proposals."""
    return User.objects.filter(name=name).first() or person("sales", name=name)


def approver(name: str = "高岚") -> User:
    """Return somebody who approves proposals."""
    return User.objects.filter(name=name).first() or person("approver", name=name)


def old_system(**more: Any) -> System:
    """Return a system in Shanghai that may be surveyed and brought up to date."""
    return System.objects.first() or system(**more)


def asked(of: System | None = None, by: User | None = None) -> Survey:
    """Return a survey that was asked for: free, and so sent to the board at once."""
    return request_survey((of or old_system()).pk, WISH, by=by or seller(), now=NOW)


def visited(survey: Survey | None = None) -> Survey:
    """Return a survey whose visits are done."""
    survey = survey or asked()
    for place, each in enumerate(survey.visits.select_related("visit").order_by("pk")):
        who = engineer(name=f"李思远{place}")
        start = FRIDAY_8 + timedelta(days=3 * place)
        chosen = Placement(engineer=who, starts_at=start, ends_at=start + DAY, why="勘察")
        book(each.visit, chosen, by=person("coordinator", name=f"周{place}"), now=NOW)
        arrive(each.visit, at=start, by=who.person, now=start)
        finish(each.visit, Finish(at=start + DAY), by=who.person, now=start + DAY)
    return survey


def surveyed(survey: Survey | None = None) -> Survey:
    """Return a survey that is done, with a finding of a faulty processor."""
    survey = visited(survey)
    found = Found(
        component="处理器", quantity=2, condition=Condition.FAULTY, part_number="QP2", note="不启动"
    )
    add_finding(survey, found, by=seller(), now=NOW)
    return finish_survey(survey, summary="处理器停产，新手机无法连接。", by=seller(), now=NOW)


def draft(by: User | None = None, of: System | None = None, now: datetime = NOW) -> ProposalVersion:
    """Return a draft as it was begun, with a processor of the list for the one that goes."""
    by = by or seller()
    version = start_proposal((of or old_system()).pk, by=by, now=now)
    row = ReuseRow(key=0, component="处理器", part_number="QP2", verdict=Reuse.REPLACED, quantity=2)
    content = put_line(put_reuse(content_of(version), "A", row), "A", a_listed_line())
    return change_draft(version, content, by=by, now=now)


def content_of(version: ProposalVersion) -> Content:
    """Return what a version offers."""
    return read_content(version.content)


def a_typed_line(**more: Any) -> Line:
    """Return a line without a list price."""
    facts: dict[str, Any] = {
        "key": 0,
        "kind": LineKind.HARDWARE,
        "text": "QP5-4L 处理器",
        "quantity": Decimal(1),
        "price": Money.of("32000.00"),
        "why": "报价单 2026-01",
        **more,
    }
    return Line(**facts)


def a_listed_line() -> Line:
    """Return a processor at the price of the list of parts."""
    price = Money.of("32000.00")
    if not Part.objects.filter(number=PROCESSOR).exists():
        part(PROCESSOR, str(price))
    return a_typed_line(part_number=PROCESSOR, price=price, listed=price, why="")


def with_typed_line(version: ProposalVersion, by: User | None = None) -> ProposalVersion:
    """Return a draft of which an approver must agree to a price."""
    content = put_line(content_of(version), "A", a_typed_line())
    return change_draft(version, content, by=by or seller(), now=NOW)


def lowered(version: ProposalVersion) -> ProposalVersion:
    """Return a draft with its first line below the list's price."""
    content = content_of(version)
    line = content.options[0].lines[0]
    content = put_line(content, "A", replace(line, price=Money.of("1.00"), why="老客户"))
    return change_draft(version, content, by=seller(), now=NOW)


def without_lines(version: ProposalVersion) -> ProposalVersion:
    """Return a draft whose first option has no price."""
    content = content_of(version)
    for each in content.options[0].lines:
        content = drop_line(content, "A", each.key)
    return change_draft(version, content, by=seller(), now=NOW)


def issued(version: ProposalVersion | None = None) -> ProposalVersion:
    """Return a version that is ready to be sent: everything at its list price."""
    return issue(version or draft(), by=seller(), now=NOW)


def awaiting() -> ProposalVersion:
    """Return a version that waits for an approver."""
    return issue(with_typed_line(draft()), by=seller(), now=NOW)


def approved() -> ProposalVersion:
    """Return a version that an approver agreed to."""
    return decide(awaiting(), approved=True, by=approver(), now=NOW)


def sent(version: ProposalVersion | None = None) -> tuple[ProposalVersion, ProposalLink]:
    """Return a version that a customer holds, and its link."""
    version = version or issued()
    return version, send(version, by=seller(), now=NOW)
