"""A case is opened with its cover and its promise, both as of the day of the report."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.desk.actions import add_part, find_cause, name_system, open_case
from lumencare.desk.models import Case, Decision
from lumencare.desk.reading import Report
from lumencare.domain.problems import InputProblems, Refused
from tests.desk.cases import held, moment, opened, served, support
from tests.office import person, site, system

pytestmark = pytest.mark.django_db


def test_who_holds_an_option_is_promised_its_hours() -> None:
    """RO-1, D-7: elapsed hours from the report."""
    case = opened(served("24h"))
    assert (case.commitment, case.hours, case.clock) == ("24h", 24, "running")
    assert case.due_at == moment("2026-01-16 10:00")
    assert case.number == "R-2601-001"


def test_a_plan_without_an_option_has_the_standard_commitment() -> None:
    """SC-4, X-1: 18:00 of the tenth business day."""
    case = opened(served())
    assert (case.commitment, case.business_days) == ("standard", 10)
    assert case.due_at == moment("2026-01-29 18:00")


def test_nobody_without_a_plan_is_promised_a_response() -> None:
    """D-7: there is no false deadline where nothing was sold."""
    case = opened(system())
    assert (case.commitment, case.clock, case.due_at) == ("none", "none", None)
    assert case.decision is not None
    assert case.decision.parts_percent == 100


def test_an_option_bought_after_the_report_does_not_help() -> None:
    """Decision 0029: the contracts of the report's day decide."""
    of = served()
    held(of, "24h", date(2026, 1, 16), date(2027, 1, 16))
    case = opened(of, at="2026-01-16 09:00", reported_at=moment("2026-01-15 17:00"))
    assert case.commitment == "standard"


def test_a_contract_that_ended_yesterday_promises_nothing() -> None:
    """Decision 0029: neither cover nor promise outlive the contract."""
    of = system()
    held(of, "service-care", date(2025, 1, 15), date(2026, 1, 15))
    case = opened(of, at="2026-01-15 00:01")
    assert case.commitment == "none"


def test_an_unknown_caller_is_a_case_without_an_answer() -> None:
    """D-14: unknown cover is a state of its own, not a guess."""
    case = opened(None)
    assert (case.system, case.decision, case.clock) == (None, None, "none")
    with pytest.raises(Refused):
        add_part(case, {"part_number": "QSN-4A-S"}, by=support(), now=moment("2026-01-15 10:05"))


def test_a_system_that_is_named_later_is_promised_as_of_the_report() -> None:
    """D-7, decision 0029: the clock has run since the report."""
    case = opened(None)
    name_system(case, served("48h"), by=support(), now=moment("2026-01-15 16:00"))
    case.refresh_from_db()
    assert case.due_at == moment("2026-01-19 08:00")
    assert case.decision is not None
    assert [each.kind for each in case.clock_events.order_by("pk")] == ["reported", "pinned"]


def test_another_cause_is_a_new_decision_that_names_the_old_one() -> None:
    """SC-10, D-12: parts 0, the visit is charged; what was decided stays as it was."""
    case = opened(served("24h"))
    first = case.decision
    assert first is not None
    assert first.labour_covered
    second = find_cause(
        case, "other", why="浪涌损坏，见照片", by=support(), now=moment("2026-01-15 15:00")
    )
    assert second is not None
    assert (second.follows, second.parts_percent, second.visit_fen) == (first, 0, 4_800_00)
    assert Decision.objects.get(pk=first.pk).labour_covered
    case.refresh_from_db()
    assert (case.decision, case.commitment, case.cause) == (second, "24h", "other")


def test_a_decision_keeps_its_facts_and_the_clause_of_its_rule() -> None:
    """D-11: what was considered, under which edition, in which words."""
    decision = opened(served("24h")).decision
    assert decision is not None
    assert decision.edition == "cn-mainland-1"
    assert decision.facts["contracts"] == ["C-2601-001"]
    assert any(each["clause_zh"] and each["clause_en"] for each in decision.because)
    assert {"D-11", "RO-1"} & {each["rule"] for each in decision.because}


def test_what_is_sent_twice_opens_one_case() -> None:
    """A program that tries again gets the case that it opened."""
    of = served()
    report = Report(summary="灯不亮", system=of, key="mail-1")
    first = open_case(report, by=support(), now=moment("2026-01-15 10:00"))
    again = open_case(report, by=support(), now=moment("2026-01-15 10:01"))
    assert (first.is_new, again.is_new, first.case) == (True, False, again.case)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"summary": ""}, "summary"),
        ({"reporter_phone": "12"}, "reporter_phone"),
        ({"reporter_email": "nobody"}, "reporter_email"),
        ({"channel": "pigeon"}, "channel"),
        ({"reported_at": moment("2026-01-15 10:01")}, "reported_at"),
        ({"reported_at": moment("2025-06-01 10:01")}, "reported_at"),
    ],
)
def test_wrong_fields_are_named(given: dict[str, object], field: str) -> None:
    """Nothing is half-written."""
    report = Report(**{"summary": "灯不亮", **given})  # type: ignore[arg-type]
    with pytest.raises(InputProblems) as found:
        open_case(report, by=support(), now=moment("2026-01-15 10:00"))
    assert [each.where for each in found.value.problems] == [field]
    assert not Case.objects.exists()


def test_a_report_before_the_order_is_refused() -> None:
    """D-1: no year has begun before the order."""
    of = system(order_date=date(2026, 1, 10))
    with pytest.raises(InputProblems):
        opened(of, reported_at=moment("2026-01-09 10:00"))


def test_a_system_of_another_site_is_refused() -> None:
    """The system and the site belong together."""
    elsewhere = site(name="另一处")
    with pytest.raises(InputProblems):
        opened(system(site(elsewhere.owner, name="此处")), site=elsewhere)


def test_only_some_roles_open_cases() -> None:
    """Finance reads cases and opens none."""
    with pytest.raises(NotAllowed):
        opened(None, by=person("finance"))
