"""What a form asked for: done, with a word about it; or the page again with what was wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

from lumencare.accounts.requests import Request
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.text import Text

WRONG, CONFLICTING = 422, 409


@dataclass(frozen=True, slots=True)
class Failure:
    """A form that was refused: which one, what was typed, what is wrong at fields and beside."""

    form: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, Text] = field(default_factory=dict)
    others: tuple[Text, ...] = ()


NONE = Failure()
Show = Callable[[Request, Failure, int], HttpResponse]


def try_it(
    request: Request,
    deed: Callable[[], object],
    done: str | Callable[[], str],
    *,
    form: str,
    page: str,
    show: Show,
) -> HttpResponse:
    """Do a deed and go back to the list as it was filtered; refused, show it with the form.

    `page` is the name of a page, or its address; `done` what to say then, or what makes it.
    """
    try:
        deed()
    except InputProblems as wrong:
        problems = {each.where: each.allowed for each in wrong.problems}
        others = tuple(
            Text(each.sentence("zh"), each.sentence("en"))
            for each in wrong.problems
            if each.where not in request.POST
        )
        return show(request, Failure(form, request.POST.dict(), problems, others), WRONG)
    except Refused as refused:
        told = Failure(form, request.POST.dict(), others=(refused.reason.text,))
        return show(request, told, WRONG)
    except Conflict as conflict:
        return show(request, Failure(form, others=(conflict.text,)), CONFLICTING)
    messages.success(request, done if isinstance(done, str) else done())
    query = request.GET.urlencode()
    return redirect(resolve_url(page) + (f"?{query}" if query else ""))
