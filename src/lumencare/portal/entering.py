"""Coming in: by a link that staff made, or with a code that is mailed; and leaving."""

from allauth.account.utils import perform_login
from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import is_outsider
from lumencare.domain.reading import read_digits
from lumencare.portal.hotline import hotline_of
from lumencare.portal.letters import mail_code
from lumencare.portal.visiting import LINK, guard, let_in, visitor_of
from lumencare.privacy.actions.consenting import AT_DOOR, give
from lumencare.privacy.topics import Topic
from lumencare.sites.portal_links import enter_by_link
from lumencare.sites.sign_in import DIGITS, check_code, make_code
from lumencare.sites.visitors import visitor_with_account
from lumencare.store.throttle import caller_too_often, is_too_often

CODE, NEXT = "portal_code", "portal_next"
WRONG, TOO_MANY, GONE = 422, 429, 404
# How often codes are mailed to one address, and asked for or tried from one place.
MOST_CODES, CODES_WITHIN = 5, 3600
MOST_TRIES, TRIES_WITHIN = 60, 3600
# Nobody's key: whoever typed an address that gets no code sees the same page, and never gets in.
NOBODY = 0


class DoorForm(forms.Form):
    """Who wants to come in."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )


class CodeForm(forms.Form):
    """The code that came by mail."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=12,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": DIGITS}
        ),
    )


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def knock(request: Request) -> HttpResponse:
    """Ask for an address, and mail a code to it; the answer tells nobody who has an account."""
    if visitor_of(request) is not None:
        return redirect("portal-home")
    if request.method != "POST":
        request.session[NEXT] = _safe(request, request.GET.get("next", ""))
        return _page(request, DoorForm())
    form = DoorForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=WRONG)
    email = form.cleaned_data["email"].strip().lower()
    if caller_too_often(request, "portal-door", MOST_TRIES, TRIES_WITHIN):
        return _page(request, form, status=TOO_MANY, busy=True)
    request.session[CODE] = NOBODY
    if not is_too_often(f"portal-code:{email}", MOST_CODES, CODES_WITHIN):
        mailed = make_code(email, request.now)
        if mailed is not None:
            request.session[CODE] = mailed.key
            mail_code(mailed)
    return redirect("portal-code")


@never_cache
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def type_code(request: Request) -> HttpResponse:
    """Take the code; the right one lets its person in, a wrong one says no more than that."""
    key = request.session.get(CODE)
    if not isinstance(key, int):
        return redirect("portal-door")
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return _code_page(request, form)
    if caller_too_often(request, "portal-try", MOST_TRIES, TRIES_WITHIN):
        return _code_page(request, form, status=TOO_MANY, busy=True)
    typed = read_digits(request.POST.get("code", ""))
    user = check_code(key, typed, request.now) if form.is_valid() else None
    if user is None:
        form.add_error("code", _("This is not the code of the latest mail, or its time is over."))
        return _code_page(request, form, status=WRONG)
    to = request.session.get(NEXT) or reverse("portal-home")
    for name in (CODE, NEXT, LINK):
        request.session.pop(name, None)
    _note_notice(user, request)
    answer: HttpResponse = perform_login(request, user, "none", redirect_url=to)
    return guard(answer)


@never_cache
@require_safe
def come_by_link(request: Request, token: str) -> HttpResponse:
    """Let the holder of a link in; a link that does not work says no more than that."""
    user = request.user
    if user.is_authenticated and not is_outsider(user):
        shown = {"hotline": hotline_of(request)}
        return guard(render(request, "portal/staff.html", shown, status=403))
    link = enter_by_link(token, request.now)
    if link is None:
        shown = {"hotline": hotline_of(request)}
        return guard(render(request, "portal/link_gone.html", shown, status=GONE))
    let_in(request, link)
    return guard(redirect("portal-home"))


@require_POST
def leave(request: Request) -> HttpResponse:
    """Forget who was here."""
    logout(request)
    return guard(redirect("portal-door"))


def _note_notice(user: User, request: Request) -> None:
    """Keep that the notice was shown beside the code that somebody came in with."""
    visitor = visitor_with_account(user)
    if visitor is not None:
        give(Topic.NOTICE, visitor=visitor, how=AT_DOOR, now=request.now)


def _safe(request: Request, address: str) -> str:
    """Return an address of the portal's own pages; anything else leads home."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    inside = address.startswith(("/portal/", "/en/portal/"))
    return address if is_ours and inside else ""


def _page(
    request: Request, form: forms.Form, *, status: int = 200, busy: bool = False
) -> HttpResponse:
    shown = {"form": form, "busy": busy, "demo": settings.DEMO, "hotline": hotline_of(request)}
    return guard(render(request, "portal/door.html", shown, status=status))


def _code_page(
    request: Request, form: forms.Form, *, status: int = 200, busy: bool = False
) -> HttpResponse:
    shown = {"form": form, "busy": busy, "hotline": hotline_of(request)}
    return guard(render(request, "portal/code.html", shown, status=status))
