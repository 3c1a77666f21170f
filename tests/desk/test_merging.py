"""Cases about one fault are suspected, merged by who sees it, and taken apart again."""

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.desk.actions import (
    Incoming,
    add_part,
    assign,
    attach_files,
    merge,
    receive_message,
    split,
    watch,
    write_note,
)
from lumencare.desk.models import Case, Message
from lumencare.desk.queries import Likeness, conversation, duplicates_of, find_alike, open_like
from lumencare.domain.problems import InputProblems, Refused
from tests.desk.cases import moment, opened, served, support
from tests.desk.files import sent
from tests.office import organization, person, site, system

pytestmark = pytest.mark.django_db
NOW = moment("2026-01-15 12:00")


def test_a_second_report_of_a_system_is_suspected_with_its_reasons() -> None:
    of = served("24h")
    first = opened(of, reporter_phone="13800138000")
    second = opened(of, "2026-01-15 11:00", reporter_phone="13800138000")
    (suspect,) = duplicates_of(support(), second, NOW)
    assert (suspect.number, suspect.stays) == (first.number, True)
    assert [each.zh for each in suspect.reasons][:2] == ["同一系统", "同一电话"]


def test_what_is_typed_finds_its_like_before_it_is_a_case() -> None:
    case = opened(reporter_phone="13800138000", reporter_email="Wang@a.example")
    for like in (Likeness(phone="13900138000"), Likeness(email="wang@A.example")):
        assert [each.number for each in find_alike(support(), like, NOW)] == [case.number]
    assert find_alike(support(), Likeness(), NOW) == []
    later = moment("2026-02-15 12:00")
    assert find_alike(support(), Likeness(phone="13800138000"), later) == []


def test_the_same_caller_and_the_same_serial_are_found_at_other_sites() -> None:
    caller = opened(reporter_phone="13800138000", summary="灯不亮")
    part = opened(served(), summary="处理器离线")
    add_part(part, {"part_number": "QSN-4A-S", "serial": "02AB77C1"}, by=support(), now=NOW)
    elsewhere = system(site(organization("云台置业"), name="云台"), "S-9")
    like = Likeness(system=elsewhere.pk, site=elsewhere.site_id, phone="138 0013 8000")
    (near,) = open_like(support(), like, NOW)
    assert (near.number, near.reasons[0].zh) == (caller.number, "同一电话")
    typed = Likeness(site=elsewhere.site_id, words="模块 02ab77c1 不亮")
    (near,) = open_like(support(), typed, NOW)
    assert (near.number, near.reasons[0].zh) == (part.number, "同一序列号")


def test_a_number_that_only_ends_alike_interrupts_nobody() -> None:
    opened(reporter_phone="13800138000")
    assert open_like(support(), Likeness(phone="13900138000"), NOW) == ()


def test_two_known_systems_of_a_site_are_two_faults() -> None:
    at = site()
    opened(system(at, "S-1"))
    other = opened(system(at, "S-2"))
    assert duplicates_of(support(), other, NOW) == []


def test_a_merged_case_shows_in_the_one_that_stays() -> None:
    """Decision 0029: its clock stops, its decision stays, its talk and watchers go over."""
    of = served("24h")
    first, second = opened(of), opened(of, "2026-01-15 11:00")
    watcher = person("engineer", name="张伟")
    watch(second, by=watcher, now=NOW)
    write_note(second, "同一处", by=support(), now=NOW)
    attach_files(second, [sent()], by=support(), now=NOW)
    merge(second, first, why="同一故障", by=support(), now=NOW)
    second.refresh_from_db()
    assert (second.state, second.clock, second.merged_into) == ("merged", "stopped", first)
    assert second.decision is not None
    assert second.clock_events.get(kind="stopped").data == {"into": first.number}
    said = conversation(support(), first.number, NOW)
    assert [each.body for each in said.messages] == ["同一处"]
    assert (len(said.files), said.watchers, said.merged) == (1, ("张伟",), (second.number,))


def test_the_case_whose_clock_binds_sooner_stays() -> None:
    """Decision 0029, D-7: nobody loses a promise by merging."""
    of = served("24h")
    first, second = opened(of), opened(of, "2026-01-15 11:00")
    with pytest.raises(Refused) as found:
        merge(first, second, why="同一故障", by=support(), now=NOW)
    assert f"merge {second.number} into {first.number}" in found.value.reason.text.en
    first.refresh_from_db()
    assert first.clock == "running"


def test_cases_of_two_sites_are_not_merged() -> None:
    first = opened(system(site(organization("甲"), name="甲"), "S-1"))
    second = opened(system(site(organization("乙"), name="乙"), "S-2"))
    with pytest.raises(Refused):
        merge(second, first, why="同一故障", by=support(), now=NOW)


def test_a_case_is_not_merged_twice_nor_into_itself() -> None:
    first, second = opened(), opened()
    with pytest.raises(InputProblems):
        merge(first, first, why="同一故障", by=support(), now=NOW)
    merge(second, first, why="同一故障", by=support(), now=NOW)
    with pytest.raises(Refused):
        merge(second, first, why="同一故障", by=support(), now=NOW)
    with pytest.raises(Refused):
        merge(first, second, why="同一故障", by=support(), now=NOW)
    with pytest.raises(Refused):
        write_note(Case.objects.get(pk=second.pk), "看", by=support(), now=NOW)


def test_an_engineer_merges_nothing() -> None:
    first, second = opened(), opened()
    engineer = person("engineer")
    with pytest.raises(NotAllowed):
        merge(second, first, why="同一故障", by=engineer, now=NOW)


def test_a_message_about_a_merged_case_goes_to_the_one_that_stays() -> None:
    first, second = opened(), opened()
    merge(second, first, why="同一故障", by=support(), now=NOW)
    second.refresh_from_db()
    came = receive_message(second, Incoming(body="好了", at=NOW), by="邮箱", now=NOW)
    assert came.case == first


def test_a_message_becomes_a_case_of_its_own_reported_when_it_came() -> None:
    of = served("24h")
    case = opened(of)
    assign(case, support(), by=support(), now=NOW)
    incoming = Incoming(
        body="另外三楼会议室也不亮", at=moment("2026-01-15 11:30"), from_address="w@a.example"
    )
    message = receive_message(case, incoming, by="邮箱", now=NOW).message
    made = split(message, summary="三楼会议室不亮", by=support(), now=NOW, system=of)
    assert (made.split_from, made.reported_at) == (case, moment("2026-01-15 11:30"))
    assert made.due_at == moment("2026-01-16 11:30")
    assert [each.body for each in conversation(support(), made.number, NOW).messages] == [
        "另外三楼会议室也不亮"
    ]
    (kept,) = conversation(support(), case.number, NOW).messages
    assert (kept.split_into, kept.can_split) == (made.number, False)
    with pytest.raises(Refused):
        split(Message.objects.get(), summary="再次", by=support(), now=NOW)
    assert Case.objects.count() == 2


def test_a_note_becomes_no_case() -> None:
    note = write_note(opened(), "看一下", by=support(), now=NOW)
    with pytest.raises(Refused):
        split(note, summary="新", by=support(), now=NOW)
