"""The search page and the list below the field: everything is found however it is spelled."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from lumencare.sites.actions import add_contact, add_organization, add_site, add_system
from lumencare.sites.models import System
from tests.office import NOW, organization, outsider, person

pytestmark = pytest.mark.django_db
SYSTEM = {
    "ref": "SN-20250301", "name": "办公楼", "system_type": "Quantum", "warranty_class": "2Y",
    "order_date": "2025-03-01", "start_up": "manufacturer", "bom": "1000000",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def row() -> System:
    """Return a system at a site with a name in two languages and somebody to call."""
    boss = person("manager", name="boss")
    how: dict[str, Any] = {"by": boss, "now": NOW}
    owner = add_organization({"kind": "end-user", "name": "滨江置业有限公司"}, **how)
    names = {
        "owner": str(owner.pk), "name": "云栖会议中心", "name_en": "Yunqi Convention Centre",
        "city": "杭州",
    }  # fmt: skip
    place = add_site(names, **how)
    add_contact(place, {"name": "王经理", "phone": "13800136021"}, **how)
    return add_system(place, SYSTEM, **how)


def found(client: Client, words: str, **more: Any) -> str:
    return client.get("/en/search", {"q": words}, **more).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "云栖",
        "yunqi",
        "yqhyzx",
        "Convention",
        "yunqi centre",
        "SN-20250301",
        "0301",
    ],
)
def test_a_system_is_found_however_it_is_spelled(client: Client, row: System, words: str) -> None:
    client.force_login(person("sales"))
    assert f'href="/en/systems/{row.pk}/"' in found(client, words)


def test_a_call_is_answered_before_anything_is_opened(client: Client, row: System) -> None:
    client.force_login(person("support"))
    page = found(client, "6021")
    assert "王经理" in page
    assert "138****6021" in page
    assert re.search(r"Year 1.*?free", page)
    assert f'href="/en/systems/{row.pk}/"' in page


def test_while_typing_only_the_hits_come(client: Client, row: System) -> None:
    client.force_login(person("sales"))
    page = found(client, "云栖", headers={"HX-Request": "true"})
    assert f"/systems/{row.pk}/" in page
    assert "<html" not in page


def test_nothing_found_says_what_to_try_in_both_languages(client: Client, row: System) -> None:
    client.force_login(person("sales"))
    assert "pinyin initials such as bjzx" in found(client, "zzzz")
    page = client.get("/search", {"q": "zzzz"}).content.decode()
    assert "拼音首字母（如 bjzx）" in page
    assert "Try a part" not in page


def test_what_is_typed_is_shown_as_text(client: Client) -> None:
    client.force_login(person("sales"))
    page = found(client, "<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_stranger_outside_finds_nothing(client: Client, row: System) -> None:
    client.force_login(outsider(organization("别家物业")))
    page = found(client, "云栖")
    assert f"/systems/{row.pk}/" not in page
    assert "Nothing is found" in page


def test_the_owner_finds_their_own(client: Client, row: System) -> None:
    client.force_login(outsider(row.site.owner))
    assert f"/systems/{row.pk}/" in found(client, "云栖")
