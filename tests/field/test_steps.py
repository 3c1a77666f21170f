"""Visits along their table: what leads where, who may, what is drawn and given back."""

from datetime import timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.models import Allowance, Contract, Draw
from lumencare.desk.models import Case
from lumencare.domain.dispatch.states import (
    TRANSITIONS,
    VisitKind,
    VisitState,
    VisitStep,
    may_take,
    target_of,
)
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.field.actions import (
    Finish,
    arrive,
    book,
    cancel,
    finish,
    miss,
    move,
    propose,
    revert,
    set_out,
    unassign,
    undo,
)
from lumencare.field.actions.proposing import Wish
from lumencare.field.models import Visit, VisitMove
from tests.desk.cases import opened, served
from tests.field.visits import (
    FRIDAY_8,
    HALF,
    MONDAY_8,
    booked,
    dispatcher,
    done,
    engineer,
    on_site,
    placement,
    preventive,
    proposed,
)
from tests.office import NOW, person, site, system

pytestmark = pytest.mark.django_db


def row(visit: Visit) -> Visit:
    """Return a visit as it is kept."""
    return Visit.objects.get(pk=visit.pk)


def test_the_table_leads_from_proposed_to_done() -> None:
    state = VisitState.PROPOSED
    for step in (VisitStep.BOOK, VisitStep.SET_OUT, VisitStep.ARRIVE, VisitStep.FINISH):
        state = target_of(step, state)
    assert state is VisitState.DONE
    assert not any(may_take(step, VisitState.CANCELLED) for step in TRANSITIONS)


def test_numbers_count_through_the_year() -> None:
    at = site()
    assert [proposed(at).number for _ in "ab"] == ["V-2026-00001", "V-2026-00002"]


def test_a_day_goes_by() -> None:
    who = engineer()
    visit = booked(who)
    set_out(visit, at=FRIDAY_8 - HALF / 5, by=who.person, now=FRIDAY_8)
    arrive(visit, at=FRIDAY_8, by=who.person, now=FRIDAY_8)
    finish(visit, Finish(at=FRIDAY_8 + HALF), by=who.person, now=FRIDAY_8 + HALF)
    kept = row(visit)
    assert (kept.state, kept.arrived_at, kept.finished_at) == ("done", FRIDAY_8, FRIDAY_8 + HALF)
    steps = Entry.objects.filter(kind="field.visit").order_by("pk").values_list("action", flat=True)
    assert list(steps) == ["add", "book", "set-out", "arrive", "finish"]


def test_a_clock_that_runs_ahead_counts_as_now_and_none_turns_a_visit_around() -> None:
    who = engineer()
    visit = booked(who)
    arrive(visit, at=FRIDAY_8 + HALF, by=who.person, now=FRIDAY_8)
    assert visit.arrived_at == FRIDAY_8
    with pytest.raises(InputProblems, match="at:"):
        finish(visit, Finish(at=FRIDAY_8 - HALF), by=who.person, now=FRIDAY_8 + HALF)


@pytest.mark.parametrize(
    "step",
    [
        lambda visit, by: finish(visit, Finish(at=FRIDAY_8), by=by, now=FRIDAY_8),
        lambda visit, by: arrive(visit, at=FRIDAY_8, by=by, now=FRIDAY_8),
        lambda visit, by: unassign(visit, by=by, now=FRIDAY_8),
        lambda visit, by: miss(visit, why="无人", by=by, now=FRIDAY_8),
        lambda visit, by: revert(visit, why="误操作", by=by, now=FRIDAY_8),
    ],
)
def test_what_the_table_does_not_have_is_refused(step) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match="to be assigned"):
        step(proposed(), dispatcher())


def test_a_visit_is_its_engineers_or_the_dispatchers() -> None:
    who, other = engineer(), engineer("周凯")
    visit = booked(who)
    with pytest.raises(NotAllowed):
        set_out(visit, at=NOW, by=other.person, now=NOW)
    with pytest.raises(NotAllowed):
        move(visit, placement(other), by=who.person, now=NOW)
    with pytest.raises(NotAllowed):
        propose(
            Wish(kind=VisitKind.SURVEY, site=visit.site, summary="x"), by=person("sales"), now=NOW
        )
    set_out(visit, at=NOW, by=dispatcher(), now=NOW)


def test_who_comes_second_is_told() -> None:
    visit = booked(engineer())
    stale = row(visit)
    cancel(visit, why="客户取消", by=dispatcher(), now=NOW)
    with pytest.raises(Conflict):
        unassign(stale, by=dispatcher(), now=NOW)


def test_moves_are_kept_and_undone_one_by_one() -> None:
    who, other = engineer(), engineer("周凯")
    visit = booked(who)
    later = NOW + timedelta(minutes=1)
    move(visit, placement(other, MONDAY_8, why="客户改期"), by=dispatcher(), now=later)
    undo(visit, by=dispatcher(), now=later + timedelta(seconds=5))
    assert (visit.engineer, visit.starts_at) == (who, FRIDAY_8)
    kept = VisitMove.objects.order_by("pk").values_list("step", "from_engineer", "to_engineer")
    assert list(kept) == [
        ("book", None, who.pk),
        ("move", who.pk, other.pk),
        ("move", other.pk, who.pk),
    ]


def test_an_assignment_is_undone_until_something_else_happens() -> None:
    who = engineer()
    visit = booked(who)
    undo(visit, by=dispatcher(), now=NOW + timedelta(seconds=5))
    assert (visit.state, visit.engineer, visit.starts_at) == ("proposed", None, None)
    book(visit, placement(who), by=dispatcher(), now=NOW + timedelta(minutes=1))
    set_out(visit, at=FRIDAY_8, by=who.person, now=FRIDAY_8)
    with pytest.raises(Refused):
        undo(visit, by=dispatcher(), now=FRIDAY_8)


def test_a_cancelled_visit_says_why() -> None:
    visit = proposed()
    with pytest.raises(InputProblems):
        cancel(visit, why=" ", by=dispatcher(), now=NOW)
    cancel(visit, why="客户取消", by=dispatcher(), now=NOW)
    assert row(visit).ended_why == "客户取消"


def test_a_preventive_visit_draws_its_man_day_and_its_hour_once_done() -> None:
    """SC-5, D-23."""
    visit = preventive()
    assert not Draw.objects.exists()
    done(engineer(), visit, trained=True)
    assert {each.code: each.drawn_tenths for each in Allowance.objects.all()} == {
        "preventive-man-day": 10,
        "training-hour": 10,
    }
    assert row(visit).drawn == Draw.objects.get(allowance__code="preventive-man-day")


def test_what_was_drawn_comes_back_when_a_visit_was_not_done_after_all() -> None:
    visit, who = preventive(), engineer()
    done(who, visit, trained=True)
    after = FRIDAY_8 + HALF
    revert(visit, why="误点完成", by=who.person, now=after)
    assert visit.state == "on-site"
    assert set(Allowance.objects.values_list("drawn_tenths", flat=True)) == {0}
    finish(visit, Finish(at=after), by=who.person, now=after)
    drawn = Allowance.objects.values_list("code", "drawn_tenths")
    assert dict(drawn) == {"preventive-man-day": 10, "training-hour": 0}


def test_one_allowance_is_not_planned_twice() -> None:
    """SC-5: half a day is planned, half a day is left."""
    first = preventive(tenths=5)
    again = Wish(
        kind=VisitKind.PREVENTIVE,
        site=first.site,
        summary="年度巡检",
        system=first.system,
        allowance=first.allowance,
    )

    second = propose(again, by=dispatcher(), now=NOW)
    assert (first.sequence, second.sequence) == (1, 2)
    with pytest.raises(Refused, match="SC-5"):
        propose(again, by=dispatcher(), now=NOW)
    cancel(second, why="合并为一天", by=dispatcher(), now=NOW)
    propose(again, by=dispatcher(), now=NOW)


def test_work_that_was_done_stays_done_where_its_allowance_is_not_to_be_had() -> None:
    visit = preventive()
    Contract.objects.update(state="suspended")
    done(engineer(), visit)
    assert (row(visit).state, row(visit).drawn) == ("done", None)
    assert "中止" in Entry.objects.get(action="draw-refused").why


def test_a_missed_visit_draws_nothing_and_can_be_taken_back() -> None:
    visit, who = preventive(), engineer()
    on_site(who, visit)
    miss(visit, why="现场无人，无法进入", by=who.person, now=FRIDAY_8)
    assert not Draw.objects.exists()
    revert(visit, why="客户到了", by=who.person, now=FRIDAY_8)
    assert (visit.state, visit.ended_why, visit.arrived_at) == ("booked", "", None)


def test_a_missed_visit_is_not_taken_back_into_a_time_that_was_given_away() -> None:
    who = engineer()
    visit = booked(who)
    miss(visit, why="客户不在", by=who.person, now=FRIDAY_8)
    booked(who, proposed(visit.site))
    with pytest.raises(Refused, match="The slot is gone"):
        revert(visit, why="误操作", by=who.person, now=FRIDAY_8)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tenths": 0}, "tenths"),
        ({"tenths": 11}, "tenths"),
        ({"summary": " "}, "summary"),
        ({"kind": VisitKind.ADDED_VALUE, "service": "singing"}, "service"),
    ],
)
def test_a_wish_that_cannot_be_is_told_by_its_field(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(InputProblems, match=field):
        proposed(**wrong)  # type: ignore[arg-type]


def test_a_system_of_another_site_is_told() -> None:
    other = system()
    with pytest.raises(InputProblems, match="system"):
        proposed(site(other.site.owner, name="别处"), system=other)


def of_case(case: Case) -> Visit:
    """Return a visit for a case."""
    return proposed(case.site, system=case.system, case=case)


def test_an_arrival_meets_the_promise_of_the_case() -> None:
    """D-7: met when an engineer starts work."""
    case = opened(served())
    on_site(engineer(), of_case(case))
    case.refresh_from_db()
    assert (case.clock, case.started_at, case.met_in_time) == ("met", FRIDAY_8, True)


def test_an_arrival_counts_even_where_the_clock_of_the_case_refuses_it() -> None:
    case = opened(served(), at="2026-01-16 09:00")
    visit = on_site(engineer(), of_case(case))
    case.refresh_from_db()
    assert (visit.state, case.started_at) == ("on-site", None)
    assert Entry.objects.get(action="start-refused").label == str(visit)


def test_a_case_that_is_over_has_no_visits_to_come() -> None:
    case = opened(served())
    Case.objects.update(state="closed", resolution="完成", resolved_at=NOW)
    case.refresh_from_db()
    with pytest.raises(Refused, match="D-7"):
        of_case(case)
