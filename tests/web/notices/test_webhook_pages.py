"""Administrators keep endpoints by pages that work without scripts."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from lumencare.accounts.models import User
from lumencare.notices.actions import Recipient, Reminder, put_down
from lumencare.notices.models import Delivery, Endpoint, EndpointSecret
from lumencare.notices.sending import deliver
from tests.notices.receiver import Receiver, listening
from tests.notices.world import at
from tests.office import NOW, person

pytestmark = pytest.mark.django_db
NEW = {
    "form": "standard",
    "description": "ERP",
    "address": "https://erp.example.com/hook?key=pass-word",
    "kinds": ["contract.activated"],
}


@pytest.fixture
def admin(client: Client) -> User:
    """Sign an administrator in."""
    user = person("administrator")
    client.force_login(user)
    return user


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """Listen, and let the installation call this machine."""
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with listening() as found:
        yield found


def page(client: Client, path: str) -> str:
    """Return a page as people read it."""
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.mark.usefixtures("admin")
def test_an_endpoint_is_added_and_its_secret_shown_this_once(client: Client) -> None:
    answer = html.unescape(client.post("/webhooks/new", NEW).content.decode())
    secret = re.search(r'value="(whsec_[^"]+)"', answer)
    assert secret
    row = Endpoint.objects.get()
    for path in ("/webhooks/", f"/webhooks/{row.pk}/", f"/en/webhooks/{row.pk}/"):
        shown = page(client, path)
        assert "ERP" in shown
        assert secret[1] not in shown
        assert "pass-word" not in shown
    assert "服务合同已生效" in page(client, "/webhooks/")


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"address": "http://erp.example.com/"}, "只允许 https:// 地址"),
        ({"address": "https://192.168.0.1/"}, "此地址不在公共网络上"),
        ({"address": ""}, "请输入地址"),
        ({"secret": "SEC1"}, "只有钉钉机器人需要填写密钥"),
        ({"kinds": ["contract.vanished"]}, "没有这种事件"),
        ({"form": "fax"}, "dingtalk"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(
    client: Client, change: dict[str, Any], said: str
) -> None:
    answer = client.post("/webhooks/new", {**NEW, **change})
    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())
    assert not Endpoint.objects.exists()


def test_a_test_message_is_sent_looked_at_and_sent_again(
    client: Client, admin: User, receiver: Receiver
) -> None:
    client.post("/webhooks/new", {**NEW, "address": receiver.url})
    row = Endpoint.objects.get()
    answer = client.post(f"/webhooks/{row.pk}/test")
    sent = Delivery.objects.get()
    assert answer["Location"] == f"/webhooks/deliveries/{sent.pk}/"
    assert "尚未尝试" in page(client, answer["Location"])
    receiver.answers = [(500, "<b>no</b>"), (200, "")]
    deliver(at(sent.try_after))
    shown = page(client, answer["Location"])
    assert "500" in shown
    assert "下次尝试" in shown
    assert "<b>no</b>" not in client.get(answer["Location"]).content.decode()
    sent.refresh_from_db()
    deliver(at(sent.try_after))
    assert client.post(f"/webhooks/deliveries/{sent.pk}/replay").status_code == 302
    assert Delivery.objects.get().state == "waiting"
    assert client.post(f"/webhooks/deliveries/{sent.pk}/replay").status_code == 409


@pytest.mark.usefixtures("admin")
def test_an_endpoint_is_changed_switched_off_and_on_and_gets_another_secret(
    client: Client,
) -> None:
    client.post("/webhooks/new", NEW)
    row = Endpoint.objects.get()
    change = {"description": "ERP 2", "kinds": [], "version": "1"}
    assert client.post(f"/webhooks/{row.pk}/edit", change).status_code == 302
    row.refresh_from_db()
    assert (row.description, row.kinds, row.address_shown[-2:]) == ("ERP 2", [], "?…")
    stale = client.post(f"/webhooks/{row.pk}/edit", {**change, "description": "x"})
    assert stale.status_code == 409
    assert "whsec_" in client.post(f"/webhooks/{row.pk}/rotate").content.decode()
    assert EndpointSecret.objects.count() == 2
    for deed, is_active in (("off", False), ("on", True)):
        client.post(f"/webhooks/{row.pk}/{deed}")
        row.refresh_from_db()
        assert row.is_active is is_active


@pytest.mark.usefixtures("admin")
def test_a_robots_secret_is_not_changed_here(client: Client) -> None:
    robot = {"form": "dingtalk", "description": "群", "address": "https://oapi.dingtalk.com/r?a=1"}
    client.post("/webhooks/new", {**robot, "secret": "SEC1"})
    row = Endpoint.objects.get()
    assert client.post(f"/webhooks/{row.pk}/rotate").status_code == 422
    assert EndpointSecret.objects.get().ends_at is None


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("since", ["", "yesterday", "2026-02-30"])
def test_a_day_that_is_none_is_told(client: Client, since: str) -> None:
    client.post("/webhooks/new", NEW)
    row = Endpoint.objects.get()
    assert client.post(f"/webhooks/{row.pk}/replay", {"since": since}).status_code == 422
    assert client.post(f"/webhooks/{row.pk}/replay", {"since": "2026-01-01"}).status_code == 302


def test_reminders_are_listed_by_state(client: Client, admin: User) -> None:
    from lumencare.domain.text import Text

    to = Recipient.of(admin)
    said = Text("还有 90 天", "90 days")
    put_down([Reminder(key="a:1", recipient=to, subject=said, text=said, due_at=NOW)], NOW)
    assert "还有 90 天" in page(client, "/webhooks/reminders?state=waiting")
    assert "还有 90 天" not in page(client, "/webhooks/reminders?state=sent")
    assert "90 days" in page(client, "/en/webhooks/reminders?before=x&state=nonsense")
