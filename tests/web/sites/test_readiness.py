"""Readiness on pages: the block of a site and system, the list, its workbook, what leads on."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from lumencare.domain.edition import COLLECTION
from lumencare.field.models import Visit
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import HeldPlan, SiteRecord, System
from tests.office import TODAY, person, site, system

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 drawing"


@pytest.fixture
def row() -> System:
    return system()


def block(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.split('aria-labelledby="records-title"')[1].split("</section>")[0]


def text_of(part: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", part).split()))


def link_with(part: str, words: str) -> str:
    links = [unescape(each) for each in re.findall(r'href="([^"]*)"', part)]
    return next(each for each in links if words in each)


def upload(client: Client, row: System, **more: object) -> int:
    file = SimpleUploadedFile("Plan.pdf", PDF)
    typed = {"kind": "layout-drawing", "file": file, "dated_on": "2022-01-10", **more}
    return client.post(f"/sites/{row.site_id}/records/new", typed).status_code


def test_the_block_says_what_is_old_missing_and_waits(client: Client, row: System) -> None:
    """SC-9, SY-4, X-10: with the checksum whole, and the figures marked as assumed."""
    client.force_login(person("coordinator"))
    assert upload(client, row) == 302
    text = text_of(block(client, f"/systems/{row.pk}/"))
    assert SiteRecord.objects.get().sha256 in text
    for words in ("不齐全", "已满 36 个月", "尚无系统图", "含服务的合同生效", "2 人天", "假定"):
        assert words in text
    assert text_of(block(client, f"/sites/{row.site_id}/")) == text


def test_collecting_is_added_to_a_quote_and_stands_in_it_as_a_line(
    client: Client, row: System
) -> None:
    """SC-9, D-20, RO-1: as a floor price, with the plan that it goes with."""
    client.force_login(person("coordinator"))
    link = link_with(block(client, f"/systems/{row.pk}/"), f"count-{COLLECTION}")
    assert "现场收集资料" in client.get(link).content.decode()
    typed = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert typed == {"plan": "service-care", f"count-{COLLECTION}": "3"}
    assert client.post(f"/systems/{row.pk}/quote/issue", typed).status_code == 302
    lines = QuoteVersion.objects.get().quotation["lines"]
    line = next(each for each in lines if each["code"] == COLLECTION)
    assert (line["net"], line["from_price"], line["rule"]) == ("14400.00", True, "SC-9")
    HeldPlan.objects.create(
        system=row,
        code="service-care",
        bought_on=TODAY,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(365),
        source="test",
    )
    held = link_with(block(client, f"/systems/{row.pk}/"), COLLECTION)
    assert held == f"/systems/{row.pk}/quote?count-{COLLECTION}=3"


def test_the_visit_that_collects_is_proposed_with_what_is_known(
    client: Client, row: System
) -> None:
    client.force_login(person("coordinator"))
    link = link_with(block(client, f"/systems/{row.pk}/"), "/dispatch/new")
    typed = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    page = client.get(link).content.decode()
    assert f'value="{row.ref}"' in page
    assert f'<option value="{COLLECTION}" selected' in page
    assert client.post("/dispatch/new", typed).status_code == 302
    visit = Visit.objects.get()
    assert (visit.service, visit.remote) == (COLLECTION, False)
    assert "系统图" in visit.summary


def test_a_processor_is_said_to_give_the_database_with_its_ground(
    client: Client, row: System
) -> None:
    """X-10."""
    client.force_login(person("engineer"))
    address = f"/systems/{row.pk}/processor"
    assert client.post(address, {"gives": "yes", "why": " "}).status_code == 422
    assert client.post(address, {"gives": "maybe", "why": "x"}).status_code == 422
    assert client.post(address, {"gives": "yes", "why": "V-12 已读出"}).status_code == 302
    text = text_of(block(client, f"/systems/{row.pk}/"))
    assert "V-12 已读出" in text
    assert "可从处理器读出" in text


def test_a_record_of_one_of_several_systems_is_asked_for_and_kept(
    client: Client, row: System
) -> None:
    client.force_login(person("engineer"))
    assert 'name="system"' not in client.get(f"/sites/{row.site_id}/records/new").content.decode()
    other, stranger = (
        system(row.site, "S-2"),
        system(site(name="别处", owner=row.site.owner), "S-3"),
    )
    assert upload(client, row, system=str(stranger.pk)) == 422
    assert upload(client, row, system=str(other.pk)) == 302
    assert SiteRecord.objects.get().system == other


def test_the_list_is_filtered_and_leaves_as_a_workbook(client: Client, row: System) -> None:
    client.force_login(person("coordinator"))
    page = client.get("/sites/readiness?lacks=any").content.decode()
    assert row.site.name in page
    assert row.site.name not in client.get("/sites/readiness?lacks=aged").content.decode()
    assert row.site.name in client.get("/sites/readiness?lacks=nonsense").content.decode()
    answer = client.get("/sites/readiness/export?lacks=any")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[-1][0] == row.site.name
    assert rows[-1][-2:] == [3.0, 14400.0]
