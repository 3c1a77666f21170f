"""Group robots of WeCom and DingTalk: a few lines of Chinese with a link, signed where asked."""

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from lumencare.domain.problems import InputProblems
from lumencare.notices.kinds import State
from lumencare.notices.messages import link_of
from lumencare.notices.models import Attempt
from tests.notices.receiver import Receiver
from tests.notices.world import endpoint, event, only, tell
from tests.office import NOW

pytestmark = pytest.mark.django_db
SECRET = "SEC0123456789abcdef"
TEXT = {"zh": "合同 C-1 已生效。", "en": "Contract C-1 is active."}


def test_a_wecom_robot_gets_markdown_with_a_link(receiver: Receiver) -> None:
    endpoint(f"{receiver.url}?key=1", form="wecom")
    receiver.answers = [(200, '{"errcode":0,"errmsg":"ok"}')]
    made = event(label="滨江中心 <@all> [点此](https://evil.example)", text=TEXT)
    assert tell() == 1
    path, _, body = receiver.got[0]
    assert path == "/hook?key=1"
    said = json.loads(body)
    assert said["msgtype"] == "markdown"
    words = said["markdown"]["content"]
    assert "服务合同已生效" in words
    assert TEXT["zh"] in words
    assert f"[查看详情]({link_of(made)})" in words
    assert "<@all>" not in words
    assert "[点此]" not in words
    assert len(words.encode()) < 4096


def test_an_error_in_the_answer_is_a_failure_whatever_the_status(receiver: Receiver) -> None:
    endpoint(receiver.url, form="wecom")
    event()
    receiver.answers = [
        (200, '{"errcode":45009,"errmsg":"api freq out of limit"}'),
        (200, "<html>"),
    ]
    assert tell() == 0
    assert tell(minutes=1) == 0
    assert only().state == State.WAITING
    assert "45009" in Attempt.objects.order_by("number")[0].answer


def test_a_dingtalk_robot_is_signed_by_its_clock_and_secret(receiver: Receiver) -> None:
    endpoint(f"{receiver.url}?access_token=a", form="dingtalk", secret=SECRET)
    receiver.answers = [(200, '{"errcode":0,"errmsg":"ok"}')]
    event(text=TEXT)
    assert tell() == 1
    path, headers, body = receiver.got[0]
    query = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    assert query["access_token"] == "a"
    assert query["timestamp"] == str(int(NOW.timestamp() * 1000))
    text = f"{query['timestamp']}\n{SECRET}".encode()
    expected = base64.b64encode(hmac.new(SECRET.encode(), text, hashlib.sha256).digest()).decode()
    assert query["sign"] == expected
    assert json.loads(body)["markdown"]["title"] == "服务合同已生效"
    assert "webhook-signature" not in headers


def test_a_dingtalk_robot_without_a_secret_is_not_signed(receiver: Receiver) -> None:
    endpoint(f"{receiver.url}?access_token=a", form="dingtalk")
    receiver.answers = [(200, '{"errcode":0}')]
    event()
    assert tell() == 1
    assert "sign" not in receiver.got[0][0]


@pytest.mark.parametrize(
    ("form", "secret"), [("wecom", SECRET), ("standard", SECRET), ("dingtalk", "abc")]
)
def test_only_a_dingtalk_robot_takes_a_secret(form: str, secret: str) -> None:
    with pytest.raises(InputProblems):
        endpoint("https://oapi.dingtalk.com/robot/send?access_token=a", form=form, secret=secret)


@pytest.mark.parametrize(
    ("data", "ends"),
    [({}, "/"), ({"path": "/contracts/7/"}, "/contracts/7/"), ({"path": "//evil.example"}, "/")],
)
def test_a_link_leads_into_this_installation_only(data: dict[str, str], ends: str) -> None:
    link = link_of(event(**data))
    assert link.startswith("http://127.0.0.1:8000/")
    assert link.endswith(ends)
    assert "evil" not in link
