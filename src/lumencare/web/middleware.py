"""What happens around every request: the clock is read once, refusals become pages."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import NotAllowed
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text

Handler = Callable[[HttpRequest], HttpResponse]
POLLED = "/live"
NO_NUL = Text("应为不含控制字符的文字。", "Text without control characters is expected.")


def moment(get_response: Handler) -> Callable[[Request], HttpResponse]:
    """Read the clock once: everything in one request happens at `request.now`, on its day."""

    def handle(request: Request) -> HttpResponse:
        request.now = datetime.now(SHANGHAI)  # noqa: TID251 - the face reads the clock here, once.
        request.today = request.now.date()
        return get_response(request)

    return handle


class RefuseNul:
    """Refuse a NUL in an address or a form: PostgreSQL keeps none in text.

    At such an address is nothing; of a form the field is told. The interface for programs tells it
    by the field itself.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, if its address holds none."""
        address = f"{request.path_info}?{request.META.get('QUERY_STRING', '')}"
        if ("\x00" in address or "%00" in address) and not address.startswith("/api/"):
            raise Http404(address)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: object, _parts: object
    ) -> HttpResponse | None:
        """Answer a form that holds one; where others may send forms, the view reads its own."""
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        wrong = [
            Problem(name.replace("\x00", "�"), "".join(values).replace("\x00", "�"), NO_NUL)
            for name, values in request.POST.lists()
            if "\x00" in "".join((name, *values))
        ]
        return _say_problems(request, wrong) if wrong else None


class SessionActivity(UserSessionsMiddleware):  # type: ignore[misc]
    """Write down when a session was last used, but not for a page that only asks for news.

    Two hundred people on the desk would write more than a hundred times a second.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, written down or not."""
        polled = request.path_info.endswith(POLLED)
        answer: HttpResponse = (self.get_response if polled else super().__call__)(request)
        return answer


class AnswerRefusals:
    """Turn what an action raises into a page that says why, with the status that fits."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal that no view handled itself; anything else stays an error."""
        match error:
            case NotAllowed():
                return _page(request, 403, [error.text])
            case Conflict():
                return _page(request, 409, [error.text], changed=error.changed)
            case Refused():
                return _page(request, 422, [error.reason.text], rule=error.reason.rule)
            case InputProblems():
                return _say_problems(request, error.problems)
        return None


def _say_problems(request: HttpRequest, problems: Sequence[Problem]) -> HttpResponse:
    said = [Text(each.sentence("zh"), each.sentence("en")) for each in problems]
    return _page(request, 422, said)


def _page(request: HttpRequest, status: int, texts: list[Text], **more: object) -> HttpResponse:
    context = {"status": status, "texts": texts, **more}
    return render(request, "shell/refused.html", context, status=status)


refuse_nul, answer_refusals = RefuseNul, AnswerRefusals
