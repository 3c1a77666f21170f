"""A mail becomes a message, in the right case, once; loops end, and none is lost."""

import base64
from datetime import timedelta

import pytest
from django.core import mail as outbox

from lumencare.desk.actions import merge, write_to_customer
from lumencare.desk.mail.handling import dismiss, forget_handled, take_anyway
from lumencare.desk.mail.intake import MOST_AN_HOUR, Arrived, take_mail
from lumencare.desk.mail.sending import compose, send_case_mails
from lumencare.desk.models import Case, IncomingMail, Message
from lumencare.desk.queries import conversation
from lumencare.desk.queries.mails import mails_set_aside
from lumencare.domain.problems import Conflict
from lumencare.jobs.mailbox import empty_into_desk
from lumencare.sites.models import Contact
from tests.desk.cases import moment, opened, support
from tests.desk.files import JPEG
from tests.desk.mail.mails import NOW, Box, arrived, mail, multipart, part
from tests.office import organization, site

pytestmark = pytest.mark.django_db


def _take(raw: bytes) -> IncomingMail:
    return take_mail(arrived(raw), NOW)


def _contact(email: str = "wang@binjiang.example", **more: object) -> Contact:
    at = more.pop("at", None) or site()
    return Contact.objects.create(site=at, name="王建国", email=email, created_at=NOW, **more)


def test_a_mail_of_somebody_known_is_a_case_of_their_site() -> None:
    contact = _contact()
    _take(mail())
    case = Case.objects.get()
    assert (case.contact, case.site, case.system) == (contact, contact.site, None)
    assert (case.summary, case.channel, case.reported_at) == ("三楼灯光", "email", NOW)
    assert (case.reporter_name, case.reporter_email) == ("王建国", "wang@binjiang.example")
    (message, answer) = case.messages.order_by("pk")
    assert (message.body, message.kind, case.flag) == ("三楼灯光无法调暗", "incoming", "")
    assert (answer.automatic, answer.to_address) == (True, "wang@binjiang.example")


def test_a_mail_of_a_stranger_is_a_case_of_no_site() -> None:
    _contact("li@binjiang.example")
    _take(mail())
    assert Case.objects.get().site is None


def test_an_address_of_two_sites_is_a_stranger_s() -> None:
    """No site is guessed: a promise would follow from it."""
    _contact()
    _contact(at=site(organization("乙"), name="乙"))
    _take(mail())
    assert Case.objects.get().site is None


def test_the_same_mail_is_taken_once() -> None:
    box = Box(mail(), mail())
    assert empty_into_desk(box, NOW) == 2
    assert (Case.objects.count(), IncomingMail.objects.count()) == (1, 1)
    assert box.read == ["1", "2"]


def test_a_reply_goes_where_its_thread_is() -> None:
    case = opened(reporter_email="wang@binjiang.example")
    sent = write_to_customer(case, "请重启", by=support(), now=NOW)
    reply = mail("重启了\n\n> 请重启", From="li@else.example", In_Reply_To=sent.mail_id or "")
    assert _take(reply).case == case
    case.refresh_from_db()
    assert case.flag == "replied"
    last = case.messages.order_by("-pk").first()
    assert last is not None
    assert (last.body, last.quoted) == ("重启了", "> 请重启")


def test_a_reply_that_names_only_older_mails_goes_there_too() -> None:
    case = opened(reporter_email="wang@binjiang.example")
    sent = write_to_customer(case, "请重启", by=support(), now=NOW)
    refs = f"<0@x.example> {sent.mail_id}"
    assert _take(mail(In_Reply_To="<gone@x.example>", References=refs)).case == case


def test_a_number_in_the_subject_counts_only_from_who_belongs_to_the_case() -> None:
    """Numbers can be guessed."""
    case = opened(reporter_email="wang@binjiang.example")
    subject = f"灯 [{case.number}]"
    assert _take(mail(Subject=subject)).case == case
    other = _take(mail(Subject=subject, From="eve@else.example", Message_ID="<2@else.example>"))
    assert other.case != case


def test_a_reply_about_a_merged_case_goes_to_the_one_that_stays() -> None:
    first = opened()
    second = opened(reporter_email="wang@binjiang.example")
    sent = write_to_customer(second, "请重启", by=support(), now=NOW)
    second.refresh_from_db()
    merge(second, first, why="同一故障", by=support(), now=NOW)
    assert _take(mail(In_Reply_To=sent.mail_id or "")).case == first


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Auto_Submitted": "auto-replied"}, "automatic"),
        ({"Auto_Submitted": "auto-generated; owner"}, "automatic"),
        ({"X_Autoreply": "yes"}, "automatic"),
        ({"Precedence": "bulk"}, "bulk"),
        ({"List_Id": "<news.example>"}, "bulk"),
        ({"Return_Path": "<>"}, "bounce"),
        ({"From": "MAILER-DAEMON@mx.example"}, "bounce"),
        ({"From": "Lumencare <lumencare@localhost>"}, "own"),
    ],
)
def test_mails_of_machines_are_set_aside_and_shown(headers: dict[str, str], why: str) -> None:
    taken = _take(mail(**headers))
    assert (taken.outcome, taken.why) == ("set-aside", why)
    assert not Case.objects.exists()
    assert [each.why for each in mails_set_aside(support())] == [why]
    with taken.file.open("rb") as file:
        assert file.read() == mail(**headers)


@pytest.mark.parametrize(
    "headers",
    [{"X_Auto_Response_Suppress": "All"}, {"From": "no-reply@binjiang.example"}],
)
def test_who_wants_no_answer_gets_a_case_and_no_answer(headers: dict[str, str]) -> None:
    _take(mail(**headers))
    assert Message.objects.get().kind == "incoming"


def test_a_sender_is_answered_once_a_day() -> None:
    """Two machines that answer each other end after one mail."""
    for index in range(3):
        _take(mail(Message_ID=f"<{index}@a.example>", Subject=f"第 {index} 封"))
    assert (Case.objects.count(), Message.objects.filter(automatic=True).count()) == (3, 1)


def test_a_flood_is_one_flagged_case_and_no_answer() -> None:
    for index in range(MOST_AN_HOUR + 5):
        _take(mail(Message_ID=f"<{index}@a.example>"))
    assert Case.objects.count() == MOST_AN_HOUR + 1
    flagged = Case.objects.get(flag="flood")
    assert IncomingMail.objects.filter(why="flood", case=flagged).count() == 5
    assert not flagged.messages.exists()
    later = NOW + timedelta(hours=2)
    assert take_mail(arrived(mail(Message_ID="<l@a.example>"), later), later).outcome == "taken"


def test_a_mail_that_came_back_flags_its_case() -> None:
    case = opened()
    sent = write_to_customer(case, "您好", to="gone@binjiang.example", by=support(), now=NOW)
    report = multipart(
        part(b"550 no such user"),
        part(f"Message-ID: {sent.mail_id}\r\n\r\n".encode(), "message/rfc822"),
        kind="report; report-type=delivery-status",
        From="MAILER-DAEMON@mx.example",
        Subject="Undelivered",
    )
    assert _take(report).case == case
    case.refresh_from_db()
    sent.refresh_from_db()
    assert (case.flag, sent.problem) == ("bounced", "BOUNCED: Undelivered")


def test_files_that_must_not_be_kept_are_named() -> None:
    photo = part(
        base64.b64encode(JPEG),
        'image/jpeg; name="a.jpg"',
        "Content-Transfer-Encoding: base64\r\n",
    )
    program = part(b"MZ\x90", 'application/octet-stream; name="a.exe"')
    case = _take(multipart(part("见附件".encode()), photo, program)).case
    assert case is not None
    message = conversation(support(), case.number, NOW).messages[0]
    assert [each.file_name for each in message.files] == ["a.jpg"]
    assert [each["name"] for each in message.left_out] == ["a.exe"]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (Arrived(mail(), NOW, whole=False), "too-big"),
        (Arrived(mail(), NOW - timedelta(days=61)), "old"),
        (Arrived(multipart(*[part(b"x")] * 300), NOW), "unreadable"),
        (Arrived(mail(From="wang@-.-"), NOW), "unreadable"),
    ],
)
def test_what_cannot_be_a_case_is_set_aside(raw: Arrived, why: str) -> None:
    assert take_mail(raw, NOW).why == why
    assert not Case.objects.exists()


def test_a_mail_that_nobody_foresaw_keeps_no_other_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from lumencare.jobs import mailbox

    def stumble(given: Arrived, now: object) -> IncomingMail:
        if b"<1@binjiang" in given.raw:
            raise ZeroDivisionError
        return take_mail(given, NOW)

    monkeypatch.setattr(mailbox, "take_mail", stumble)
    empty_into_desk(Box(mail(), mail(Message_ID="<2@a.example>")), NOW)
    assert sorted(IncomingMail.objects.values_list("outcome", "detail")) == [
        ("set-aside", "ZeroDivisionError"),
        ("taken", ""),
    ]


def test_a_mail_is_marked_as_read_only_after_it_was_kept() -> None:
    box = Box(mail(), mail(Message_ID="<2@a.example>"))

    def refuse(key: str) -> None:
        raise ConnectionError

    box.mark_read = refuse  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        empty_into_desk(box, NOW)
    assert Case.objects.count() == 1


def test_a_mail_that_was_set_aside_can_be_made_a_case() -> None:
    aside = _take(mail(Precedence="bulk"))
    case = take_anyway(aside, by=support(), now=NOW)
    assert [each.kind for each in case.messages.all()] == ["incoming"]
    assert mails_set_aside(support()) == []
    with pytest.raises(Conflict):
        dismiss(aside, by=support(), now=NOW)


def test_what_was_dealt_with_is_forgotten_after_a_month() -> None:
    aside = _take(mail(Precedence="bulk"))
    dismiss(aside, by=support(), now=NOW)
    assert forget_handled(NOW + timedelta(days=29)) == 0
    assert forget_handled(NOW + timedelta(days=31)) == 1
    aside.refresh_from_db()
    assert not aside.file


def test_an_answer_leaves_in_its_thread_and_says_that_it_is_automatic() -> None:
    _take(mail())
    outbox.outbox.clear()
    assert send_case_mails(NOW) == 1
    (sent,) = outbox.outbox
    case = Case.objects.get()
    row = Message.objects.get(automatic=True)
    assert sent.subject == f"Re: [{case.number}] 三楼灯光"
    assert sent.extra_headers == {
        "Message-ID": row.mail_id,
        "In-Reply-To": "<1@binjiang.example>",
        "References": "<1@binjiang.example>",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    assert send_case_mails(NOW) == 0
    assert row.sent_at == NOW


def test_what_staff_write_leaves_with_its_files_as_their_own_words() -> None:
    from tests.desk.files import sent as file

    case = opened(reporter_email="wang@binjiang.example")
    row = write_to_customer(case, "请看附图", by=support(), now=NOW, uploads=[file()])
    message = compose(row)
    assert "Auto-Submitted" not in message.extra_headers
    assert [each[0] for each in message.attachments] == ["现场照片.jpg"]
    assert message.message()["Message-ID"] == row.mail_id
    assert message.body.endswith(f"-- \n热线 · {case.number}\n")


def test_a_thread_of_a_split_message_goes_to_the_new_case() -> None:
    from lumencare.desk.actions import split

    case = opened(reporter_email="wang@binjiang.example")
    _take(mail(Subject=f"[{case.number}]"))
    made = split(Message.objects.get(), summary="另一处", by=support(), now=NOW)
    reply = mail(In_Reply_To="<1@binjiang.example>", Message_ID="<2@binjiang.example>")
    assert _take(reply).case == made
    assert moment("2026-01-15 10:30") == made.reported_at
