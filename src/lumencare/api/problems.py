"""Refusals as `application/problem+json` (RFC 9457), in both languages, with their reasons."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from lumencare.domain.answers import plain_value, reasons_answer, text_answer
from lumencare.domain.problems import Problem
from lumencare.domain.text import Reason, Text

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/problems/"
logger = logging.getLogger("django.request")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of refusal: its status and what it is called."""

    status: int
    title: Text


KINDS: Mapping[str, Kind] = {
    "unreadable": Kind(400, Text("请求无法读取", "The request cannot be read")),
    "no-token": Kind(401, Text("需要有效的令牌", "A valid token is needed")),
    "not-allowed": Kind(403, Text("没有权限", "Not allowed")),
    "not-found": Kind(404, Text("没有找到", "Not found")),
    "wrong-method": Kind(405, Text("此地址不支持该方法", "This address has no such method")),
    "conflict": Kind(409, Text("已被他人更改", "Somebody changed it first")),
    "stale": Kind(412, Text("内容已更新", "It was changed since it was read")),
    "too-large": Kind(413, Text("内容过大", "Too large")),
    "input": Kind(422, Text("输入有误", "The input is wrong")),
    "refused": Kind(422, Text("规则不允许", "A rule refuses this")),
    "key-reused": Kind(422, Text("幂等键已用于别的请求", "The key was used for another request")),
    "version-needed": Kind(428, Text("需要 If-Match", "If-Match is needed")),
    "too-many": Kind(429, Text("请求过多", "Too many requests")),
    "failed": Kind(500, Text("系统出错", "Something went wrong here")),
}


class Told(Exception):
    """A refusal of the interface itself: its kind, a sentence, what more it carries."""

    def __init__(self, kind: str, text: Text, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text.en)
        self.kind = kind
        self.text = text
        self.headers = dict(headers or {})


def not_found() -> Told:
    """Return the refusal for what is not there, or not for this person to see."""
    return Told(
        "not-found",
        Text("没有这项内容，或您不能查看。", "There is no such thing, or it is not yours to see."),
    )


def tell(
    request: HttpRequest,
    kind: str,
    text: Text,
    because: Iterable[Reason] = (),
    **more: Any,
) -> HttpResponse:
    """Return a refusal; `detail` speaks the language that was asked for, `text` both."""
    language = language_of(request)
    body = {
        "type": TYPES + kind,
        "title": KINDS[kind].title.in_language(language),
        "status": KINDS[kind].status,
        "detail": text_answer(text)[language],
        "text": text_answer(text),
        "because": reasons_answer(because),
        **more,
    }
    content = json.dumps(body, ensure_ascii=False)
    response = HttpResponse(content, status=KINDS[kind].status, content_type=MEDIA_TYPE)
    response["Content-Language"] = language
    return response


def tell_problems(request: HttpRequest, problems: Iterable[Problem]) -> HttpResponse:
    """Return everything that is wrong with the input, field by field."""
    found = list(problems)
    text = Text(
        " ".join(each.sentence("zh") for each in found),
        " ".join(each.sentence("en") for each in found),
    )
    return tell(request, "input", text, problems=problems_answer(found))


def problems_answer(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return each thing that is wrong: the field, what was given, what is allowed."""
    return [
        {"field": each.where, "given": each.given[:200], **text_answer(each.allowed)}
        for each in problems
    ]


def changed_answer(changed: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
    """Return what somebody else changed: each field before and after."""
    return {
        name: {"before": plain_value(before), "after": plain_value(after)}
        for name, (before, after) in changed.items()
    }


def language_of(request: HttpRequest) -> str:
    """Return `zh` or `en`: the first of them that the request accepts, Chinese by default."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    known = (name[:2] for name, _ in accepted if name[:2] in ("zh", "en"))
    return next(known, "zh")
