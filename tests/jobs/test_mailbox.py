"""The mailbox is read over TLS, each mail once, and marked only after it was kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lumencare.desk.models import Case, IncomingMail
from lumencare.domain.problems import InputProblems
from lumencare.jobs.mailbox import MOST_BYTES, read_account, read_mailbox
from lumencare.running.mailbox_check import check_mailbox
from tests.desk.mail.mails import NOW, mail
from tests.jobs.imap_server import ImapServer, certificate


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for this machine."""
    return certificate(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def server(pem: Path, settings: Any) -> Iterator[ImapServer]:
    """Serve two mails, the second of which is too big."""
    mails = [mail(), mail(Message_ID="<2@a.example>")]
    served = ImapServer(pem, mails, {2: MOST_BYTES + 1})
    settings.MAILBOX_URL = f"imaps://desk%40luming.example:p%3Ass@127.0.0.1:{served.port}/INBOX"
    settings.MAILBOX_CA = str(pem)
    yield served
    served.stop()


@pytest.mark.django_db
def test_what_is_unread_is_taken_in_and_then_marked(server: ImapServer) -> None:
    assert read_mailbox(NOW) == 2
    assert server.seen == {1, 2}
    assert "UID FETCH 2 (BODY.PEEK[])" not in server.said
    assert sorted(IncomingMail.objects.values_list("why", flat=True)) == ["", "too-big"]
    assert Case.objects.get().reported_at == NOW
    assert 'LOGIN desk@luming.example "p:ss"' in server.said
    assert read_mailbox(NOW) == 0


@pytest.mark.django_db
def test_a_mail_that_was_kept_before_it_was_marked_is_taken_once(server: ImapServer) -> None:
    read_mailbox(NOW)
    server.seen.clear()
    assert read_mailbox(NOW) == 2
    assert (Case.objects.count(), server.seen) == (1, {1, 2})


@pytest.mark.django_db
def test_the_check_tells_what_waits_and_marks_nothing(server: ImapServer) -> None:
    (found,) = check_mailbox(NOW)
    assert found.said.en.endswith("INBOX, 2 unread, 0 set aside")
    assert server.seen == set()


@pytest.mark.django_db
def test_a_mailbox_that_lets_nobody_in_is_tried_again_later(
    server: ImapServer, settings: Any
) -> None:
    settings.MAILBOX_URL = settings.MAILBOX_URL.replace("p%3Ass", "wrong")
    assert read_mailbox(NOW) == 0
    assert [each.state for each in check_mailbox(NOW)] == ["wrong"]


@pytest.mark.django_db
def test_a_server_that_nobody_vouches_for_gets_no_password(
    server: ImapServer, settings: Any
) -> None:
    settings.MAILBOX_CA = ""
    assert read_mailbox(NOW) == 0
    assert server.said == []


@pytest.mark.parametrize(
    "url",
    [
        "imap://a:b@mail.example/INBOX",
        "imaps://mail.example/INBOX",
        "imaps://a:b@mail.example:port/INBOX",
        "mailbox",
    ],
)
def test_a_mailbox_is_named_whole_and_over_tls(url: str) -> None:
    with pytest.raises(InputProblems):
        read_account(url)


def test_a_folder_may_have_any_name() -> None:
    account = read_account("imaps://a:b@mail.example/INBOX/%E6%9C%8D%E5%8A%A1")
    assert (account.port, account.folder) == (993, "INBOX/服务")
