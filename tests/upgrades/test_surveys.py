"""Surveys of systems: free or priced, decided by people where they must, done and recorded."""

from datetime import timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.dispatch.states import VisitState
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.upgrade.surveying import Condition, SurveyState
from lumencare.field.actions import cancel
from lumencare.field.models import Visit, VisitReport
from lumencare.upgrades.actions import (
    Decided,
    Found,
    SurveyWish,
    add_finding,
    agree_price,
    cancel_survey,
    change_finding,
    decide_free,
    drop_finding,
    finish_survey,
    request_survey,
    send_again,
    take_over,
)
from tests.office import NOW, person, site, system
from tests.upgrades.proposals import WISH, approver, asked, seller, surveyed, visited

pytestmark = pytest.mark.django_db
FOUND = Found(component="处理器", quantity=1, condition=Condition.GOOD)


def far_system() -> int:
    """Return a system beyond two hours of both hubs."""
    return system(site(city="成都市"), ref="S-CD").pk


def test_a_free_survey_goes_to_the_board_at_once() -> None:
    """SY-2: within two hours of Shanghai the first man-day costs nothing; a great one goes on."""
    survey = asked(system(bom_fen=500_000_00))
    assert (survey.state, survey.free, survey.net_fen) == (SurveyState.AGREED, True, 0)
    visit = Visit.objects.get()
    assert (visit.kind, visit.service, visit.tenths) == ("survey", "", 10)
    assert survey.number in visit.summary
    assert survey.offer["because"][0]["rule"] == "SY-2"
    assert Entry.objects.filter(action="propose-survey", by=survey.author).count() == 1


def test_a_price_is_agreed_to_before_anybody_goes() -> None:
    """SY-2, X-4: beyond reach the price is shown, and somebody agrees to it by name."""
    survey = request_survey(far_system(), WISH, by=seller(), now=NOW)
    assert (survey.state, survey.free) == (SurveyState.OFFERED, False)
    assert (survey.man_days, survey.net_fen) == (2, 9600_00)
    assert not Visit.objects.exists()
    with pytest.raises(InputProblems):
        agree_price(survey, name=" ", how="电话", by=seller(), now=NOW)
    agree_price(survey, name="王建国", how="邮件确认", by=seller(), now=NOW)
    assert survey.state == SurveyState.AGREED
    assert {each.service for each in Visit.objects.all()} == {"system-survey"}


def test_only_what_is_beyond_the_free_man_day_is_priced() -> None:
    """SY-2: the visit is free, the second man-day of a great project is not."""
    survey = request_survey(system().pk, WISH, by=seller(), now=NOW)
    assert (survey.state, survey.free, survey.net_fen) == (SurveyState.OFFERED, True, 4800_00)
    agree_price(survey, name="王建国", how="邮件确认", by=seller(), now=NOW)
    services = Visit.objects.order_by("pk").values_list("service", flat=True)
    assert list(services) == ["", "system-survey"]


@pytest.mark.parametrize(
    ("free", "state"), [(True, SurveyState.AGREED), (False, SurveyState.OFFERED)]
)
def test_where_the_place_leaves_it_open_a_person_decides_with_a_reason(
    free: bool, state: SurveyState
) -> None:
    """D-19: a place that is not in the data is for staff to judge."""
    one = system(site(city="某镇", city_known=False), bom_fen=100_000_00)
    survey = request_survey(one.pk, WISH, by=seller(), now=NOW)
    assert (survey.state, survey.free, survey.place) == (SurveyState.UNDECIDED, None, "confirm")
    with pytest.raises(InputProblems):
        decide_free(survey, Decided(free, ""), by=seller(), now=NOW)
    decide_free(survey, Decided(free, "高铁 1 小时 50 分"), by=seller(), now=NOW)
    assert (survey.state, survey.free, survey.decided_by) == (state, free, seller())
    assert Visit.objects.count() == free


def test_a_survey_is_free_by_exception_only_when_another_approves() -> None:
    """D-20: who asked for it does not give it away."""
    boss = person("manager", name="方总")
    survey = request_survey(far_system(), WISH, by=boss, now=NOW)
    with pytest.raises(NotAllowed):
        decide_free(survey, Decided(True, "老客户"), by=seller(), now=NOW)
    with pytest.raises(Refused, match="another approver"):
        decide_free(survey, Decided(True, "老客户"), by=boss, now=NOW)
    decide_free(survey, Decided(True, "老客户"), by=person("manager", name="孟总"), now=NOW)
    assert (survey.free, survey.net_fen, survey.state) == (True, 4800_00, SurveyState.OFFERED)


def test_a_system_has_one_free_survey_and_one_at_a_time() -> None:
    """SY-2: the second is priced; one that was called off does not count."""
    one = system(bom_fen=500_000_00)
    first = asked(one)
    with pytest.raises(Refused, match="still under way"):
        asked(one)
    cancel_survey(first, why="客户取消", by=seller(), now=NOW)
    assert Visit.objects.get().state == VisitState.CANCELLED
    assert surveyed(asked(one)).free
    again = asked(one)
    assert (again.free, again.net_fen) == (False, 4800_00)
    assert "free survey on" in again.offer["because"][0]["en"]


def test_what_was_found_is_recorded_corrected_and_then_fixed() -> None:
    survey = visited(asked(system(bom_fen=500_000_00)))
    finding = add_finding(survey, FOUND, by=person("engineer", name="李"), now=NOW)
    worn = Found(component="处理器", quantity=3, condition=Condition.WORN, note="发热")
    change_finding(finding, worn, by=seller(), now=NOW)
    assert (finding.quantity, finding.condition) == (3, "worn")
    other = add_finding(survey, FOUND, by=seller(), now=NOW)
    drop_finding(other, by=seller(), now=NOW)
    finish_survey(survey, summary="良好", by=seller(), now=NOW)
    with pytest.raises(Refused, match="it is “done”"):
        add_finding(survey, FOUND, by=seller(), now=NOW)


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"component": " "}, "component"),
        ({"quantity": 0}, "quantity"),
        ({"note": "x" * 501}, "note"),
        ({"component": "a\x00b"}, "component"),
        ({"photo_sha256": "0" * 64}, "photo"),
    ],
)
def test_a_finding_that_cannot_be_is_refused(facts: dict[str, object], where: str) -> None:
    survey = visited(asked(system(bom_fen=500_000_00)))
    wrong = {"component": "处理器", "quantity": 1, "condition": Condition.GOOD, **facts}
    with pytest.raises(InputProblems) as caught:
        add_finding(survey, Found(**wrong), by=seller(), now=NOW)  # type: ignore[arg-type]
    assert [each.where for each in caught.value.problems] == [where]


def test_a_survey_is_not_done_before_somebody_was_there_and_found_something() -> None:
    survey = asked(system(bom_fen=500_000_00))
    with pytest.raises(Refused, match="No visit was done"):
        finish_survey(survey, summary="良好", by=seller(), now=NOW)
    with pytest.raises(Refused, match="at least one finding"):
        finish_survey(visited(survey), summary="良好", by=seller(), now=NOW)


def test_a_visit_that_did_not_come_about_is_proposed_again_at_the_same_terms() -> None:
    survey = asked(system(bom_fen=500_000_00))
    with pytest.raises(Refused, match="has its visit already"):
        send_again(survey, by=seller(), now=NOW)
    cancel(Visit.objects.get(), why="暴雨", by=person("coordinator"), now=NOW)
    survey.refresh_from_db()
    send_again(survey, by=seller(), now=NOW)
    assert [each.free for each in survey.visits.order_by("pk")] == [True, True]
    assert Visit.objects.filter(state=VisitState.PROPOSED).count() == 1


def test_a_survey_that_somebody_is_booked_for_is_called_off_on_the_board_first() -> None:
    survey = visited(asked(system(bom_fen=500_000_00)))
    Visit.objects.update(state=VisitState.BOOKED.value, finished_at=None)
    with pytest.raises(Refused, match="on the board first"):
        cancel_survey(survey, why="客户取消", by=seller(), now=NOW)


@pytest.mark.parametrize("role", ["engineer", "support", "finance", "clerk", "administrator"])
def test_who_does_not_keep_surveys_asks_for_none(role: str) -> None:
    with pytest.raises(NotAllowed):
        request_survey(system().pk, WISH, by=person(role), now=NOW)


def test_a_day_that_has_passed_and_a_system_out_of_use_are_refused() -> None:
    one = system()
    past = SurveyWish("看看", NOW.date() - timedelta(days=1))
    with pytest.raises(InputProblems):
        request_survey(one.pk, past, by=seller(), now=NOW)
    one.retired_on = NOW.date()
    one.save()
    with pytest.raises(Refused, match="out of use"):
        request_survey(one.pk, WISH, by=approver(name="方总") and person("manager"), now=NOW)


def test_what_the_engineer_ticked_is_taken_over_into_the_findings() -> None:
    """SY-2, SY-4: what is ticked is sound, what is not was not seen; what is recorded stays."""
    survey = visited(asked(system(bom_fen=500_000_00)))
    with pytest.raises(Refused):
        take_over(survey, by=seller(), now=NOW)
    report, _ = VisitReport.objects.get_or_create(
        visit=survey.visits.get().visit, defaults={"changed_at": NOW}
    )
    ticks = ["processor", "power", "download", "versions"]
    VisitReport.objects.filter(pk=report.pk).update(checks=ticks, findings="软件 3.1")
    worn = Found(component="墙面控制", quantity=40, condition=Condition.WORN)
    add_finding(survey, worn, by=seller(), now=NOW)
    take_over(survey, by=seller(), now=NOW)
    assert dict(survey.findings.values_list("component", "condition")) == {
        "墙面控制": "worn",
        "处理器 Processor": "good",
        "调光与开关面板、模块 Panels and modules": "not-seen",
        "线缆 Wiring": "not-seen",
        "项目数据库 Project database": "good",
    }
    assert "软件 3.1" in survey.findings.latest("pk").note
    with pytest.raises(Refused):
        take_over(survey, by=seller(), now=NOW)
