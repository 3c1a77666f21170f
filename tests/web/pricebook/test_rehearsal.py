"""The page of a rehearsal and its workbook."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from lumencare.pricebook.actions import upload_draft
from tests.office import NOW, person
from tests.pricebook.editions import dearer
from tests.sales.quotes import BASIC, issued

# After the day on which the quote is open: a draft that takes effect in the past has a flaw.
FAR = date(2090, 1, 1)

pytestmark = pytest.mark.django_db


@time_machine.travel(NOW, tick=False)
def test_the_keeper_sees_what_a_draft_changes(client: Client) -> None:
    keeper = person("manager", name="keeper")
    row = upload_draft(dearer(sales=FAR).encode(), by=keeper, now=NOW)
    number = issued(BASIC).quote.number
    client.force_login(keeper)
    draft = client.get(f"/editions/{row.pk}/draft").content.decode()
    assert f'href="/editions/{row.pk}/rehearsal"' in draft
    page = client.get(f"/editions/{row.pk}/rehearsal").content.decode()
    for words in ("此草案影响 1 份未结报价单", number, "¥30,000.00", "¥40,000.00"):
        assert words in page
    answer = client.get(f"/editions/{row.pk}/rehearsal.xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert [each.value for each in book.worksheets[0][3]][5:8] == [30000, 40000, 10000]


def test_a_draft_with_flaws_prices_nothing(client: Client) -> None:
    keeper = person("manager", name="keeper")
    broken = dearer(sales=FAR).replace("percent = 9.0", "percent = -9.0")
    row = upload_draft(broken.encode(), by=keeper, now=NOW)
    client.force_login(keeper)
    assert client.get(f"/editions/{row.pk}/rehearsal").status_code == 404
    assert "/rehearsal" not in client.get(f"/editions/{row.pk}/draft").content.decode()
