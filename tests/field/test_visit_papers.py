"""The report of a visit is issued when it is closed, signed, kept; a change brings a new one."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import Http404
from pypdf import PdfReader

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.archive import read_file
from lumencare.contracts.queries.checking import DocumentKind, DocumentStanding
from lumencare.documents.signing import verify_pdf
from lumencare.domain.problems import Refused
from lumencare.field.actions import (
    Finish,
    finish,
    issue_if_due,
    issue_report,
    issue_reports,
    reporting,
    revert,
    want_missing_reports,
)
from lumencare.field.archive import FOLDER, sweep_left_over
from lumencare.field.models import Visit, VisitPaper
from lumencare.field.queries.checking import check_document
from lumencare.field.queries.papers import (
    find_report,
    open_photo,
    open_signature,
    papers_of_case,
    photo_picture,
    report_facts_of,
)
from lumencare.field.soundness import count_files, damaged_files
from tests.apart import KILLED, run_apart
from tests.documents.test_contract_pdf import squeezed, text_of
from tests.documents.visit_report_samples import picture
from tests.field.test_phone import NINE, on_a_case, sends
from tests.field.visits import (
    FRIDAY_8,
    HALF,
    dispatcher,
    done,
    engineer,
    on_site,
    preventive,
    proposed,
)
from tests.office import person

END = NINE + HALF


def closed() -> Visit:
    """Return a visit of a case that was closed from the phone, with all that a phone sends."""
    visit = on_a_case()
    sends(visit, "set-out", NINE - timedelta(minutes=40))
    sends(visit, "arrive")
    sends(visit, "photo", file=picture())
    sends(visit, "cause", cause="product")
    sends(visit, "checks", checks=["power"], findings="更换调光模块")
    sends(visit, "part", part_number="QSN-4A-S", faulty_serial="F9", new_serial="N1", quantity="2")
    sends(visit, "sign", signer="王建国", file=picture(680, 240, "PNG", "RGBA"))
    assert sends(visit, "finish", END).outcome == "done"
    return Visit.objects.get(pk=visit.pk)


def own(visit: Visit) -> Any:
    """Return the engineer of a visit."""
    assert visit.engineer is not None
    return visit.engineer.person


def text_of_paper(paper: VisitPaper) -> str:
    return squeezed(text_of(PdfReader(BytesIO(read_file(paper.pdf)))))


@pytest.mark.django_db
def test_a_closed_visit_gets_its_report_with_all_that_happened() -> None:
    """SC-4, SC-10, G-2."""
    visit = closed()
    paper = issue_if_due(visit, by=own(visit), now=END)
    assert paper is not None
    text = text_of_paper(paper)
    case = visit.case
    assert case is not None
    assert case.decision is not None
    for words in (
        paper.number,
        case.number,
        visit.site.name,
        visit.site.owner.name,
        own(visit).name,
        "2026-01-16 09:00",
        "2026-01-16 14:00",
        "2026-01-16 08:20",
        "40 分钟 40 min",
        "产品原因",
        "更换调光模块",
        "QSN-4A-S 2 F9 N1",
        "Signed by 王建国",
        "故障已排除",
        case.decision.sentence_zh,
        case.decision.sentence_en,
        "C-2601-001",
        "控制柜供电与接线正常",
    ):
        assert squeezed(words) in text, words
    assert "照片无法显示" not in text
    assert "签字图片无法显示" not in text


@pytest.mark.django_db
def test_it_is_signed_archived_and_told_in_the_trail() -> None:
    visit = closed()
    paper = issue_report(visit, by=own(visit), now=END)
    (signature,) = verify_pdf(read_file(paper.pdf))
    assert (signature.is_unchanged, signature.signed_at) == (True, END)
    assert (paper.number, paper.revision, paper.issued_by) == (visit.number, 1, own(visit))
    assert paper.pdf_sha256 in Entry.objects.get(action="issue", kind="field.visit").why
    assert (count_files(), list(damaged_files())) == (3, [])
    (Path(settings.MEDIA_ROOT) / str(paper.pdf)).unlink()
    assert list(damaged_files()) == [paper.number]


@pytest.mark.django_db
def test_it_is_issued_once_however_often_it_is_asked_for() -> None:
    visit = closed()
    first = issue_report(visit, by=own(visit), now=END)
    assert issue_report(visit, by=dispatcher(), now=END + timedelta(days=3)) == first
    assert issue_if_due(visit, by=own(visit), now=END + timedelta(days=3)) is None
    assert issue_reports(END + timedelta(days=3)) == {}
    assert VisitPaper.objects.count() == 1


@pytest.mark.django_db
def test_what_comes_after_the_end_is_a_new_report_that_names_the_old_one() -> None:
    """The photo was the last thing that the network let through."""
    visit = closed()
    first = issue_report(visit, by=own(visit), now=END)
    later = END + timedelta(minutes=3)
    assert sends(visit, "photo", later, file=picture(800, 600)).outcome == "done"
    assert issue_reports(later) == {}
    second = find_report(dispatcher(), visit.number)
    assert (second.number, second.revision) == (f"{visit.number}-R2", 2)
    assert squeezed(f"取代 replaces {first.number}") in text_of_paper(second)
    assert find_report(dispatcher(), visit.number, 1) == first
    told = [check_document(each.number, each.pdf_sha256) for each in (first, second)]
    assert [each and each.standing for each in told] == [
        DocumentStanding.REPLACED,
        DocumentStanding.LATEST,
    ]


@pytest.mark.django_db
def test_visits_without_a_report_get_theirs_some_at_a_time(monkeypatch: Any) -> None:
    """As of those that were done before there were reports."""
    monkeypatch.setattr(reporting, "MISSING_AT_ONCE", 1)
    of = engineer()
    first = done(of)
    later = done(of, proposed(first.site), start=FRIDAY_8 + timedelta(days=3))
    Visit.objects.update(report_due_at=None)
    assert want_missing_reports(END) == 1
    assert issue_reports(END) == {}
    assert (first.papers.count(), later.papers.count()) == (1, 0)
    assert want_missing_reports(END) == 1
    issue_reports(END)
    assert later.papers.count() == 1
    assert want_missing_reports(END) == 0
    assert issue_reports(END) == {}
    assert VisitPaper.objects.count() == 2


@pytest.mark.django_db
def test_a_visit_that_was_taken_back_has_no_report_until_it_is_done_again() -> None:
    visit = closed()
    issue_report(visit, by=own(visit), now=END)
    revert(Visit.objects.get(pk=visit.pk), why="点错了", by=own(visit), now=END)
    with pytest.raises(Refused):
        issue_report(visit, by=own(visit), now=END)
    assert issue_reports(END) == {}
    again = Visit.objects.get(pk=visit.pk)
    finish(again, Finish(at=END + HALF), by=own(visit), now=END + HALF)
    assert issue_reports(END + HALF) == {}
    assert VisitPaper.objects.filter(visit=visit).count() == 2


@pytest.mark.django_db
def test_a_preventive_visit_says_what_was_drawn_and_who_trained() -> None:
    """SC-5, D-23: closed from the office, where nobody signs."""
    of = engineer()
    visit = on_site(of, preventive())
    end = FRIDAY_8 + HALF
    said = Finish(at=end, trained=True, findings="一切正常", unsigned_why="客户不在场")
    finish(visit, said, by=dispatcher(), now=end)
    assert issue_reports(end) == {}
    paper = VisitPaper.objects.get()
    text = text_of_paper(paper)
    assert visit.allowance is not None
    for words in (
        "1 人天 1 man-day 计入",
        "1 小时 1 hour 计入",
        f"合同 contract {visit.allowance.contract.number}",
        "已完成 given",
        "一切正常",
        "Nobody signed：客户不在场",
        "出具时没有已知费用。",
    ):
        assert squeezed(words) in text, words
    assert paper.issued_by is None


@pytest.mark.django_db
def test_a_report_without_a_name_of_the_provider_is_issued_all_the_same(settings: Any) -> None:
    """Work that was done is reported; a contract has to wait for the name, a visit has not."""
    settings.PROVIDER = {**settings.PROVIDER, "name": ""}
    visit = done(engineer())
    now = NINE + HALF + timedelta(microseconds=7)
    assert "服务方 Service" not in text_of_paper(issue_report(visit, by=None, now=now))


@pytest.mark.django_db
def test_only_who_may_record_a_visit_issues_its_report() -> None:
    visit = closed()
    for role in ("engineer", "approver"):
        with pytest.raises(NotAllowed):
            issue_report(visit, by=person(role), now=END)
    assert not VisitPaper.objects.exists()


@pytest.mark.django_db
def test_a_certificate_that_cannot_be_used_keeps_the_visit_closed(settings: Any) -> None:
    settings.SIGNING_CERTIFICATE = "/nowhere.pem"
    visit = closed()
    assert issue_if_due(visit, by=own(visit), now=END) is None
    assert list(issue_reports(END + HALF)) == [visit.number]
    settings.SIGNING_CERTIFICATE = ""
    assert issue_reports(END + 2 * HALF) == {}
    assert VisitPaper.objects.get().visit == visit


@pytest.mark.django_db
def test_anybody_checks_it_by_its_code_or_by_the_file() -> None:
    visit = closed()
    paper = issue_report(visit, by=own(visit), now=END)
    for mark, by_file in ((paper.facts_sha256[:32], False), (paper.pdf_sha256, True)):
        found = check_document(visit.number.lower(), mark)
        assert found is not None
        assert (found.kind, found.by_file) == (DocumentKind.VISIT_REPORT, by_file)
        assert found.fingerprint == paper.fingerprint
    assert check_document("V-2026-99999", paper.pdf_sha256) is None


@pytest.mark.django_db
def test_photos_and_the_signature_are_there_for_the_office() -> None:
    visit = closed()
    files = report_facts_of(dispatcher(), visit.number)
    (photo,) = files.photos
    assert files.signature is not None
    assert (files.signature.signer, files.is_due, files.may_issue) == ("王建国", True, True)
    opened = open_photo(dispatcher(), photo.pk)
    assert opened.file_name == photo.file_name == f"{visit.number}-{photo.sha256[:8]}.jpg"
    small = photo_picture(dispatcher(), photo.pk)
    assert small is not None
    assert len(small) < photo.size
    assert photo_picture(dispatcher(), photo.pk) == small
    signature = open_signature(dispatcher(), visit.number)
    assert signature.sha256 == files.signature.sha256
    with pytest.raises(NotAllowed):
        open_photo(person("customer"), photo.pk)
    with pytest.raises(Http404):
        open_photo(dispatcher(), 10**9)
    assert not report_facts_of(person("approver"), visit.number).may_issue


@pytest.mark.django_db
def test_a_case_names_the_latest_report_of_each_visit() -> None:
    visit = closed()
    assert visit.case is not None
    assert papers_of_case(dispatcher(), visit.case.number) == ()
    paper = issue_report(visit, by=own(visit), now=END)
    (found,) = papers_of_case(dispatcher(), visit.case.number)
    assert (found.number, found.visit) == (paper.number, visit.number)


def files() -> list[Path]:
    """Return the issued reports that lie on the disk."""
    return sorted((Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*/V-*"))


@pytest.mark.django_db(transaction=True)
def test_killed_before_the_commit_there_is_no_report_and_the_job_makes_it_later() -> None:
    for each in files():
        each.unlink()
    visit, later = done(engineer()), FRIDAY_8 + HALF
    for last in (1, 2, 3):
        assert run_apart("tests.field.killed_report", visit.pk, last, later.isoformat()) == KILLED
        assert not VisitPaper.objects.exists()
    left = files()
    assert issue_reports(later + timedelta(minutes=1)) == {}
    assert not VisitPaper.objects.exists(), "somebody may still be making it"
    assert issue_reports(later + timedelta(minutes=11)) == {}
    paper = VisitPaper.objects.get()
    for each in files():
        os.utime(each, (0, 0))
    assert sweep_left_over(later + timedelta(days=2)) == len(left) > 0
    assert [each.name for each in files()] == [Path(str(paper.pdf)).name]
    assert run_apart("tests.field.killed_report", visit.pk, 0, later.isoformat()) == KILLED
    assert VisitPaper.objects.get() == paper
