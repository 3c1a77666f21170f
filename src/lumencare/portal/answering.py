"""What every form of the portal does with what was wrong, and how files leave it."""

from collections.abc import Sequence
from typing import IO, Any

from django.forms import ChoiceField, Form
from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import get_language

from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.text import Text, short_language

WRONG = 422


def say(text: Text) -> str:
    """Return a text in the language of the page."""
    return text.in_language(short_language(get_language()))


def add_problems(form: Form, wrong: InputProblems) -> None:
    """Put each problem at the field that it names; one that names none stands above the form."""
    for each in wrong.problems:
        where = each.where if each.where in form.fields else None
        form.add_error(where, say(each.allowed))


def refuse(form: Form, refused: Refused | Conflict) -> None:
    """Put what stands against a form above it."""
    form.add_error(None, say(refused.reason.text if isinstance(refused, Refused) else refused.text))


def offer_choices(form: Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Let a field of a form take one of several codes, shown by their words."""
    field = form.fields[name]
    if not isinstance(field, ChoiceField):
        raise TypeError(name)
    field.choices = choices


def attach_pdf(content: bytes, name: str) -> HttpResponse:
    """Answer with a PDF that the browser saves."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def show_picture(found: bytes | None, page: int) -> HttpResponse:
    """Answer with the picture of a page; Http404 where the document has no such page."""
    if found is None:
        raise Http404(f"page {page}")
    return HttpResponse(found, content_type="image/png")


def attach(file: IO[bytes] | Any, name: str) -> FileResponse:
    """Answer with a file that the browser saves and never shows, whatever it holds."""
    answer = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
