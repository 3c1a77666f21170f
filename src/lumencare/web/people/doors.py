"""Who gets in: nobody signs up, and a company's sign-in opens for known addresses alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, translate_url
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in with a password: by invitation only, and into the language of one's choice."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep everybody out who was not invited."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the workbench; people outside are led to their own pages."""
        user = request.user
        outside = isinstance(user, User) and bool(user.role_set) and is_outsider(user)
        return reverse("portal-home" if outside else settings.LOGIN_REDIRECT_URL)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Lead to the page that was asked for, in the person's language."""
        answer: HttpResponse = super().post_login(request, user, **more)
        if "Location" in answer:
            answer["Location"] = in_language(answer["Location"], user.language)
        return answer


class CompanyDoor(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in through the company's own service; it makes no account and links none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Make no account: an address that is not known here stays outside."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse to link another identity to the account that is signed in."""
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(redirect("account_me"))


def in_language(address: str, language: str) -> str:
    """Return a page's address in a language; an address that is not ours stays as it is."""
    # What can be resolved depends on the language in force: Chinese addresses have no prefix.
    with override("en" if address.startswith("/en/") else "zh-hans"):
        return translate_url(address, language)
