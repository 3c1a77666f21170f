"""The addresses of signing in and of one's own account; what is not listed does not exist.

The library brings more (sign-up, change of address, passkeys); none of that is used here.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as company
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from allauth.usersessions import views as sessions
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from lumencare.web.people import demo, me, tokens, told

TO_MY_ACCOUNT = RedirectView.as_view(pattern_name="account_me")

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", TO_MY_ACCOUNT, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("company/cancelled/", company.login_cancelled, name="socialaccount_login_cancelled"),
    path("company/error/", company.login_error, name="socialaccount_login_error"),
    path("company/links/", TO_MY_ACCOUNT, name="socialaccount_connections"),
    path("me/", me.show, name="account_me"),
    path("reminders/", told.choose, name="account_reminders"),
    path("calendar/", told.make_calendar, name="account_calendar"),
    path("calendar/drop", told.drop_calendar, name="account_calendar_drop"),
    path("language/", me.choose_language, name="account_language"),
    path("tokens/", tokens.make, name="account_tokens"),
    path("tokens/<int:pk>/revoke", tokens.revoke, name="account_token_revoke"),
]
if settings.OIDC_URL:
    urlpatterns.append(path("", include(openid_connect)))
if settings.DEMO:
    urlpatterns.append(path("demo/", demo.enter, name="account_demo"))
