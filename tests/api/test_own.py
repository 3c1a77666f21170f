"""One's own tokens, the editions and the trail by the interface."""

import pytest

from lumencare.accounts.models import ApiToken
from tests.api.calling import Program, program, token
from tests.office import person, system

pytestmark = pytest.mark.django_db


def test_a_program_knows_whom_it_stands_for_and_its_one_role() -> None:
    user = person("sales", "manager")
    told = Program(token(user, "sales")).get("/me").body
    assert (told["email"], told["roles"]) == (user.email, ["sales"])
    assert "make-quotes" in told["rights"]
    assert "approve-quotes" not in told["rights"]


def test_a_token_ends_itself_and_never_shows_a_secret() -> None:
    user, other = person("sales"), program("sales")
    caller = Program(token(user, "sales", "lum_a-secret-of-some-length"))
    (own,) = caller.get("/tokens").body
    assert "a-secret-of" not in str(own)
    assert other.delete(f"/tokens/{own['id']}").status == 404
    assert caller.delete(f"/tokens/{own['id']}").status == 204
    assert caller.get("/me").status == 401
    assert ApiToken.objects.get(pk=own["id"]).revoked_at is not None


def test_an_edition_is_given_whole_and_by_the_day() -> None:
    caller = program("engineer")
    (first, *_) = caller.get("/editions").body
    whole = caller.get(f"/editions/{first['code']}").body
    assert whole == caller.get("/editions/in-force").body
    assert caller.get("/editions/none").status == 404
    assert caller.get("/editions/in-force?use=never").status == 422


def test_the_trail_is_walked_page_by_page_and_filtered() -> None:
    sales, boss, one = program("sales"), program("manager"), system()
    for number in range(60):
        change = {"software_version": f"3.{number}"}
        assert sales.patch(f"/systems/{one.pk}", change, If_Match="*").status == 200
    first = boss.get("/audit?kind=sites.system").body
    rest = boss.get(f"/audit?kind=sites.system&cursor={first['next']}").body
    keys = [each["id"] for each in first["items"] + rest["items"]]
    assert len(keys) == len(set(keys)) == 60
    assert (keys, rest["next"]) == (sorted(keys, reverse=True), None)
    assert boss.get("/audit?action=nothing").body["items"] == []
    assert boss.get("/audit?first_day=2026-01-15&last_day=2026-01-15").body["items"]
    assert boss.get("/audit?first_day=2026-01-16").body["items"] == []
    assert boss.get("/audit?last_day=2026-01-14").body["items"] == []
