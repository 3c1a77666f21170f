"""What the template of a visit's report prints, as plain values in reading order."""

from datetime import datetime, timedelta
from typing import Any

from lumencare.documents.figures import exact, pair
from lumencare.documents.qr_code import draw_qr_code
from lumencare.documents.visit_report_context import (
    ReportCharge,
    ReportCover,
    ReportDraw,
    ReportPaper,
    ReportPart,
    ReportPictures,
    ReportSignature,
    ReportTimes,
    VisitReportContext,
)
from lumencare.domain.money import total
from lumencare.domain.text import Text

TITLE = Text("现场服务报告", "Visit Report")
# Two to a row, three rows to a page: two pages at most.
MOST_PHOTOS = 12
MINUTE = timedelta(minutes=1)
FIXED = {
    True: Text("故障已排除", "The fault is gone"),
    False: Text("故障尚未排除", "The fault is not gone yet"),
}


def write_visit_report(context: VisitReportContext, pictures: ReportPictures) -> dict[str, Any]:
    """Return what the template prints."""
    place = context.place
    return {
        **_write_paper(context.paper),
        "visit": context.visit,
        "case": context.case,
        "kind": pair(context.kind),
        "summary": context.summary,
        "engineer": context.engineer,
        "remote": context.is_remote,
        "place": {
            "site": place.site,
            "customer": place.customer,
            "address": " ".join(each for each in (place.city, place.address) if each),
            "system": place.system,
            "type": place.system_type,
        },
        "times": _write_times(context.times),
        "cover": _write_cover(context.cover),
        "fixed": None if context.is_fixed is None else pair(FIXED[context.is_fixed]),
        "cause": None if context.cause is None else pair(context.cause),
        "findings": context.findings,
        "trained": context.trained,
        "checks": [{**pair(each.text), "done": each.is_done} for each in context.checks],
        "parts": [_write_part(each) for each in context.parts],
        "charges": [_write_charge(each) for each in context.charges],
        "charged": exact(total(each.net for each in context.charges)),
        "draws": [_write_draw(each) for each in context.draws],
        "signature": _write_signature(context.signature, pictures.signature),
        **_write_photos(context, pictures),
    }


def _write_paper(paper: ReportPaper) -> dict[str, Any]:
    provider = paper.provider
    return {
        "title": pair(TITLE),
        "number": paper.number,
        "on": paper.on.isoformat(),
        "edition": paper.edition,
        "replaces": paper.replaces,
        "provider": None
        if provider is None
        else {"name": provider.name, "english_name": provider.english_name},
        "contacts": [{**pair(each.label), "value": each.value} for each in paper.contacts],
        "check": {"address": paper.check_address, "code": draw_qr_code(paper.check_address)},
        "sealing": None
        if paper.sealing is None
        else {"signer": paper.sealing.signer, "self_made": paper.sealing.is_self_made},
    }


def _write_times(times: ReportTimes) -> dict[str, Any]:
    travel = None
    if times.set_out_at is not None:
        minutes = max(times.arrived_at - times.set_out_at, timedelta(0)) // MINUTE
        travel = {"set_out": _instant(times.set_out_at), "minutes": minutes}
    return {
        "arrived": _instant(times.arrived_at),
        "left": _instant(times.finished_at),
        "minutes": (times.finished_at - times.arrived_at) // MINUTE,
        "travel": travel,
        "home": times.home,
    }


def _write_cover(cover: ReportCover) -> dict[str, Any]:
    return {
        "contracts": "、".join(cover.contracts),
        "said": None if cover.said is None else pair(cover.said),
        "on": "" if cover.on is None else cover.on.isoformat(),
    }


def _write_part(part: ReportPart) -> dict[str, str]:
    return {
        "number": part.number,
        "quantity": part.quantity,
        "out": part.taken_out,
        "in": part.put_in,
    }


def _write_charge(charge: ReportCharge) -> dict[str, Any]:
    return {
        "name": pair(charge.name),
        "net": exact(charge.net),
        "rule": charge.rule,
        "state": pair(charge.state),
    }


def _write_draw(draw: ReportDraw) -> dict[str, Any]:
    return {
        "name": pair(draw.name),
        "amount": pair(draw.amount),
        "contract": draw.contract,
        "until": draw.last_day.isoformat(),
    }


def _write_signature(signed: ReportSignature, picture: bytes | None) -> dict[str, Any]:
    return {
        "name": signed.name,
        "at": "" if signed.at is None else _instant(signed.at),
        "mark": signed.sha256,
        "why": signed.unsigned_why,
        "picture": _bytes(picture),
        "by_name": signed.by_name,
    }


def _write_photos(context: VisitReportContext, pictures: ReportPictures) -> dict[str, Any]:
    """Return the first photos with their pictures, and how many there are besides."""
    shown = list(zip(context.photos, pictures.photos, strict=False))[:MOST_PHOTOS]
    return {
        "photos": [
            {
                "number": place,
                "taken": _instant(photo.taken_at),
                "mark": photo.sha256[:16],
                "picture": _bytes(picture),
            }
            for place, (photo, picture) in enumerate(shown, start=1)
        ],
        "all_photos": len(context.photos),
    }


def _bytes(picture: bytes | None) -> list[int] | None:
    """Return a picture as JSON can hold it."""
    return None if picture is None else list(picture)


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
