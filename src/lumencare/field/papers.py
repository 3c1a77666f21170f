"""A visit as its report shows it: rows brought into the frozen facts that are printed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lumencare.contracts.models import Draw
from lumencare.contracts.papers.parties import named_provider
from lumencare.contracts.papers.whole import contacts_of
from lumencare.contracts.queries.words import amount_of
from lumencare.desk.models import Case, Charge, Goodwill
from lumencare.documents.contract_context import Sealing
from lumencare.documents.thumbnails import shrink_photo, shrink_signature
from lumencare.documents.visit_report_context import (
    ReportCharge,
    ReportCheck,
    ReportCover,
    ReportDraw,
    ReportPaper,
    ReportPart,
    ReportPhoto,
    ReportPictures,
    ReportPlace,
    ReportSignature,
    ReportTimes,
    VisitReportContext,
)
from lumencare.documents.visit_report_data import MOST_PHOTOS
from lumencare.domain.desk.causes import CAUSE_NAMES
from lumencare.domain.desk.charges import CHARGE_STATE_NAMES
from lumencare.domain.dispatch.checklists import CHECKLISTS
from lumencare.domain.dispatch.states import KIND_NAMES, VisitKind
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.covering import cover_of
from lumencare.field.models import Visit, VisitPart, VisitPhoto, VisitReport
from lumencare.pricebook.queries import edition_in_force

BOOKED = Text("按预约确定", "as booked")
THOUSAND = 1000


def report_facts(visit: Visit, *, on: date, sealing: Sealing) -> VisitReportContext:
    """Return what the report shows, without its number and the address where it is checked."""
    report = report_of(visit)
    edition = edition_in_force(on)
    return VisitReportContext(
        paper=ReportPaper(
            number="",
            on=on,
            edition=edition.code,
            check_address="",
            provider=named_provider(),
            contacts=contacts_of(edition),
            sealing=sealing,
        ),
        visit=visit.number,
        kind=KIND_NAMES[VisitKind(visit.kind)],
        summary=visit.summary,
        engineer=visit.engineer.person.name if visit.engineer else "",
        case=visit.case.number if visit.case else "",
        place=_place(visit),
        times=_times(visit),
        is_remote=visit.remote,
        cover=_cover(visit, report),
        is_fixed=report.fixed,
        trained=report.trained or visit.drawn_training is not None,
        cause=CAUSE_NAMES.get(report.cause),
        findings=report.findings,
        checks=tuple(
            ReportCheck(text=each.text, is_done=each.code in report.checks)
            for each in CHECKLISTS[VisitKind(visit.kind)]
        ),
        parts=tuple(_part(each) for each in visit.parts.order_by("pk")),
        charges=tuple(_charges(visit)),
        draws=tuple(_draws(visit)),
        signature=_signature(report),
        photos=tuple(
            ReportPhoto(taken_at=in_shanghai(each.taken_at), sha256=each.sha256)
            for each in photos_of(visit)
        ),
    )


def report_pictures(visit: Visit) -> ReportPictures:
    """Return the signature and the first photos, made small; what cannot be read is None."""
    report = report_of(visit)
    signature = None
    if report.signature:
        with report.signature.open("rb") as file:
            signature = shrink_signature(file)
    photos = tuple(_photo(each) for each in photos_of(visit)[:MOST_PHOTOS])
    return ReportPictures(signature=signature, photos=photos)


def report_of(visit: Visit) -> VisitReport:
    """Return what was written down on a visit; an empty one where nothing was."""
    found = VisitReport.objects.filter(visit=visit).first()
    return found or VisitReport(visit=visit)


def photos_of(visit: Visit) -> list[VisitPhoto]:
    """Return the photos in the order in which they were taken."""
    return list(visit.photos.order_by("taken_at", "pk"))


def _photo(row: VisitPhoto) -> bytes | None:
    try:
        with row.file.open("rb") as file:
            return shrink_photo(file)
    except FileNotFoundError:
        return None


def _place(visit: Visit) -> ReportPlace:
    system = visit.system
    return ReportPlace(
        site=visit.site.name,
        customer=visit.site.owner.name,
        city=visit.site.city,
        address=visit.site.address,
        system=system.name if system else "",
        system_type=system.system_type if system else "",
    )


def _times(visit: Visit) -> ReportTimes:
    if visit.arrived_at is None or visit.finished_at is None:
        raise ValueError(f"{visit.number} is not done")
    return ReportTimes(
        set_out_at=None if visit.set_out_at is None else in_shanghai(visit.set_out_at),
        arrived_at=in_shanghai(visit.arrived_at),
        finished_at=in_shanghai(visit.finished_at),
        home=visit.engineer.city if visit.engineer else "",
    )


def _cover(visit: Visit, report: VisitReport) -> ReportCover:
    """Return what was decided: the decision of the case, else the answer that the phone carries."""
    decision = visit.case.decision if visit.case else None
    if decision is not None:
        return ReportCover(
            contracts=tuple(decision.facts.get("contracts", ())),
            said=Text(decision.sentence_zh, decision.sentence_en),
            on=decision.on,
        )
    found = cover_of(visit, report.cause)
    own = (visit.allowance.contract.number,) if visit.allowance else ()
    if found is None:
        return ReportCover(contracts=own)
    contracts = tuple(dict.fromkeys((*own, *found.contracts)))
    return ReportCover(contracts=contracts, said=found.said, on=found.on)


def _part(row: VisitPart) -> ReportPart:
    quantity = Decimal(row.quantity_milli) / THOUSAND
    return ReportPart(
        number=row.part_number,
        quantity=f"{quantity.normalize():f}",
        taken_out=row.faulty_serial,
        put_in=row.new_serial,
    )


def _charges(visit: Visit) -> Iterator[ReportCharge]:
    """Yield what the visit was priced at, then what its case costs, less goodwill."""
    for line in visit.price_lines:
        net = Money.of(line["net"])
        if net:
            name = Text(line["zh"], line["en"])
            yield ReportCharge(name=name, net=net, rule=line["rule"], state=BOOKED)
    if visit.case is not None:
        yield from _charges_of_case(visit.case)


def _charges_of_case(case: Case) -> Iterator[ReportCharge]:
    rows = case.charges.exclude(state=Charge.State.WITHDRAWN).prefetch_related("goodwill")
    for each in rows.order_by("pk"):
        given = (one for one in each.goodwill.all() if one.state == Goodwill.State.APPROVED)
        yield ReportCharge(
            name=Text(each.name_zh, each.name_en),
            net=Money.of_fen(each.net_fen - sum(one.net_fen for one in given)),
            rule=each.rule,
            state=CHARGE_STATE_NAMES[each.state],
        )


def _draws(visit: Visit) -> Iterator[ReportDraw]:
    for each in (visit.drawn, visit.drawn_training):
        if each is not None:
            yield _draw(each)


def _draw(row: Draw) -> ReportDraw:
    allowance = row.allowance
    return ReportDraw(
        name=Text(allowance.name_zh, allowance.name_en),
        amount=amount_of(allowance.code, row.tenths),
        contract=allowance.contract.number,
        last_day=(allowance.ended_on or allowance.ends_on) - DAY,
    )


def _signature(report: VisitReport) -> ReportSignature:
    return ReportSignature(
        name=report.signer,
        at=None if report.signed_at is None else in_shanghai(report.signed_at),
        sha256=report.signature_sha256,
        unsigned_why=report.unsigned_why,
        by_name=report.signed_at is not None and not report.signature,
    )
