"""One's own account: name, language and theme, sign-in, sessions, tokens."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lumencare.accounts.models import LANGUAGES, User
from lumencare.accounts.queries import myself, open_tokens_of
from lumencare.accounts.requests import Request
from lumencare.accounts.roles import ROLE_NAMES, Role
from lumencare.notices.queries import feed_of
from lumencare.people.actions import change_profile
from lumencare.web import fields
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form
from lumencare.web.people.doors import in_language

THEMES = [
    ("auto", gettext_lazy("As the device")),
    ("light", gettext_lazy("Light")),
    ("dark", gettext_lazy("Dark")),
]


class Profile(forms.Form):
    """What a person chooses for themselves."""

    name = fields.text(gettext_lazy("Name"), needed=True, autocomplete="name")
    language = fields.choice(gettext_lazy("Language"), LANGUAGES, needed=True)
    theme = fields.choice(gettext_lazy("Theme"), THEMES, needed=True)
    version = fields.version()


@login_required
def show(request: Request) -> HttpResponse:
    """Show one's own account, and keep what is changed of it."""
    user = myself(request.user)
    now_kept = {each: getattr(user, each) for each in ("name", "language", "theme", "version")}
    form = Profile(request.POST or None, initial=now_kept)

    def save(values: dict[str, Any]) -> HttpResponse:
        user.version = read_version(values["version"])
        chosen = {each: values[each] for each in ("name", "language", "theme")}
        change_profile(user, **chosen, by=request.user, now=request.now)
        messages.success(request, _("Your account is saved."))
        return HttpResponseRedirect(in_language(reverse("account_me"), user.language))

    return answer_form(
        request,
        form,
        save,
        "people/me.html",
        version_now=lambda: myself(request.user).version,
        **_account_of(request, user),
    )


@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Keep the language chosen in the header, and show the same page in it."""
    language = request.POST.get("language", "")
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        user = myself(request.user)
        change_profile(
            user,
            name=user.name,
            language=language,
            theme=user.theme,
            by=user,
            now=request.now,
        )
        return HttpResponseRedirect(in_language(wanted if safe else "/", language))
    return redirect("account_login")


def _account_of(request: Request, user: User) -> dict[str, Any]:
    sessions = UserSession.objects.purge_and_list(user)
    return {
        "person": user,
        "roles": [ROLE_NAMES[role] for role in Role if role in user.role_set],
        "two_steps": is_mfa_enabled(user),
        "sessions": sorted(sessions, key=lambda each: each.last_seen_at, reverse=True),
        "feed": feed_of(user),
        "tokens": len(open_tokens_of(user, request.now)),
    }
