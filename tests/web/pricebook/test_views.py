"""The price book as people see it: all of an edition, in both languages, by right."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from tests.office import NOW, organization, outsider, person
from tests.pricebook.editions import NEXT, dearer, published

pytestmark = pytest.mark.django_db
ONE = "/editions/cn-mainland-1/"


def page(client: Client, address: str, status: int = 200) -> str:
    """Return what an address answers with, after seeing its status."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(client: Client) -> Client:
    """Return a browser in which a field engineer is signed in: every member of staff may look."""
    client.force_login(person("engineer"))
    return client


def test_the_list_says_which_edition_is_in_force(staff: Client) -> None:
    shown = page(staff, "/editions/")
    assert ONE in shown
    assert "生效中" in shown
    assert "上传草稿" not in shown


def test_an_edition_shows_every_price_and_rule_in_both_languages(staff: Client) -> None:
    """PC-1, PA-1, SC-2, TS-1, RO-1, NB-1, AV-1, D-3."""
    zh, en = page(staff, ONE), page(staff, f"/en{ONE}")
    for words in ("清单 × 4%", "15,000.00 起", "15,000.00 + 清单 × 0.8% 起", "清单低于 750,000 元"):
        assert words in zh
    for words in ("4% of the list", "from 15,000.00", "list of 750,000 and above", "any site"):
        assert words in en
    for rule in ("PC-1", "PP-1", "PA-1", "SC-2", "TS-1", "RO-1", "NB-1", "AV-1", "D-26"):
        assert rule in zh


def test_what_the_published_offer_does_not_say_is_marked(staff: Client) -> None:
    shown = page(staff, f"/en{ONE}")
    # Two days, two VAT rates, seven settings and the initial warranty of three classes.
    assert shown.count('<span class="badge warn">assumed</span>') == 14


def test_clauses_stand_side_by_side_and_tell_where_the_meaning_differs(staff: Client) -> None:
    """G-2, X-1: clause and difference lead to each other."""
    shown = page(staff, f"/en{ONE}")
    assert "以中文为准" in shown
    assert 'id="clause-labour"' in shown
    assert '<a href="#X-1">X-1</a>' in shown
    assert '<tr id="X-1">' in shown
    assert '<a href="#clause-labour">labour</a>' in shown
    assert shown.count('<tr id="X-') == 15


def test_the_published_cases_stand_beside_the_computed_ones(staff: Client) -> None:
    shown = page(staff, f"/en{ONE}")
    assert "¥23,285.71" in shown
    assert "¥9,285.71" in shown


def test_a_later_edition_tells_what_it_changes(staff: Client) -> None:
    published(dearer())
    shown = page(staff, f"/en/editions/{NEXT}/")
    assert "What changes against cn-mainland-1" in shown
    assert "part-care-basic · 2Y" in shown
    assert "Future" in page(staff, "/en/editions/")


def test_the_file_of_an_edition_can_be_taken_to_make_the_next(staff: Client) -> None:
    answer = staff.get(f"{ONE}file")
    assert answer["Content-Disposition"] == 'attachment; filename="cn-mainland-1.toml"'
    assert b'edition = "cn-mainland-1"' in b"".join(answer)  # type: ignore[arg-type]


def test_what_is_in_an_edition_is_text_and_never_markup(staff: Client) -> None:
    """An edition comes from a file that somebody uploaded."""
    evil = "<script>alert(1)</script>"
    published(dearer().replace('en = "Hotline (7x24)"', f'en = "{evil}"'), at=NOW)
    shown = page(staff, f"/en/editions/{NEXT}/")
    assert evil not in shown
    assert "&lt;script&gt;" in shown


def test_an_unknown_edition_is_not_found(staff: Client) -> None:
    page(staff, "/editions/cn-mainland-9/", 404)
    page(staff, "/editions/cn-mainland-9/file", 404)


def test_one_system_is_priced_on_two_editions(staff: Client) -> None:
    """The published Quantum case: Basic 30,000 and, at 4 %, 40,000."""
    published(dearer())
    query = f"left=cn-mainland-1&right={NEXT}&class=2Y&bom=1,000,000&order_date=2025-03-01"
    shown = page(staff, f"/en/editions/simulate?{query}&on=2026-01-15")
    assert "¥30,000.00" in shown
    assert "¥40,000.00" in shown
    assert "+¥10,000" in shown


@pytest.mark.parametrize("wrong", ["bom=x", "order_date=2999-01-01", "left=cn-9", "class=9Y"])
def test_a_system_that_cannot_be_is_told_at_its_field(staff: Client, wrong: str) -> None:
    query = f"class=2Y&bom=1000&order_date=2025-03-01&on=2026-01-15&{wrong}"
    shown = page(staff, f"/en/editions/simulate?{query}", 422)
    assert "<em id=" in shown
    page(staff, "/en/editions/simulate")


ADDRESSES = ["/editions/", ONE, f"{ONE}file", "/editions/simulate"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_people_outside_and_nobody_see_no_price_book(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    client.force_login(outsider(organization()))
    assert client.get(address).status_code == 403
