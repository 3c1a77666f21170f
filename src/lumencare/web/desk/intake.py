"""Taking in a case: who calls, what they have, and four fields; what is like it is shown first."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.actions import open_case
from lumencare.desk.queries import Likeness, open_like
from lumencare.desk.queries.near import NearCase, open_cases_at
from lumencare.desk.reading import Report
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.sites.callers import CallerSystem, find_callers, systems_at
from lumencare.sites.queries import find_contact, find_site, find_system, find_system_by_ref
from lumencare.sites.search import find
from lumencare.web import fields
from lumencare.web.desk.forms import instant
from lumencare.web.desk.steps import moment_of
from lumencare.web.forms import answer_form
from lumencare.web.sales.once import new_mark
from lumencare.web.sites.form_pages import bind
from lumencare.web.strip import Strip, strip_of
from lumencare.web.templatetags.words import said

Near = tuple[NearCase, ...]

NO_PLACE = Text(
    "没有此编号的系统；不清楚时留空，稍后再确认。",
    "No system has this reference; leave it empty while it is not clear, and name it later.",
)
LIKE_IT = Text(
    "已有相似的未完成请求。确认不是同一故障后，再次保存。",
    "A case like this is open already. Save again if this is another fault.",
)


class IntakeForm(django_forms.Form):
    """The four fields of a call, and what is seldom needed."""

    use_required_attribute = False

    reporter_name = fields.text(gettext_lazy("Name of the caller"), needed=True, autocomplete="off")
    place = fields.text(
        gettext_lazy("Where: reference of the system"),
        help_text=gettext_lazy("Empty while it is not clear whose system it is."),
        list="systems",
        autocomplete="off",
    )
    summary = fields.text(gettext_lazy("What is wrong"), needed=True, maxlength=200)
    reporter_phone = fields.text(gettext_lazy("Phone"), inputmode="tel", autocomplete="off")
    urgent = fields.tick(gettext_lazy("Urgent: it orders our work and changes no promise"))
    reported_at = instant(
        gettext_lazy("Reported at"),
        help_text=gettext_lazy("Empty: now. The clock counts from here."),
    )
    description = fields.lines(gettext_lazy("More about it"))
    key = fields.version()
    seen = fields.version()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request) -> HttpResponse:
    """Show who is calling and what they have; open a case from what was taken down."""
    require_right(request.user, Right.OPEN_CASES)
    contact, system, site = _given(request)
    begins: dict[str, Any] = {"key": new_mark(), "seen": "", "place": system.ref if system else ""}
    if contact is not None:
        begins["reporter_name"] = contact.name
    form = bind(IntakeForm, request, **begins)
    near = open_cases_at(request.user, site=site.pk) if site else ()
    context = _context(request, contact, site, near)

    def act(typed: dict[str, Any]) -> HttpResponse:
        found = _system_of(request, typed, system)
        place = site if found is None or site is None or found.site_id == site.pk else None
        like_it = _like_it(request, typed, found, place, contact)
        if like_it:
            return _ask_first(request, form, {**context, "near": like_it})
        report = _report(request, typed, {"system": found, "site": place, "contact": contact})
        opened = open_case(report, by=request.user, now=request.now)
        messages.success(request, _("The case is open."))
        return redirect("case", opened.case.number)

    return answer_form(request, form, act, "desk/intake.html", **context)


def _ask_first(request: Request, form: django_forms.Form, context: dict[str, Any]) -> HttpResponse:
    """Show what is open at the place already; saving once more opens another case."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["seen"] = _numbers(context["near"])
    form.data = data
    form.add_error(None, said(LIKE_IT))
    return render(request, "desk/intake.html", {"form": form, **context}, status=422)


def _given(request: Request) -> tuple[Any, Any, Any]:
    """Return the contact, the system and the site that the address names, as far as it does."""
    contact = _row(request, "contact", find_contact)
    system = _row(request, "system", find_system)
    site = _row(request, "site", find_site)
    if site is None:
        site = system.site if system else contact.site if contact else None
    if system is None and site is not None:
        systems = systems_at(request.user, site.pk, request.today)
        if len(systems) == 1:
            system = find_system(request.user, systems[0].pk)
    return contact, system, site


def _row(request: Request, name: str, find_row: Any) -> Any:
    key = read_whole(request.GET.get(name, ""))
    return None if key is None else find_row(request.user, key)


def _system_of(request: Request, typed: dict[str, Any], given: Any) -> Any:
    """Return the system that was typed; None where the field was left empty."""
    ref = typed["place"].strip()
    if not ref:
        return None
    if given is not None and given.ref == ref:
        return given
    try:
        return find_system_by_ref(request.user, ref)
    except Http404 as none:
        raise InputProblems([Problem("place", ref, NO_PLACE)]) from none


def _like_it(request: Request, typed: dict[str, Any], system: Any, site: Any, contact: Any) -> Near:
    """Return what is open at the place, or alike elsewhere, and was not looked at yet."""
    like = Likeness(
        system=system.pk if system else None,
        site=system.site_id if system else site.pk if site else None,
        phone=typed["reporter_phone"] or (contact.phone if contact else ""),
        email=contact.email if contact else "",
        words=f"{typed['summary']} {typed['description']}",
    )
    near = open_like(request.user, like, request.now)
    return near if typed["seen"] != _numbers(near) else ()


def _numbers(near: Near) -> str:
    return ",".join(each.number for each in near)


def _report(request: Request, typed: dict[str, Any], whose: dict[str, Any]) -> Report:
    at = moment_of(typed, "reported_at", request.now)
    return Report(
        summary=typed["summary"],
        reporter_name=typed["reporter_name"],
        reporter_phone=typed["reporter_phone"],
        description=typed["description"],
        urgent=bool(typed["urgent"]),
        reported_at=at,
        key=typed["key"],
        **whose,
    )


def _context(request: Request, contact: Any, site: Any, near: Near) -> dict[str, Any]:
    wanted = request.GET.get("q", "").strip()
    systems = systems_at(request.user, site.pk, request.today) if site else []
    return {
        "wanted": wanted,
        "contact": contact,
        "site": site,
        "systems": [(each, _strip(each)) for each in systems],
        "callers": find_callers(request.user, wanted, request.today) if wanted else [],
        "hits": [each for each in find(request.user, wanted) if each.kind in {"system", "site"}]
        if wanted
        else [],
        "near": near,
    }


def _strip(system: CallerSystem) -> Strip | None:
    cover = system.cover
    return strip_of(cover.years, cover.decision.project_year) if cover else None
