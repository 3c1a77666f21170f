"""What an endpoint is sent about an event: signed JSON for programs, a few lines for groups."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from standardwebhooks import Webhook

from lumencare.domain.shanghai import in_shanghai
from lumencare.notices.kinds import ALL_KINDS, SUBJECT_PAGES, Form
from lumencare.notices.models import Event
from lumencare.notices.posting import LARGEST_BODY, Answer, Outgoing

JSON = "application/json; charset=utf-8"
# WeCom takes 4096 bytes of markdown; what is longer ends with its link all the same.
LONGEST_LINE = 500
# Names are typed by people: what would begin a link, a mention or a heading becomes its wide twin.
WIDE = str.maketrans("[]<>*`#\\", "［］＜＞＊｀＃＼")
Compose = Callable[[Event, str, Sequence[str], datetime], Outgoing]


def compose(
    form: Form, event: Event, *, url: str, secrets: Sequence[str], now: datetime
) -> Outgoing:
    """Return what is sent about an event; each secret that works signs it."""
    return FORMS[form](event, url, secrets, now)


def went_well(form: Form, answer: Answer) -> bool:
    """Tell whether an answer says that the message was taken."""
    if answer.status is None or not 200 <= answer.status < 300:
        return False
    return form is Form.STANDARD or _robot_code(answer.text) == 0


def payload_of(event: Event) -> bytes:
    """Return an event as programs get it; facts that are too many are left out, and it is said."""
    body = _payload(event, data=event.data)
    if len(body) > LARGEST_BODY:
        body = _payload(event, data={}, data_left_out=True)
    return body


def link_of(event: Event) -> str:
    """Return the whole address of the page about an event."""
    path = event.data.get("path")
    if not (isinstance(path, str) and path.startswith("/") and not path.startswith("//")):
        path = _page_of(event)
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def _payload(event: Event, **more: Any) -> bytes:
    about = {"kind": event.subject_kind, "key": event.subject_key, "url": link_of(event)}
    body = {
        "type": event.kind,
        "timestamp": in_shanghai(event.occurred_at).isoformat(),
        "id": event.pk,
        "subject": about,
        **more,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _standard(event: Event, url: str, secrets: Sequence[str], now: datetime) -> Outgoing:
    """Sign after the Standard Webhooks specification, once for each secret in force."""
    body = payload_of(event)
    # The library takes the clock's figures for UTC, whatever their zone.
    moment = now.astimezone(UTC)
    signed = [Webhook(each).sign(event.pk, moment, body.decode()) for each in secrets]
    headers = {
        "Content-Type": JSON,
        "webhook-id": event.pk,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signed),
    }
    return Outgoing(url, body, headers)


def _wecom(event: Event, url: str, _secrets: Sequence[str], _now: datetime) -> Outgoing:
    body = {"msgtype": "markdown", "markdown": {"content": _words(event)}}
    return Outgoing(url, json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": JSON})


def _dingtalk(event: Event, url: str, secrets: Sequence[str], now: datetime) -> Outgoing:
    """Sign the address where the robot has a secret: its clock and the secret, by HMAC."""
    title = ALL_KINDS[event.kind].zh
    body = {"msgtype": "markdown", "markdown": {"title": title, "text": _words(event)}}
    if secrets:
        moment = str(int(now.timestamp() * 1000))
        made = hmac.new(secrets[0].encode(), f"{moment}\n{secrets[0]}".encode(), hashlib.sha256)
        sign = base64.b64encode(made.digest()).decode()
        url += ("&" if "?" in url else "?") + urlencode({"timestamp": moment, "sign": sign})
    return Outgoing(url, json.dumps(body, ensure_ascii=False).encode(), {"Content-Type": JSON})


def _words(event: Event) -> str:
    """Return an event in a few lines of Chinese, with a link."""
    said = event.data.get("text")
    lines = [
        f"### 路明 · {ALL_KINDS[event.kind].zh}",
        _plainly(event.data.get("label") or f"{event.subject_kind} {event.subject_key}"),
        _plainly(said.get("zh", "") if isinstance(said, dict) else ""),
        f"[查看详情]({link_of(event)})",
    ]
    return "\n\n".join(filter(None, lines))


def _plainly(words: object) -> str:
    """Return words that markdown shows as they are, on one line."""
    return " ".join(str(words).split())[:LONGEST_LINE].translate(WIDE)


def _page_of(event: Event) -> str:
    page = SUBJECT_PAGES.get(event.subject_kind)
    with override("zh-hans"):
        try:
            return reverse(page, args=[event.subject_key]) if page else reverse("workbench")
        except NoReverseMatch:
            return reverse("workbench")


def _robot_code(text: str) -> int | None:
    """Return the code in a robot's answer: 0 says that it posted the message."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    code = told.get("errcode") if isinstance(told, dict) else None
    return code if isinstance(code, int) else None


FORMS: dict[Form, Compose] = {
    Form.STANDARD: _standard,
    Form.WECOM: _wecom,
    Form.DINGTALK: _dingtalk,
}
