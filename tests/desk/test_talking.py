"""What is said about a case: notes with names in them, mails, messages of the customer."""

from datetime import datetime

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.desk.actions import (
    Incoming,
    close,
    pause,
    receive_message,
    resolve,
    see_mentions,
    unwatch,
    watch,
    write_note,
    write_to_customer,
)
from lumencare.desk.models import Case, Message
from lumencare.desk.queries import conversation, notes_naming, open_file
from lumencare.domain.problems import InputProblems
from lumencare.notices.models import Notice
from tests.desk.cases import moment, opened, served, support
from tests.desk.files import JPEG, PDF, sent
from tests.office import person

pytestmark = pytest.mark.django_db
NOW = moment("2026-01-15 11:00")


def _came(case: Case, body: str = "门禁已办好", at: datetime = NOW, **more: object) -> Message:
    facts = {"from_address": "wang@binjiang.example", "from_name": "王建国", **more}
    incoming = Incoming(body=body, at=at, **facts)  # type: ignore[arg-type]
    return receive_message(case, incoming, by="邮箱", now=at).message


def test_who_is_named_in_a_note_watches_and_is_told() -> None:
    zhang, engineer = person("engineer", name="张伟"), person("engineer", name="Li Na")
    person("engineer", name="张伟民")
    case = opened()
    write_note(case, "@张伟 请看现场，li@na.cn @Li Na也看一下", by=support(), now=NOW)
    said = conversation(zhang, case.number, NOW)
    assert said.watchers == ("Li Na", "张伟")
    assert said.unseen == 1
    assert set(Notice.objects.values_list("email", flat=True)) == {
        zhang.email,
        engineer.email.lower(),
    }
    assert [each.case for each in notes_naming(zhang)] == [case.number]
    see_mentions(case, by=zhang, now=NOW)
    assert notes_naming(zhang) == []


def test_the_longest_name_counts_and_only_people_of_the_desk_are_named() -> None:
    person("engineer", name="张伟")
    longer = person("engineer", name="张伟民")
    finance = person("finance", name="赵敏")
    case = opened()
    write_note(case, "@张伟民 @赵敏 请看", by=support(), now=NOW)
    assert [each.person for each in case.watchers.all()] == [longer]
    with pytest.raises(InputProblems):
        write_note(case, "请看", by=support(), now=NOW, mentioned=[finance])
    assert Message.objects.count() == 1


def test_a_mail_to_the_customer_waits_to_be_sent_in_its_thread() -> None:
    case = opened(reporter_email="wang@binjiang.example")
    _came(case, mail_id="<1@binjiang.example>")
    mail = write_to_customer(case, "明早到场。", by=support(), now=NOW, uploads=[sent()])
    assert mail.to_address == "wang@binjiang.example"
    assert (mail.subject, mail.sent_at) == (f"[{case.number}] {case.summary}", None)
    assert mail.in_reply_to == "<1@binjiang.example>"
    case.refresh_from_db()
    assert case.flag == ""


def test_a_mail_needs_somebody_to_go_to() -> None:
    case = opened()
    with pytest.raises(InputProblems) as found:
        write_to_customer(case, "您好", by=support(), now=NOW)
    assert [each.where for each in found.value.problems] == ["to"]
    with pytest.raises(InputProblems):
        write_to_customer(case, "您好", to="nobody", by=support(), now=NOW)
    mail = write_to_customer(case, "您好", to="li@example.cn", by=support(), now=NOW)
    assert mail.to_address == "li@example.cn"


def test_a_reply_flags_a_waiting_case_and_lets_its_clock_stand() -> None:
    """Decision 0029: only somebody who read it lets the clock run."""
    case = opened(served("24h"))
    pause(case, at=NOW, reason="等门禁", evidence="来电", by=support(), now=NOW)
    _came(case)
    case.refresh_from_db()
    assert (case.state, case.clock, case.flag) == ("waiting", "paused", "replied")
    assert conversation(support(), case.number, NOW).advice == "resume"


@pytest.mark.parametrize(
    ("at", "advice"), [("2026-02-10 09:00", "reopen"), ("2026-03-10 09:00", "new-case")]
)
def test_a_reply_to_a_resolved_case_opens_nothing_by_itself(at: str, advice: str) -> None:
    """Decision 0029: by hand within 30 days; later it is a new case."""
    case = opened(served("24h"))
    resolve(case, resolution="重启", how="phone", by=support(), now=NOW)
    _came(case, "又坏了", moment(at))
    case.refresh_from_db()
    assert (case.state, case.flag) == ("resolved", "replied")
    assert conversation(support(), case.number, moment(at)).advice == advice


def test_a_reply_to_a_closed_case_suggests_a_new_one() -> None:
    case = opened(served("24h"))
    resolve(case, resolution="重启", how="phone", by=support(), now=NOW)
    close(case, by=support(), now=NOW)
    _came(case)
    assert conversation(support(), case.number, NOW).advice == "new-case"


def test_the_same_mail_is_one_message() -> None:
    case = opened()
    first = _came(case, mail_id="<1@a.example>")
    assert _came(case, mail_id="<1@a.example>") == first
    assert _came(case, key="k") == _came(case, key="k")
    assert Message.objects.count() == 2


def test_watchers_are_told_once_and_not_of_their_own_doing() -> None:
    watcher = person("support", name="周婷")
    case = opened()
    watch(case, by=watcher, now=NOW)
    watch(case, by=watcher, now=NOW)
    _came(case)
    resolve(case, resolution="重启", how="phone", by=watcher, now=NOW)
    assert Notice.objects.filter(user=watcher).count() == 1
    unwatch(case, by=watcher)
    _came(case, "还有一句")
    assert Notice.objects.filter(user=watcher).count() == 1


def test_files_come_with_their_message() -> None:
    case = opened()
    _came(case, uploads=[sent(), sent("x.exe"), sent("报告.pdf", PDF)], lenient=True)
    (message,) = conversation(support(), case.number, NOW).messages
    assert [each.file_name for each in message.files] == ["现场照片.jpg", "报告.pdf"]
    assert [each["name"] for each in message.left_out] == ["x.exe"]
    with open_file(support(), message.files[0].pk).file.open("rb") as file:
        assert file.read() == JPEG


def test_only_who_works_on_cases_writes() -> None:
    case, finance = opened(), person("finance")
    with pytest.raises(NotAllowed):
        write_note(case, "看一下", by=finance, now=NOW)
    with pytest.raises(NotAllowed):
        write_to_customer(case, "您好", to="a@b.cn", by=finance, now=NOW)
    assert conversation(finance, case.number, NOW).messages == ()
