"""Drawings and databases: what is kept, what is refused, what is said of them."""

import gzip
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.domain.problems import InputProblems
from lumencare.sites import actions, queries
from lumencare.sites.models import Site, SiteRecord
from lumencare.sites.upload_contents import PIECE
from lumencare.sites.uploads import MOST_BYTES, Upload, tidy_name
from tests.office import NOW, TODAY, organization, outsider, person, site

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 drawing"


def packed(*named: str | bytes, **options: int) -> bytes:
    """Return an archive of names and contents in turn."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, **options) as archive:
        for name, content in zip(named[::2], named[1::2], strict=True):
            archive.writestr(str(name), content)
    return file.getvalue()


@pytest.fixture
def engineer() -> User:
    return person("engineer")


def upload(content: bytes, name: str = "Plan A.pdf") -> Upload:
    return Upload(name, BytesIO(content))


def keep(at: Site, by: User, content: bytes = PDF, kind: str = "layout-drawing") -> SiteRecord:
    return actions.add_record(
        at, kind=kind, upload=upload(content), dated_on=TODAY - timedelta(400), by=by, now=NOW
    )


def test_a_file_is_kept_with_its_hash_and_read_again(engineer: User) -> None:
    row = keep(site(), engineer)
    opened = queries.open_record(engineer, row.pk)
    assert opened is not None
    with opened.file.open() as file:
        assert file.read() == PDF
    assert (opened.file_name, opened.media_type) == ("Plan A.pdf", "application/pdf")
    assert len(opened.sha256) == 64
    assert "Plan" not in str(row.file.name)


def test_a_page_says_what_there_is_how_old_and_what_is_missing(engineer: User) -> None:
    place = site()
    keep(place, engineer)
    actions.say_not_applicable(place, kind="database", why="无数据库", by=engineer, now=NOW)
    records = {each.kind: each for each in queries.site_page(engineer, place.pk, TODAY).records}
    assert [each.state for each in records.values()] == ["missing", "kept", "not-applicable"]
    layout = records["layout-drawing"]
    assert (layout.age_days, layout.number) == (400, 1)
    assert layout.age is not None
    assert (layout.age.zh, layout.age.en) == ("1 年", "1 year")
    assert records["database"].why == "无数据库"


@pytest.mark.parametrize(
    ("kind", "content", "media_type"),
    [
        ("layout-drawing", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("layout-drawing", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("single-line-drawing", b"AC1032....", "image/vnd.dwg"),
        ("single-line-drawing", b"  0\r\nSECTION\r\n", "image/vnd.dxf"),
        ("single-line-drawing", b"999\nmade by\n0\nSECTION\n", "image/vnd.dxf"),
        ("database", packed("Project.hw", b"data"), "application/zip"),
        ("layout-drawing", packed("1F/Plan.dwg", b"AC1032"), "application/zip"),
        ("database", gzip.compress(b"data"), "application/gzip"),
        ("database", b"SQLite format 3\x00..", "application/vnd.sqlite3"),
        ("database", b"TAPE\x00\x00\x03", "application/octet-stream"),
    ],
)
def test_a_form_is_told_by_its_content(
    kind: str, content: bytes, media_type: str, engineer: User
) -> None:
    row = keep(site(), engineer, content, kind)
    assert row.media_type == media_type


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("layout-drawing", b"MZ\x90\x00"),
        ("layout-drawing", b"\x7fELF"),
        ("layout-drawing", b"<html><script>"),
        ("layout-drawing", b"<svg xmlns='x'>"),
        ("layout-drawing", b"<?xml version='1.0'?><svg>"),
        ("layout-drawing", b"#!/bin/sh"),
        ("layout-drawing", b" %PDF-1.7"),
        ("layout-drawing", b""),
        ("database", b"%PDF-1.7"),
        ("database", b"MZ\x90\x00"),
        ("layout-drawing", b"PK\x03\x04...."),
        ("layout-drawing", packed("Plan.dwg", b"AC1032")[:-30]),
        ("layout-drawing", packed()),
        ("layout-drawing", packed("Plan.dwg", b"AC1032", "setup.exe", b"")),
        ("layout-drawing", packed("Plan.dwg.EXE . ", b"x")),
        ("layout-drawing", packed("a\\b\\run.vbs", b"x")),
        ("layout-drawing", packed("acad.lsp", b"x")),
        ("layout-drawing", packed("Plan.dwg", b"MZ\x90\x00 a program")),
        ("layout-drawing", packed("Plan.svg", b"<svg onload='x'/>")),
        ("layout-drawing", packed("word/vbaProject.bin", b"macro")),
        ("database", packed("data", b"\0" * (2 << 20))),
        ("database", gzip.compress(b"MZ\x90\x00 a program")),
        ("database", gzip.compress(b"data")[:-9]),
        ("layout-drawing", b"%PDF-1.7 <</S/JavaScript/JS(app.alert(1))>>"),
        ("layout-drawing", b"%PDF-1.7 <</S/J#61vaScript>>"),
        ("layout-drawing", b"%PDF-1.7 " + b" " * (PIECE - 16) + b"<</S/Launch/F(a)>>"),
    ],
)
def test_what_could_run_or_is_something_else_is_refused(
    kind: str, content: bytes, engineer: User
) -> None:
    with pytest.raises(InputProblems) as wrong:
        keep(site(), engineer, content, kind)
    assert [each.where for each in wrong.value.problems] == ["file"]
    assert not SiteRecord.objects.exists()


def test_a_file_that_is_too_big_is_refused(engineer: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        keep(site(), engineer, PDF + b"\0" * MOST_BYTES)
    assert "25 MB" in wrong.value.problems[0].allowed.en


def test_versions_follow_each_other_and_the_same_file_is_no_new_one(engineer: User) -> None:
    place = site()
    keep(place, engineer)
    with pytest.raises(InputProblems):
        keep(place, engineer)
    assert keep(place, engineer, b"%PDF-2.0 newer").number == 2
    assert SiteRecord.objects.count() == 2


def test_a_day_to_come_an_unknown_kind_and_a_missing_reason_are_refused(engineer: User) -> None:
    place = site()
    late = TODAY + timedelta(1)
    with pytest.raises(InputProblems):
        actions.add_record(
            place, kind="database", upload=upload(PDF), dated_on=late, by=engineer, now=NOW
        )
    with pytest.raises(InputProblems):
        keep(place, engineer, kind="photo")
    with pytest.raises(InputProblems):
        actions.say_not_applicable(place, kind="database", why=" ", by=engineer, now=NOW)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\图纸.PDF", "图纸.pdf"),
        ("a\u202egnp.exe", "agnp.exe.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
    ],
)
def test_a_name_is_tidied(name: str, kept: str) -> None:
    assert tidy_name(name, ".pdf") == kept


def test_owners_read_their_records_and_strangers_do_not(engineer: User) -> None:
    from django.http import Http404

    owner = organization()
    row = keep(site(owner), engineer)
    assert queries.open_record(outsider(owner), row.pk) is not None
    with pytest.raises(Http404):
        queries.open_record(outsider(organization("别家")), row.pk)


@pytest.mark.parametrize("role", ["finance", "clerk", "customer", "partner"])
def test_others_keep_no_records(role: str) -> None:
    place, by = site(), person(role)
    with pytest.raises(NotAllowed):
        keep(place, by)
    with pytest.raises(NotAllowed):
        actions.say_not_applicable(place, kind="database", why="x", by=by, now=NOW)


def test_age_is_said_in_the_largest_unit() -> None:
    from lumencare.sites.queries.records import say_age

    said = {
        days: say_age(TODAY - timedelta(days), TODAY).en for days in (0, 1, 29, 30, 364, 365, 800)
    }
    assert said == {
        0: "today",
        1: "1 day",
        29: "29 days",
        30: "1 month",
        364: "12 months",
        365: "1 year",
        800: "2 years",
    }
    assert say_age(date(2027, 1, 1), TODAY).zh == "今天"
