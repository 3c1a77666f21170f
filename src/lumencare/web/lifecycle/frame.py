"""What every page of System Care shows: its rooms, and what the person may do there."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.lifecycle.judging import GRADES, Grade, Verdict
from lumencare.lifecycle.queries import SystemLife
from lumencare.web.fields import read_version
from lumencare.web.forms import Act, answer_form
from lumencare.web.sites.form_pages import FormPage

ROOMS = (
    ("lifecycle", _("Radar")),
    ("lifecycle-leads", _("Leads")),
    ("lifecycle-catalogue", _("Catalogue of systems")),
)
GRADE_LOOKS = {Grade.FINE: "ok", Grade.WATCH: "lamp", Grade.DUE: "warn", Grade.URGENT: "bad"}
LEAD_LOOKS = {"open": "lamp", "proposal": "warn", "won": "ok", "lost": ""}


def render_room(
    request: Request, room: str, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Return a page of System Care."""
    shown = {
        "rooms": ROOMS,
        "room": room,
        "priced": may(request.user, Right.SEE_PRICES),
        "can_keep": may(request.user, Right.KEEP_LIFECYCLE),
        "can_lead": may(request.user, Right.KEEP_LEADS),
        "today": request.today,
        **context,
    }
    return render(request, f"lifecycle/{template}.html", shown, status=status)


def show_form(
    request: Request, page: FormPage, form: forms.Form, act: Act, **more: Any
) -> HttpResponse:
    """Show a form on a page of System Care, or act on what was sent."""
    return answer_form(request, form, act, "lifecycle/form.html", page=page, **more)


def life_shown(life: SystemLife) -> dict[str, Any]:
    """Return a system's life as a page shows it."""
    return {
        "row": life.row,
        "judged": life.judged,
        "covered": life.covered,
        "installed": life.installed,
        **verdict_shown(life.judged.verdict),
    }


def verdict_shown(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict with how its grade looks and is called."""
    return {
        "verdict": verdict,
        "look": GRADE_LOOKS[verdict.grade],
        "grade": GRADES[verdict.grade],
    }


def shown_version(typed: dict[str, Any]) -> int:
    """Return the version that a form was opened at; 0 where there was nothing yet."""
    return read_version(str(typed.get("version", "")))


def asked(request: Request, name: str) -> str:
    """Return a value of the address without what no value holds."""
    return request.GET.get(name, "").replace("\x00", "").strip()
