"""One's own data: what we hold, its copy, its correction and deletion, and what was agreed to."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.data.personal_register import privacy_notice
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.reading import read_digits
from lumencare.domain.text import Text
from lumencare.portal.answering import WRONG, add_problems, attach, refuse
from lumencare.portal.hotline import hotline_of
from lumencare.portal.visiting import for_visitor, guard, show, visitor_of
from lumencare.privacy.actions import consenting, exporting, requesting
from lumencare.privacy.copy_mails import send_copy_code
from lumencare.privacy.people import subject_of
from lumencare.privacy.queries.consents import own_consents
from lumencare.privacy.queries.held import held_of, what_is_never_held
from lumencare.privacy.topics import Topic
from lumencare.sites.phones import mask_email
from lumencare.sites.visitors import Visitor

TOO_MANY = 429
LONGEST_WORDS = requesting.LONGEST_WORDS


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=12,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": exporting.DIGITS}
        ),
    )


class CorrectForm(forms.Form):
    """What is to be corrected; what is left empty stays as it is."""

    name = forms.CharField(label=_("Right name"), max_length=80, required=False)
    position = forms.CharField(label=_("Right position"), max_length=80, required=False)
    phone = forms.CharField(
        label=_("Right phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel"}),
    )
    email = forms.CharField(
        label=_("Right e-mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"type": "email"}),
    )
    words = forms.CharField(
        label=_("Anything else that is wrong"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class EraseForm(forms.Form):
    """A wish to be forgotten."""

    words = forms.CharField(
        label=_("Why, if you want to say"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    sure = forms.BooleanField(
        label=_("I know that I can come in here no more once it is carried out.")
    )


@require_safe
def show_notice(request: Request) -> HttpResponse:
    """Show how personal data is handled, to anybody."""
    hotline, visitor = hotline_of(request), visitor_of(request)
    notice = privacy_notice()
    sections = [(each.title, _filled(each.text, hotline)) for each in notice.sections]
    shown = {"notice": notice, "parts": sections}
    if visitor is not None:
        return guard(show(request, visitor, "portal/notice.html", shown))
    outside = {**shown, "hotline": hotline, "icp": settings.ICP_NUMBER}
    return guard(render(request, "portal/notice_outside.html", outside))


@require_POST
@for_visitor
def read_notice(request: Request, visitor: Visitor) -> HttpResponse:
    """Keep that somebody has read the notice, in the wording in force."""
    consenting.give(Topic.NOTICE, visitor=visitor, how=consenting.ON_PAGE, now=request.now)
    return redirect("portal-home")


@require_safe
@for_visitor
def show_held(request: Request, visitor: Visitor) -> HttpResponse:
    """Show what we hold, why, how long, where it came from and who gets it."""
    return _held_page(request, visitor)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def copy(request: Request, visitor: Visitor) -> HttpResponse:
    """Make the copy of one's data, and mail the code that opens it."""
    if request.method == "POST":
        try:
            exporting.ask_copy(visitor, request.now)
        except Refused as refused:
            return _copy_page(request, visitor, refused=refused, status=WRONG)
        if not send_copy_code(visitor, request.now):
            return _copy_page(request, visitor, busy=True, status=TOO_MANY)
        return redirect("portal-copy")
    return _copy_page(request, visitor)


@require_POST
@for_visitor
def take_copy(request: Request, visitor: Visitor) -> HttpResponse | FileResponse:
    """Hand the copy out for the right code; a wrong one says no more than that."""
    form = CodeForm(request.POST)
    typed = read_digits(request.POST.get("code", ""))
    file = exporting.open_copy(visitor, typed, request.now) if form.is_valid() else None
    if file is None:
        form.add_error("code", _("This is not the code of the latest mail, or its time is over."))
        return _copy_page(request, visitor, form=form, status=WRONG)
    return attach(file.open("rb"), f"lumencare-{request.today:%Y-%m-%d}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def correct(request: Request, visitor: Visitor) -> HttpResponse:
    """Ask that something be corrected."""
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        words = typed.pop("words")
        try:
            requesting.ask_correction(typed, words, visitor=visitor, now=request.now)
        except InputProblems as wrong:
            add_problems(form, wrong)
        except Conflict as conflict:
            refuse(form, conflict)
        else:
            return redirect("portal-privacy")
    status = WRONG if request.method == "POST" else 200
    return show(request, visitor, "portal/correct.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitor
def erase(request: Request, visitor: Visitor) -> HttpResponse:
    """Ask that one's data be deleted; what stays is said before."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            requesting.ask_deletion(words, visitor=visitor, now=request.now)
        except Conflict as conflict:
            refuse(form, conflict)
        else:
            return redirect("portal-privacy")
    stays = {keep for each in held_of(subject_of(visitor)) for keep in each.keeps}
    shown = {
        "form": form,
        "stays": sorted(stays, key=lambda each: each.en),
        "days": requesting.ANSWERED_WITHIN,
    }
    status = WRONG if request.method == "POST" else 200
    return show(request, visitor, "portal/erase.html", shown, status=status)


@require_POST
@for_visitor
def take_back(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Take a request back."""
    try:
        requesting.take_back(pk, visitor=visitor, now=request.now)
    except Conflict as conflict:
        return _held_page(request, visitor, conflict=conflict, status=WRONG)
    return redirect("portal-privacy")


@require_safe
@for_visitor
def show_consents(request: Request, visitor: Visitor) -> HttpResponse:
    """Show what was agreed to, in which wording, how and when."""
    return _consents_page(request, visitor)


@require_POST
@for_visitor
def end_consent(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Take a consent back."""
    try:
        consenting.take_back(pk, visitor=visitor, now=request.now)
    except Conflict as conflict:
        return _consents_page(request, visitor, conflict=conflict, status=WRONG)
    return redirect("portal-consents")


def _held_page(
    request: Request, visitor: Visitor, *, conflict: Conflict | None = None, status: int = 200
) -> HttpResponse:
    subject = subject_of(visitor)
    shown = {
        "held": held_of(subject),
        "not_held": what_is_never_held(subject),
        "requests": requesting.own_requests(visitor),
        "open_states": requesting.OPEN,
        "conflict": conflict,
    }
    return show(request, visitor, "portal/privacy.html", shown, status=status)


def _consents_page(
    request: Request, visitor: Visitor, *, conflict: Conflict | None = None, status: int = 200
) -> HttpResponse:
    shown = {"log": own_consents(visitor), "conflict": conflict}
    return show(request, visitor, "portal/consents.html", shown, status=status)


def _copy_page(
    request: Request, visitor: Visitor, *, status: int = 200, **more: Any
) -> HttpResponse:
    shown = {
        "copy": exporting.copy_asked(visitor, request.now),
        "form": CodeForm(),
        "address": mask_email(visitor.email),
        **more,
    }
    return show(request, visitor, "portal/copy.html", shown, status=status)


def _filled(text: Text, hotline: str) -> Text:
    """Return a section with who this installation is of put in."""
    provider = settings.PROVIDER
    company = provider["name"] or "Lumencare 路明"
    contact = provider["contact"]
    places = {
        "hotline": hotline,
        "email_zh": f"，或联系 {contact}" if contact else "",
        "email_en": f", or write to {contact}" if contact else "",
    }
    address = provider["address"]
    zh = {**places, "company": company, "address": address or "见合同"}
    en = {**places, "company": provider["english_name"] or company}
    en["address"] = address or "address as in the contract"
    return Text(text.zh.format(**zh), text.en.format(**en))
