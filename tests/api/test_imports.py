"""A whole portfolio through the interface: looked at first, then done as it was shown."""

from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.domain.shanghai import SHANGHAI
from lumencare.sites.models import System
from tests.api.calling import program

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "portfolio.xlsx"
MADE = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
PATH = "/imports/portfolio"


def workbook() -> SimpleUploadedFile:
    return SimpleUploadedFile("portfolio.xlsx", EXAMPLE.read_bytes())


@time_machine.travel(MADE, tick=False)
def test_a_portfolio_is_looked_at_and_then_imported_whole() -> None:
    caller = program("coordinator")
    looked = caller.upload(f"{PATH}?dry_run=true", {"file": workbook()})
    assert (looked.status, looked.body["may_be_imported"]) == (200, True)
    assert not System.objects.exists()
    given = {"file": workbook(), "fingerprint": looked.body["fingerprint"]}
    done = caller.upload(PATH, given)
    assert done.status == 201
    assert System.objects.count() == len(looked.body["new_systems"]) == 43
