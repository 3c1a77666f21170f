"""People are invited, come in, get roles and leave, by pages that work without scripts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lumencare.accounts.models import ApiToken, Invitation, User
from lumencare.accounts.queries import token_user
from lumencare.accounts.roles import Role
from lumencare.people.actions import set_roles
from lumencare.sites.members import invite_member
from tests.office import NOW, PASSWORD, organization, person

pytestmark = pytest.mark.django_db

NEW = {"email": "li@example.com", "name": "李雷", "roles": ["sales", "finance"]}


@pytest.fixture(autouse=True)
def _mail_at_once(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]


@pytest.fixture
def admin(client: Client) -> User:
    user = person("administrator")
    client.force_login(user)
    return user


def link_in(text: str) -> str:
    found = re.search(r"/invitation/[\w-]+/", text)
    assert found
    return found[0]


@pytest.mark.usefixtures("admin")
def test_a_colleague_is_invited_comes_in_and_finds_their_rooms(client: Client) -> None:
    page = client.post("/people/invite", NEW).content.decode()
    link = link_in(page)
    assert link in mail.outbox[0].body
    assert "邀请您" in mail.outbox[0].body
    assert "invites you to Lumencare" in mail.outbox[0].body
    new = Client()
    assert "li@example.com" in new.get(link).content.decode()
    answer = new.post(link, {"name": "李雷", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert 'href="/quotes/"' in new.get("/").content.decode()
    assert User.objects.get(email="li@example.com").role_set == {Role.SALES, Role.FINANCE}
    assert Client().get(link).status_code == 404


@pytest.mark.usefixtures("admin")
def test_what_was_typed_stays_and_each_problem_stands_at_its_field(client: Client) -> None:
    answer = client.post("/people/invite", {"email": "li@", "name": "李雷", "roles": []})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="li@"' in page
    assert "至少选择一个角色" in page or "请输入完整的邮箱" in page
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("admin")
def test_a_weak_password_is_told_in_words(client: Client) -> None:
    link = link_in(client.post("/people/invite", NEW).content.decode())
    answer = Client().post(link, {"name": "李雷", "password": "short"})
    assert answer.status_code == 422
    assert "12" in answer.content.decode()
    assert not User.objects.filter(email="li@example.com").exists()


@pytest.mark.usefixtures("admin")
def test_an_invitation_is_listed_and_taken_back(client: Client) -> None:
    link = link_in(client.post("/people/invite", NEW).content.decode())
    assert "li@example.com" in client.get("/people/").content.decode()
    made = Invitation.objects.get()
    client.post(f"/people/invitations/{made.pk}/revoke")
    assert "li@example.com" not in client.get("/people/").content.decode()
    assert Client().get(link).status_code == 404


def test_somebody_outside_is_told_for_whom_they_come_in(client: Client) -> None:
    theirs = organization("滨江置业有限公司")
    made = invite_member(
        theirs, email="w@example.com", name="王", by=person("sales"), now=timezone.now()
    )
    assert made
    link = f"/invitation/{made.secret}/"
    assert "滨江置业有限公司" in client.get(link).content.decode()
    client.post(link, {"name": "王建国", "password": PASSWORD})
    assert client.get("/people/").status_code == 403
    assert client.get("/").status_code == 200


def test_roles_are_edited_on_the_page_and_a_stale_form_is_told(client: Client, admin: User) -> None:
    user = person("sales", name="宋妍")
    page = f"/people/{user.pk}/"
    assert "宋妍" in client.get(page).content.decode()
    sent = {"roles": ["sales", "approver"], "why": "代班", "version": user.version}
    assert client.post(page, sent).status_code == 302
    assert "代班" in client.get(page).content.decode()
    stale = client.post(page, {"roles": ["clerk"], "why": "", "version": user.version})
    assert stale.status_code == 409
    assert "administrator" in stale.content.decode()
    assert User.objects.get(pk=user.pk).role_set == {Role.SALES, Role.APPROVER}


def test_the_last_administrator_is_told_why_they_stay(client: Client, admin: User) -> None:
    answer = client.post(f"/people/{admin.pk}/deactivate", {"version": admin.version})
    assert answer.status_code == 422
    assert "最后一位在用的系统管理员" in answer.content.decode()


@pytest.mark.usefixtures("admin")
def test_somebody_leaves_and_comes_back(client: Client) -> None:
    user = person("sales")
    client.post(f"/people/{user.pk}/deactivate", {"version": user.version, "why": "离职"})
    assert not User.objects.get(pk=user.pk).is_active
    client.post(f"/people/{user.pk}/reactivate")
    assert User.objects.get(pk=user.pk).is_active


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?wanted=宋", True),
        ("?wanted=SONG@", True),
        ("?role=sales", True),
        ("?role=clerk", False),
        ("?wanted=林", False),
        ("?role=king", True),
        ("?page=99", True),
    ],
)
def test_people_are_found_by_name_address_and_role(
    client: Client, query: str, *, found: bool
) -> None:
    user = person("sales", name="宋妍")
    User.objects.filter(pk=user.pk).update(email="song@example.com")
    assert ("song@example.com" in client.get(f"/people/{query}").content.decode()) is found


@pytest.mark.usefixtures("admin")
def test_the_list_takes_the_same_queries_however_long(client: Client) -> None:
    client.get("/people/")
    counts = []
    for more in range(2):
        for number in range(5):
            person("sales", "finance", name=f"p{more}{number}")
        with CaptureQueriesContext(connection) as taken:
            client.get("/people/")
        counts.append(len(taken))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("admin")
def test_the_audit_page_shows_and_narrows(client: Client, admin: User) -> None:
    user = person("sales", name="宋妍")
    set_roles(user, [Role.CLERK], by=admin, now=NOW, why="调岗")
    page = client.get("/audit/?kind=accounts.user&first_day=2026-01-15&last_day=2026-01-15")
    assert "调岗" in page.content.decode()
    assert "备件管理" in page.content.decode()
    assert "调岗" not in client.get("/audit/?kind=sites.site").content.decode()
    assert client.get("/audit/?first_day=never&before=x").status_code == 200
    assert "Set the roles" in client.get("/en/audit/").content.decode()


def test_the_table_of_rights_is_on_a_page(client: Client) -> None:
    client.force_login(person("sales"))
    page = client.get("/people/rights").content.decode()
    assert "审批报价单" in page
    assert "Approve quotes" in client.get("/en/people/rights").content.decode()


def test_a_token_is_made_shown_once_and_revoked(client: Client) -> None:
    user = person("sales", "manager")
    client.force_login(user)
    end = (timezone.now().date().replace(day=1)).isoformat()
    wrong = client.post("/account/tokens/", {"name": "", "role": "clerk", "expires_at": end})
    assert wrong.status_code == 422
    last = (timezone.localdate() + timedelta(days=30)).isoformat()
    sent = {"name": "erp", "role": "sales", "expires_at": last}
    page = client.post("/account/tokens/", sent).content.decode()
    secret = re.search(r"lum_[\w-]+", page)
    assert secret
    found = token_user(secret[0], timezone.now())
    assert found
    assert found[0].pk == user.pk
    assert secret[0] not in client.get("/account/tokens/").content.decode()
    token = ApiToken.objects.get()
    stranger = Client()
    stranger.force_login(person("administrator"))
    assert stranger.post(f"/account/tokens/{token.pk}/revoke").status_code == 404
    client.post(f"/account/tokens/{token.pk}/revoke")
    assert token_user(secret[0], timezone.now()) is None


def test_one_keeps_ones_own_account(client: Client) -> None:
    user = person("sales")
    client.force_login(user)
    assert client.get("/account/me/").status_code == 200
    sent = {"name": "宋妍", "language": "en", "theme": "dark", "version": user.version}
    answer = client.post("/account/me/", sent)
    assert answer["Location"] == "/en/account/me/"
    page = client.get("/en/account/me/").content.decode()
    assert 'data-theme="dark"' in page
    assert "宋妍" in page
    stale = client.post("/account/me/", {**sent, "name": "X"})
    assert stale.status_code == 409
    assert client.post("/account/me/", {**sent, "name": ""}).status_code == 422


def test_the_language_of_the_header_is_remembered(client: Client) -> None:
    user = person("sales")
    client.force_login(user)
    answer = client.post("/account/language/", {"language": "en", "next": "/account/me/?a=1"})
    assert answer["Location"] == "/en/account/me/?a=1"
    assert User.objects.get(pk=user.pk).language == "en"
    back = client.post(
        "/account/language/", {"language": "zh-hans", "next": "https://elsewhere.example/"}
    )
    assert back["Location"] == "/"
    client.post("/account/language/", {"language": "xx", "next": "/"})
    assert User.objects.get(pk=user.pk).language == "zh-hans"


def test_other_sessions_are_ended_and_this_one_stays() -> None:
    user, here, there = person("sales"), Client(), Client()
    for each in (here, there):
        each.post("/account/login/", {"login": user.email, "password": PASSWORD})
        assert each.get("/account/me/").status_code == 200
    here.post("/account/sessions/")
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
