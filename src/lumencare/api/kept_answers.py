"""Idempotency-Key: a request that is sent again is answered again, and done once only."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from lumencare.api.models import KeptAnswer
from lumencare.api.problems import Told
from lumencare.api.replies import reply
from lumencare.api.tokens import Call
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 128
LONGEST_PATH = 200
KEY = re.compile(rf"[!-~]{{1,{LONGEST_KEY}}}")
KEY_ALLOWED = Text(
    f"应为 1 至 {LONGEST_KEY} 个可见的 ASCII 字符。",
    f"1 to {LONGEST_KEY} visible ASCII characters are expected.",
)
REUSED = Text(
    "此幂等键已用于另一个请求；请为新的请求换一个键。",
    "This key was used for another request; give a new request a key of its own.",
)
View = Callable[..., HttpResponse]


def once_by_key(view: View) -> View:
    """Let an operation that writes honour an Idempotency-Key; without one it is just done.

    The key, what is done and the answer are one transaction: a second request with the same key
    waits for the first, and a killed process leaves neither. A refusal keeps nothing.
    """

    @wraps(view)
    def answer(request: Call, *args: Any, **fields: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return view(request, *args, **fields)
        if not KEY.fullmatch(key):
            raise InputProblems([Problem("Idempotency-Key", key, KEY_ALLOWED)])
        with transaction.atomic():
            kept, is_new = _reserve(request, key)
            if not is_new:
                return _again(kept, request)
            response = view(request, *args, **fields)
            _keep(kept, response)
        return response

    answer.takes_key = True  # type: ignore[attr-defined]
    return answer


def _reserve(request: Call, key: str) -> tuple[KeptAnswer, bool]:
    rows = KeptAnswer.objects.filter(user=request.user)
    rows.filter(created_at__lte=request.now - KEPT_FOR).delete()
    wanted = {
        "path": request.path[:LONGEST_PATH],
        "body_sha256": _digest(request),
        "created_at": request.now,
    }
    return KeptAnswer.objects.get_or_create(user=request.user, key=key, defaults=wanted)


def _again(kept: KeptAnswer, request: Call) -> HttpResponse:
    same = kept.path == request.path[:LONGEST_PATH] and kept.body_sha256 == _digest(request)
    if not same:
        raise Told("key-reused", REUSED)
    body = json.loads(kept.answer)
    version = body.get("etag", body.get("version")) if isinstance(body, dict) else None
    response = reply(body, kept.status, version)
    response["Idempotency-Replayed"] = "true"
    return response


def _keep(kept: KeptAnswer, response: HttpResponse) -> None:
    KeptAnswer.objects.filter(pk=kept.pk).update(
        status=response.status_code, answer=response.content.decode()
    )


def _digest(request: Call) -> str:
    """Return the hash of what was sent: the query, the body, or a form's fields and files.

    The role is part of it: a token of another role may not see what this one is answered.
    """
    role, query = "".join(request.user.role_set), request.META.get("QUERY_STRING", "")
    digest = hashlib.sha256(f"{role} {request.method} {query}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(json.dumps([name, values]).encode())
    for name, files in sorted(request.FILES.lists()):
        for each in files:
            content = hashlib.sha256()
            for piece in each.chunks():
                content.update(piece)
            each.seek(0)
            digest.update(json.dumps([name, each.name, content.hexdigest()]).encode())
    return digest.hexdigest()
