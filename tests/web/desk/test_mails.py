"""The page of mails that were set aside: nothing that reached the desk is lost."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.desk.mail.intake import take_mail
from lumencare.desk.models import Case
from lumencare.desk.queries.mails import mails_set_aside
from tests.desk.cases import support
from tests.desk.mail.mails import NOW, arrived, mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hotline(client: Client) -> Client:
    client.force_login(support())
    return client


def test_a_mail_of_a_machine_is_shown_with_why_and_made_a_case(hotline: Client) -> None:
    take_mail(arrived(mail(Auto_Submitted="auto-replied")), now=NOW)
    (aside,) = mails_set_aside(support())
    page = hotline.get("/desk/mails").content.decode()
    assert "三楼灯光" in page
    assert "自动回复" in page
    told = hotline.get(f"/desk/mails/{aside.pk}/file")
    assert b"Auto-Submitted" in b"".join(told.streaming_content)
    assert not Case.objects.exists()
    answer = hotline.post(f"/desk/mails/{aside.pk}/case")
    assert answer["Location"].endswith(f"/cases/{Case.objects.get().number}/")
    assert mails_set_aside(support()) == []


def test_a_mail_is_done_with(hotline: Client) -> None:
    take_mail(arrived(mail(Precedence="bulk")), now=NOW)
    (aside,) = mails_set_aside(support())
    hotline.post(f"/desk/mails/{aside.pk}/drop")
    assert "没有待查看的邮件" in hotline.get("/desk/mails").content.decode()
