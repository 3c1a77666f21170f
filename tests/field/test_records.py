"""A visit for programming is booked on a database, or for a stated reason (SC-9, X-10, AV-1)."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.problems import Refused
from lumencare.domain.readiness.facts import Paper
from lumencare.field.actions import book, move, unassign
from lumencare.field.models import Visit, VisitMove
from lumencare.sites.actions import say_processor
from tests.field.visits import MONDAY_8, dispatcher, engineer, placement, proposed
from tests.office import NOW, system
from tests.sites.test_readiness import keep

pytestmark = pytest.mark.django_db
WHY = "现场先读取数据库"


def programming(service: str = "onsite-programming") -> Visit:
    one = system()
    return proposed(one.site, kind=VisitKind.ADDED_VALUE, service=service, system=one)


@pytest.mark.parametrize("service", ["onsite-programming", "remote-programming"])
def test_without_the_database_nobody_is_booked_unless_somebody_says_why(service: str) -> None:
    """SC-9, AV-1: in the trail of moves it says why."""
    visit, who = programming(service), engineer()
    with pytest.raises(Refused) as told:
        book(visit, placement(who), by=dispatcher(), now=NOW)
    assert told.value.reason.rule == "AV-1"
    assert told.value.reason.facts["may_be_stated"]
    assert Visit.objects.get().state == "proposed"
    book(visit, placement(who, why=WHY), by=dispatcher(), now=NOW)
    assert Visit.objects.get().records_ground == "stated"
    assert VisitMove.objects.get().why == WHY


def test_with_the_database_or_a_processor_that_gives_it_nothing_is_asked() -> None:
    """X-10."""
    visit, who = programming(), engineer()
    one = visit.system
    assert one is not None
    say_processor(one, gives_database=True, why="可读", by=dispatcher(), now=NOW)
    book(visit, placement(who), by=dispatcher(), now=NOW)
    assert Visit.objects.get().records_ground == "processor"
    keep(one, dispatcher(), Paper.DATABASE)
    move(visit, placement(who, MONDAY_8), by=dispatcher(), now=NOW)
    assert Visit.objects.get().records_ground == "there"
    unassign(visit, why="改期", by=dispatcher(), now=NOW)
    assert Visit.objects.get().records_ground == ""


def test_what_was_stated_holds_when_the_visit_is_moved() -> None:
    """SC-9: whoever moves it need not be who may state it; booked anew it is asked again."""
    visit, who = programming(), engineer()
    book(visit, placement(who, why=WHY), by=dispatcher(), now=NOW)
    move(visit, placement(who, MONDAY_8), by=dispatcher(), now=NOW)
    assert Visit.objects.get().records_ground == "stated"
    unassign(visit, why="改期", by=dispatcher(), now=NOW)
    with pytest.raises(Refused):
        book(visit, placement(who), by=dispatcher(), now=NOW)


def test_other_work_does_not_wait() -> None:
    one = system()
    visit = proposed(
        one.site, kind=VisitKind.ADDED_VALUE, service="system-optimization", system=one
    )
    book(visit, placement(engineer()), by=dispatcher(), now=NOW)
    assert Visit.objects.get().records_ground == ""


def test_where_no_system_is_named_the_worst_of_the_site_counts() -> None:
    one = system()
    keep(one, dispatcher(), Paper.DATABASE)
    system(one.site, ref="S-002")
    visit = proposed(one.site, kind=VisitKind.ADDED_VALUE, service="onsite-programming")
    with pytest.raises(Refused):
        book(visit, placement(engineer()), by=dispatcher(), now=NOW)


def test_the_database_itself_books_none_without_a_ground() -> None:
    """SC-9."""
    visit = programming()
    book(visit, placement(engineer(), why=WHY), by=dispatcher(), now=NOW)
    for wrong in ("", "perhaps"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Visit.objects.update(records_ground=wrong)


@pytest.fixture
def browser() -> Iterator[Client]:
    """Return the browser of somebody who assigns visits."""
    with time_machine.travel(NOW, tick=False):
        client = Client()
        client.force_login(dispatcher())
        yield client


def test_the_page_of_the_visit_says_what_is_missing_and_what_to_do(browser: Client) -> None:
    """SC-9, X-10: and who and when asks for a reason."""
    visit, who = programming(), engineer()
    page = browser.get(f"/visits/{visit.number}/").content.decode()
    assert all(each in page for each in ("编程须等待数据库", "X-10", "#records-title"))
    form = {
        "engineer": who.pk,
        "starts_at": f"{MONDAY_8:%Y-%m-%dT%H:%M}",
        "ends_at": f"{MONDAY_8:%Y-%m-%d}T13:00",
    }
    answer = browser.post(f"/visits/{visit.number}/move", form)
    assert answer.status_code == 422
    assert "如仍要安排，请填写理由" in answer.content.decode()
    browser.post(f"/visits/{visit.number}/move", {**form, "why": WHY})
    page = browser.get(f"/visits/{visit.number}/").content.decode()
    assert "资料不全，已说明理由" in page
    assert "编程须等待数据库" not in page
