"""The slip of a claim: what goes, where to, what comes back; a PDF in both languages."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from lumencare.accounts.rights import NotAllowed
from lumencare.claims.actions import waive_return
from lumencare.claims.queries.slip import slip_of_claim
from lumencare.domain.text import Text
from tests.claims.claims import NOON, asked, clerk, fitted, part, supplied
from tests.office import TODAY, person

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.com/claims/P-1"


def test_it_names_both_parts_and_when_the_old_one_is_wanted() -> None:
    """SC-8, 0033: also before the new part is in; once it is given up, nothing is asked back."""
    part(serialised=True)
    claim = supplied(asked(), "N-1")
    early = slip_of_claim(clerk(), claim.number, ADDRESS, TODAY)
    assert (early.out.number, early.out.serial, early.given_to) == ("QSN-4P", "N-1", "工程师")
    assert early.back is not None
    assert (early.back.serial, early.back_by) == ("SN-1", None)
    assert early.back_to == Text("上海常用备件库", "Shanghai spare pool")
    fitted(claim)
    later = slip_of_claim(clerk(), claim.number, ADDRESS, TODAY)
    assert later.back_by == claim.return_due_on
    waive_return(claim, why="现场销毁", by=clerk(), now=NOON)
    assert slip_of_claim(clerk(), claim.number, ADDRESS, TODAY).back is None
    with pytest.raises(NotAllowed):
        slip_of_claim(person("finance"), claim.number, ADDRESS, TODAY)


def test_the_page_leads_to_the_slip_once_a_part_left(client: Client) -> None:
    part(serialised=True)
    claim = asked()
    client.force_login(clerk())
    address = f"/en/claims/{claim.number}/"
    assert b"/slip" not in client.get(address).content
    supplied(claim, "N-1")
    assert b"/slip" in client.get(address).content
    answer = client.get(f"{address}slip")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    for each in (claim.number, claim.case.number, "N-1", "SN-1", "Please send the old part back"):
        assert each in text
    assert "备件随附单" in text
