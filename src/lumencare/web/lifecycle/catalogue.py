"""The catalogue of systems: the list, one system, and the forms that keep it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.lifecycle.ageing import STATUS_GRADES
from lumencare.domain.lifecycle.facts import CatalogueSystem, ReuseRow
from lumencare.domain.lifecycle.kinds import (
    CATEGORIES,
    COMPONENT_KINDS,
    CONFIDENCES,
    DATABASES,
    FROM_PROCESSORS,
    STATUSES,
)
from lumencare.domain.upgrade.content import REUSE_NAMES
from lumencare.lifecycle import actions
from lumencare.lifecycle.queries import Catalogue, catalogue_trail, count_types, read_catalogue
from lumencare.lifecycle.told import as_typed
from lumencare.web.lifecycle import forms
from lumencare.web.lifecycle.frame import (
    GRADE_LOOKS,
    asked,
    render_room,
    show_form,
    shown_version,
)
from lumencare.web.sites.form_pages import FormPage, bind, saved


@require_safe
@login_required
def show_list(request: Request) -> HttpResponse:
    """Show the systems of the catalogue with how many of each are in use."""
    catalogue, counts = read_catalogue(), count_types(request.user)
    systems = [
        {
            "system": each,
            "status": STATUSES[each.status],
            "look": GRADE_LOOKS[STATUS_GRADES[each.status]],
            "category": CATEGORIES[each.category],
            "confidence": CONFIDENCES[each.confidence],
            "newest": next(iter(catalogue.software.get(code, ())), None),
            "in_use": counts.get(code, 0),
        }
        for code, each in catalogue.systems.items()
    ]
    return render_room(
        request,
        "lifecycle-catalogue",
        "catalogue",
        systems=systems,
        unlisted=counts.get("", 0),
        corrected=sum(bool(each.row_version) for each in catalogue.systems.values()),
    )


@require_safe
@login_required
def show(request: Request, code: str) -> HttpResponse:
    """Show a system: its life, its software, what of it a successor reuses, what changed."""
    require_right(request.user, Right.SEE_LIFECYCLE)
    catalogue = read_catalogue()
    system = _found(catalogue, code)
    return render_room(
        request,
        "lifecycle-catalogue",
        "system",
        system=system,
        standing=STATUSES[system.status],
        look=GRADE_LOOKS[STATUS_GRADES[system.status]],
        category=CATEGORIES[system.category],
        database=DATABASES[system.database],
        from_processor=FROM_PROCESSORS[system.from_processor],
        confidence=CONFIDENCES[system.confidence],
        targets=catalogue.targets(code),
        software=[(e, CONFIDENCES[e.confidence]) for e in catalogue.software.get(code, ())],
        reuse=list(_reuse(catalogue, code)),
        trail=catalogue_trail(request.user, code),
    )


@login_required
def change(request: Request, code: str = "") -> HttpResponse:
    """Change what the office knows of a system, or add one that the catalogue does not have."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    system = _found(read_catalogue(), code) if code else None
    if system is None:
        form: Any = bind(forms.NewSystemForm, request)
    else:
        form = bind(forms.SystemForm, request, **as_typed(system))

    def act(typed: dict[str, Any]) -> HttpResponse:
        row = actions.change_system(
            code or typed["code"],
            typed,
            version=shown_version(typed),
            by=request.user,
            now=request.now,
        )
        return saved(request, _("Saved."), "lifecycle-system", row.code)

    page = FormPage(
        title=_("Change a system of the catalogue") if system else _("Add a system"),
        back=_address(code),
        of=code,
        lead=_("Say where it is known from; a day that nobody knows stays blank."),
    )
    return show_form(request, page, form, act, version_now=lambda: _version_of(code))


@login_required
def change_software(request: Request, code: str) -> HttpResponse:
    """Add a version of a system's software, or change one (`number` in the address)."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    number = asked(request, "number")
    versions = {each.number: each for each in _software(code)}
    known = versions.get(number)
    form = bind(forms.SoftwareForm, request, **(as_typed(known) if known else {}))

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = shown_version(typed)
        actions.change_software(code, typed, version=at, by=request.user, now=request.now)
        return saved(request, _("Saved."), "lifecycle-system", code)

    title = _("Software version") if known else _("Add a software version")
    return show_form(request, FormPage(title, _address(code), of=code), form, act)


@login_required
def withdraw_software(request: Request, code: str) -> HttpResponse:
    """Take a version out of the catalogue, with the source that says so."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    number = asked(request, "number")
    known = {each.number: each for each in _software(code)}.get(number)
    form = bind(forms.WithdrawForm, request, version=known.row_version if known else "")

    def act(typed: dict[str, Any]) -> HttpResponse:
        actions.withdraw_software(
            code, number, typed, version=shown_version(typed), by=request.user, now=request.now
        )
        return saved(request, _("It is taken out."), "lifecycle-system", code)

    page = FormPage(_("Take out"), _address(code), of=f"{code} {number}", button=_("Take out"))
    return show_form(request, page, form, act)


@login_required
def change_reuse(request: Request, code: str) -> HttpResponse:
    """Add what becomes of a kind of component, or change it (`target`, `component`)."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    known = _component(request, code)
    begins = as_typed(known) if known else {"target": asked(request, "target")}
    form = bind(forms.ReuseForm, request, **begins)

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = shown_version(typed)
        actions.change_reuse(code, typed, version=at, by=request.user, now=request.now)
        return saved(request, _("Saved."), "lifecycle-system", code)

    title = _("What can be reused")
    return show_form(request, FormPage(title, _address(code), of=code), form, act)


@login_required
def withdraw_reuse(request: Request, code: str) -> HttpResponse:
    """Take what is said of a component out of the catalogue."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    known = _component(request, code)
    form = bind(forms.WithdrawForm, request, version=known.row_version if known else "")

    def act(typed: dict[str, Any]) -> HttpResponse:
        key = (code, asked(request, "target"), asked(request, "component"))
        actions.withdraw_reuse(
            key, typed, version=shown_version(typed), by=request.user, now=request.now
        )
        return saved(request, _("It is taken out."), "lifecycle-system", code)

    page = FormPage(_("Take out"), _address(code), of=code, button=_("Take out"))
    return show_form(request, page, form, act)


def _found(catalogue: Catalogue, code: str) -> CatalogueSystem:
    system = catalogue.systems.get(code)
    if system is None:
        raise Http404(code)
    return system


def _software(code: str) -> tuple[Any, ...]:
    catalogue = read_catalogue()
    _found(catalogue, code)
    return catalogue.software.get(code, ())


def _component(request: Request, code: str) -> ReuseRow | None:
    catalogue = read_catalogue()
    _found(catalogue, code)
    wanted = (code, asked(request, "target"), asked(request, "component"))
    rows = {(each.system, each.target, each.component.value): each for each in catalogue.reuse}
    return rows.get(wanted)


def _reuse(catalogue: Catalogue, code: str) -> Iterator[dict[str, Any]]:
    """Yield what can be reused, in groups by the system that it is reused in."""
    rows = [each for each in catalogue.reuse if each.system == code]
    for target in dict.fromkeys(each.target for each in rows):
        lines = [
            {
                "row": each,
                "component": COMPONENT_KINDS[each.component],
                "reuse": REUSE_NAMES[each.reuse],
                "look": REUSE_LOOKS[each.reuse.value],
                "confidence": CONFIDENCES[each.confidence],
            }
            for each in rows
            if each.target == target
        ]
        yield {"target": catalogue.systems[target], "lines": lines}


def _address(code: str) -> str:
    return reverse("lifecycle-system", args=[code]) if code else reverse("lifecycle-catalogue")


def _version_of(code: str) -> int:
    system = read_catalogue().systems.get(code)
    return system.row_version if system else 0


REUSE_LOOKS = {"kept": "ok", "adapted": "lamp", "replaced": "warn"}
