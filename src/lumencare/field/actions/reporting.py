"""Reports of visits, each issued as a signed document and fixed; a change brings a new one."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import record
from lumencare.contracts.actions.issuing import ENDING, number_of
from lumencare.contracts.archive import keep_file
from lumencare.contracts.papers import facts_hash, with_address
from lumencare.documents.contract_context import Sealing
from lumencare.documents.signing import sign_pdf
from lumencare.documents.visit_report_context import VisitReportContext
from lumencare.documents.visit_report_pdf import render_visit_report
from lumencare.domain.dispatch.states import VisitState
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.steps import require_doing
from lumencare.field.archive import FOLDER
from lumencare.field.models import Visit, VisitPaper
from lumencare.field.papers import report_facts, report_pictures
from lumencare.store.signing_certificate import signing_certificate

# Longer than a report takes: one whose maker was killed is made by the next who looks.
PUT_OFF = timedelta(minutes=10)
MOST_AT_ONCE = 50
# Of visits from before there were reports: few, so that those closed just now are not kept waiting.
MISSING_AT_ONCE = 20
WHOLE = (
    "site__owner", "system", "case__decision", "engineer__person", "allowance__contract",
    "drawn__allowance__contract", "drawn_training__allowance__contract",
)  # fmt: skip
NOT_DONE = Text(
    "上门服务完成后才能出具报告。", "The report of a visit is issued when the visit is done."
)


def want_report(visit: Visit, now: datetime) -> None:
    """Let the report of a visit that is done be issued, or issued anew, in the caller's change."""
    Visit.objects.filter(pk=visit.pk, state=VisitState.DONE).update(report_due_at=now)


def issue_report(visit: Visit, *, by: User | None, now: datetime) -> VisitPaper:
    """Issue the report of a visit that is done; as long as nothing changed, it stays.

    What changed since follows in a new revision that names the one before it. `by` is None for
    a job. Raises Refused before the visit is done, InputProblems where the settings name a
    certificate that cannot be used.
    """
    if by is not None:
        require_doing(visit, by)
    done = Visit.objects.filter(pk=visit.pk, state=VisitState.DONE)
    put_off = now + PUT_OFF
    if not done.update(report_due_at=put_off):
        raise Refused(does_not_apply("SC-5", NOT_DONE, state=visit.state))
    return _issue(done.select_related(*WHOLE).get(), put_off, by=by, now=now)


def _issue(visit: Visit, put_off: datetime, *, by: User | None, now: datetime) -> VisitPaper:
    certificate = signing_certificate(now)
    sealing = Sealing(signer=certificate.signer, is_self_made=certificate.is_self_made)
    context = report_facts(visit, on=in_shanghai(now).date(), sealing=sealing)
    facts = facts_hash(context)
    last = visit.papers.order_by("-revision").first()
    if last is not None and last.facts_sha256 == facts:
        _put_down(visit, put_off)
        return last
    context = _named(context, visit, last, facts)
    number = context.paper.number
    pdf = render_visit_report(context, report_pictures(visit), now)
    kept = keep_file(sign_pdf(pdf, certificate, now), number, ENDING, now, folder=FOLDER)
    paper = VisitPaper(
        visit=visit,
        number=number,
        revision=_next(last),
        pdf=kept.name,
        pdf_sha256=kept.sha256,
        facts_sha256=facts,
        signer=certificate.signer,
        fingerprint=certificate.fingerprint,
        self_made=certificate.is_self_made,
        issued_by=by,
        issued_at=now,
    )
    return _write(paper, put_off)


def issue_if_due(visit: Visit, *, by: User, now: datetime) -> VisitPaper | None:
    """Issue a report that is due, for whoever just closed the visit; None where none is.

    What keeps it from being issued is for the job that tries again: the visit stays closed.
    """
    current = Visit.objects.select_related("engineer").get(pk=visit.pk)
    if current.report_due_at is None or current.report_due_at > now:
        return None
    try:
        return issue_report(current, by=by, now=now)
    except (Refused, InputProblems):
        return None


def issue_reports(now: datetime) -> dict[str, str]:
    """Issue the reports that are due; return why some were not, by the number of the visit."""
    due = Visit.objects.filter(report_due_at__lte=now).order_by("report_due_at", "pk")
    refused = {}
    for each in due[:MOST_AT_ONCE]:
        try:
            issue_report(each, by=None, now=now)
        except (Refused, InputProblems) as reason:
            refused[each.number] = str(reason)
    return refused


def want_missing_reports(now: datetime) -> int:
    """Let the reports of some visits be issued that are done and never had one; tell of how many.

    The oldest first. What is wanted already, or cannot be issued yet, is left to whoever issues.
    """
    rows = Visit.objects.filter(state=VisitState.DONE, report_due_at=None, papers=None)
    keys = list(rows.order_by("finished_at", "pk").values_list("pk", flat=True)[:MISSING_AT_ONCE])
    return rows.filter(pk__in=keys).update(report_due_at=now)


def _next(last: VisitPaper | None) -> int:
    return 1 if last is None else last.revision + 1


def _named(
    context: VisitReportContext, visit: Visit, last: VisitPaper | None, facts: str
) -> VisitReportContext:
    replaces = "" if last is None else last.number
    known = replace(context, paper=replace(context.paper, replaces=replaces))
    return with_address(known, number_of(visit.number, _next(last)), facts)


def _write(paper: VisitPaper, put_off: datetime) -> VisitPaper:
    """Write the row with its entry; where somebody else was faster, theirs is the report."""
    with transaction.atomic():
        current = Visit.objects.select_for_update().get(pk=paper.visit_id)
        if current.state != VisitState.DONE:
            raise Refused(does_not_apply("SC-5", NOT_DONE, state=current.state))
        last = current.papers.order_by("-revision").first()
        if last is not None and last.revision >= paper.revision:
            return last
        paper.save(force_insert=True)
        told = f"{paper.number} · SHA-256 {paper.pdf_sha256}"
        record(current, action="issue", by=paper.issued_by, now=paper.issued_at, why=told)
        _put_down(current, put_off)
    return paper


def _put_down(visit: Visit, put_off: datetime) -> None:
    """Note that nothing is due, unless something changed while the report was made."""
    Visit.objects.filter(pk=visit.pk, report_due_at=put_off).update(report_due_at=None)
