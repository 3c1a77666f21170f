"""What the phone's script sends: one thing, answered in JSON with what became of it."""

import json
from datetime import datetime
from typing import IO, Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.actions import issue_if_due
from lumencare.field.phone import Sent, find_named, take_in

FORBIDDEN, MISSING, CONFLICTING, WRONG = 403, 404, 409, 422
REFUSED = "refused"
GONE = Text("没有这次上门服务。", "There is no such visit.")
INSTANT = Text("应为 ISO 8601 时刻。", "An ISO 8601 instant is expected.")
JSON_OBJECT = Text("应为 JSON 对象。", "A JSON object is expected.")


@login_required
@require_POST
def take(request: Request, number: str) -> JsonResponse:
    """Take in what was sent. Where it can never be done, the answer says so, with its words."""
    try:
        require_right(request.user, Right.DO_VISITS)
        row = find_named(request.user, number)
        taken = take_in(row, _read(request), by=request.user, now=request.now)
        if not taken.again:
            # A second try is not held up by a report that could not be made at the first.
            issue_if_due(row, by=request.user, now=request.now)
    except NotAllowed as refused:
        return _answer(request, REFUSED, refused.text, FORBIDDEN)
    except Http404:
        return _answer(request, REFUSED, GONE, MISSING)
    except Conflict as conflict:
        return _answer(request, REFUSED, conflict.text, CONFLICTING)
    except InputProblems as wrong:
        lines = {
            lang: " ".join(each.sentence(lang) for each in wrong.problems) for lang in ("zh", "en")
        }
        return _answer(request, REFUSED, Text(lines["zh"], lines["en"]), WRONG)
    return _answer(request, taken.outcome, taken.said, again=taken.again)


def _answer(
    request: Request, outcome: str, said: Text, status: int = 200, **more: Any
) -> JsonResponse:
    answer = {
        "outcome": outcome,
        "said": {"zh": said.zh, "en": said.en},
        "at": int(request.now.timestamp() * 1000),
        **more,
    }
    return JsonResponse(answer, status=status)


def _read(request: Request) -> Sent:
    problems: list[Problem] = []
    posted, file = request.POST, request.FILES.get("file")
    device_at = _instant(posted.get("device_at", ""), "device_at", problems)
    device_now = _instant(posted.get("device_now", ""), "device_now", problems)
    payload = _payload(posted.get("payload", "{}"), problems)
    if device_at is None or device_now is None or payload is None:
        raise InputProblems(problems)
    return Sent(
        key=posted.get("key", ""),
        kind=posted.get("kind", ""),
        device_at=device_at,
        device_now=device_now,
        payload=payload,
        file=cast(IO[bytes], file) if file else None,
        file_name=(file.name or "") if file else "",
    )


def _instant(written: str, where: str, problems: list[Problem]) -> datetime | None:
    try:
        return in_shanghai(datetime.fromisoformat(written))
    except ValueError:
        problems.append(Problem(where, written[:80], INSTANT))
        return None


def _payload(written: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        problems.append(Problem("payload", "", JSON_OBJECT))
        return None
    return found
