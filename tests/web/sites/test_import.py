"""The page that imports a portfolio: looked at first, told what is wrong, all of it or nothing."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lumencare.sites.models import System
from tests.exchange.portfolio_files import system as row
from tests.exchange.portfolio_files import write_portfolio
from tests.office import NOW, person

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(sha256|fingerprint)" value="([0-9a-f]+)"')


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sales(client: Client) -> Client:
    client.force_login(person("sales"))
    return client


def send(client: Client, folder: Path, *rows: dict[str, Any]) -> str:
    """Upload a workbook and return the page that tells what it does."""
    path = write_portfolio(folder / "list.xlsx", *rows)
    file = SimpleUploadedFile("清单.xlsx", path.read_bytes())
    return client.post("/en/sites/import", {"file": file}).content.decode()


def test_a_workbook_is_looked_at_before_it_is_recorded(sales: Client, tmp_path: Path) -> None:
    page = send(sales, tmp_path, row())
    assert "This is what the workbook does" in page
    assert not System.objects.exists()
    answer = sales.post("/en/sites/import/record", dict(HIDDEN.findall(page)), follow=True)
    assert "1 system is added" in answer.content.decode()
    assert System.objects.count() == 1
    assert "recorded already" in send(sales, tmp_path, row())


def test_all_problems_are_told_at_once_and_nothing_can_be_recorded(
    sales: Client, tmp_path: Path
) -> None:
    page = send(
        sales, tmp_path, row(**{"class": "9Y"}), row(ref="S-2", **{"order date": "tomorrow"})
    )
    assert "9Y" in page
    assert "tomorrow" in page
    assert "Record all of it" not in page
    assert not HIDDEN.findall(page)


def test_what_is_no_workbook_stands_at_the_field(sales: Client) -> None:
    file = BytesIO(b"%PDF-1.7 no workbook")
    file.name = "list.xlsx"
    answer = sales.post("/en/sites/import", {"file": file})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


def test_what_changed_since_is_shown_again_and_nothing_is_recorded(
    sales: Client, tmp_path: Path
) -> None:
    kept = dict(HIDDEN.findall(send(sales, tmp_path, row())))
    answer = sales.post("/en/sites/import/record", {**kept, "fingerprint": "0" * 64})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "was changed since you looked" in page
    assert dict(HIDDEN.findall(page)) == kept
    assert not System.objects.exists()


def test_a_preview_that_is_gone_leads_back_to_the_file(sales: Client) -> None:
    answer = sales.post("/en/sites/import/record", {"sha256": "0" * 64}, follow=True)
    assert answer.redirect_chain == [("/en/sites/import", 302)]
    assert "The preview is gone" in answer.content.decode()
