"""The catalogue of systems as a workbook: it comes back unchanged, changed, wrong, or too late."""

from collections.abc import Mapping
from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client
from openpyxl import Workbook, load_workbook

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.lifecycle.actions import CataloguePreview, import_catalogue, preview_catalogue
from lumencare.lifecycle.queries import read_catalogue, software_of, system_of
from lumencare.sites.uploads import Upload
from tests.lifecycle.books import book
from tests.lifecycle.lives import entry, keeper, seller, software
from tests.office import NOW

pytestmark = pytest.mark.django_db


def exported() -> bytes:
    """Return the workbook as the page hands it out."""
    browser = Client()
    browser.force_login(keeper())
    answer = browser.get("/system-care/catalogue/export")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def look(content: bytes) -> CataloguePreview:
    """Return what a workbook would change."""
    return preview_catalogue(Upload("目录.xlsx", BytesIO(content)), by=keeper(), now=NOW)


def edited(content: bytes, cells: Mapping[tuple[str, str], object]) -> bytes:
    """Return a workbook with some cells written over, by sheet and place."""
    opened: Workbook = load_workbook(BytesIO(content))
    for (sheet, at), value in cells.items():
        opened[sheet][at] = value
    file = BytesIO()
    opened.save(file)
    return file.getvalue()


def test_what_was_exported_comes_back_unchanged() -> None:
    """SY-1: shipped entries and the office's own, with lists, days and both notes."""
    entry(support_ends_on="2028-12-31", note_zh="待核实", note_en="to be verified", also="Q\nQT")
    software("3.5", clients="Windows 10\nWindows 11", released_on="2025-02-01")
    seen = look(exported())
    assert (seen.problems, seen.changes) == ((), ())
    assert seen.same > 60
    assert not seen.may_be_kept


def test_what_is_said_otherwise_is_shown_first_and_kept_with_its_trail() -> None:
    """A blank cell leaves what is known, a dash says that nobody knows."""
    entry(support_ends_on="2028-12-31", sales_end_on="2024-01-01")
    sheet = book(
        系统=[("quantum", "已停产", "—", "", "厂商通知 2026-02")],
        软件=[("QUANTUM", "3.5", "3.6", "说明", "高"), ("QUANTUM", "3.6", "", "说明", "高")],
        利旧=[("QUANTUM", "ATHENA", "线缆", "更换", "现场", "低")],
    )
    entries = Entry.objects.count()
    seen = look(sheet)
    assert seen.problems == ()
    assert {(each.name, each.added) for each in seen.changes} == {
        ("QUANTUM", False), ("QUANTUM 3.5", True), ("QUANTUM 3.6", True),
        ("QUANTUM ATHENA wiring", False),
    }  # fmt: skip
    assert Entry.objects.count() == entries
    assert {each.number for each in software_of("QUANTUM")}.isdisjoint({"3.5", "3.6"})
    assert len(import_catalogue(seen.sha256, seen.after, by=keeper(), now=NOW)) == 4
    found = system_of("QUANTUM")
    assert found is not None
    assert (found.status, found.sales_end_on, found.successors) == ("obsolete", None, ("ATHENA",))
    assert str(found.support_ends_on) == "2028-12-31"
    assert {"3.5": "3.6", "3.6": ""}.items() <= {
        each.number: each.successor for each in software_of("QUANTUM")
    }.items()
    assert look(sheet).changes == ()
    last = Entry.objects.filter(kind="lifecycle.systementry").latest("pk")
    assert (last.action, last.after["status"]) == ("change", "obsolete")


def test_every_wrong_cell_is_named_with_what_is_allowed_and_nothing_is_kept() -> None:
    known = read_catalogue()
    sheet = book(
        系统=[
            ("QUANTUM", "很旧", "", "", "", "", "", "", "", "", ""),
            ("NEW-1", "在售", "", "NOPE", "手册", "高", "新系统", "New", "商业", "有数据库",
             "不能从处理器下载"),
            ("NEW-2", "在售"),
        ],
        软件=[("QUANTUM", "3.9", "9.9", "说明", "高"), ("ATHENA", "25.4"), ("ATHENA", "25.4")],
        利旧=[("QUANTUM", "QUANTUM", "线缆", "更换", "现场", "低")],
    )  # fmt: skip
    seen = look(sheet)
    places = {each.where for each in seen.problems}
    assert places >= {"系统!B2", "系统!D3", "系统!E4", "软件!C2", "软件!B4", "利旧!B2"}
    assert all(each.allowed.zh and each.allowed.en for each in seen.problems)
    assert not seen.may_be_kept
    with pytest.raises(InputProblems):
        import_catalogue(seen.sha256, seen.after, by=keeper(), now=NOW)
    assert read_catalogue() == known


def test_a_catalogue_that_somebody_changed_meanwhile_is_looked_at_again() -> None:
    seen = look(book(系统=[("QUANTUM", "已停产")]))
    entry(status="discontinued")
    with pytest.raises(Conflict):
        import_catalogue(seen.sha256, seen.after, by=keeper(), now=NOW)


def test_what_is_no_catalogue_and_who_keeps_none_are_refused() -> None:
    assert look(edited(exported(), {("系统 Systems", "A2"): "x"})).problems
    empty = BytesIO()
    with xlsxwriter.Workbook(empty) as made:
        made.add_worksheet("x").write_row(0, 0, ("a", "b"))
    assert [each.given for each in look(empty.getvalue()).problems] == ["x"]
    with pytest.raises(InputProblems):
        look(b"no workbook")
    with pytest.raises(NotAllowed):
        preview_catalogue(Upload("a.xlsx", BytesIO(exported())), by=seller(), now=NOW)


def test_the_page_shows_the_look_and_keeps_it(client: Client) -> None:
    client.force_login(keeper())
    file = BytesIO(book(系统=[("QUANTUM", "已停产")]))
    file.name = "目录.xlsx"
    page = client.post("/en/system-care/catalogue/import", {"file": file})
    text = page.content.decode()
    assert "One change" in text
    assert "Obsolete" in text
    preview = page.context["preview"]
    sent = {"sha256": preview.sha256, "after": preview.after}
    assert client.post("/system-care/catalogue/keep", sent).status_code == 302
    found = system_of("QUANTUM")
    assert found is not None
    assert found.status == "obsolete"
    # Sent again: the file is gone, and that is said.
    assert client.post("/system-care/catalogue/keep", sent).status_code == 422
