"""Reports of visits that documents are tried on: a full one, a short one, a wild one."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from PIL import Image

from lumencare.documents.contract_context import Contact, Sealing
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
from lumencare.domain.dispatch.checklists import CHECKLISTS
from lumencare.domain.dispatch.states import KIND_NAMES, VisitKind
from lumencare.domain.money import Money
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text
from tests.documents.contract_building import PROVIDER


def clock(hour: int, minute: int = 0) -> datetime:
    """Return an instant of the day of the visit."""
    return datetime(2026, 11, 20, hour, minute, tzinfo=SHANGHAI)


def picture(width: int = 1600, height: int = 1200, form: str = "JPEG", mode: str = "RGB") -> bytes:
    """Return a picture as a camera or a finger makes it."""
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(out, form)
    return out.getvalue()


def report_sample(name: str) -> VisitReportContext:
    """Return the report of a sample."""
    return REPORTS[name]()


def pictures_of(context: VisitReportContext) -> ReportPictures:
    """Return pictures for a report."""
    photo = shrink_photo(BytesIO(picture()))
    signed = context.signature.at is not None
    return ReportPictures(
        signature=shrink_signature(BytesIO(picture(680, 240, "PNG", "RGBA"))) if signed else None,
        photos=(photo,) * len(context.photos),
    )


def _full() -> VisitReportContext:
    """Return a repair with everything that a report can show."""
    checks = CHECKLISTS[VisitKind.CORRECTIVE]
    return VisitReportContext(
        paper=PAPER,
        visit="V-2026-00042",
        kind=KIND_NAMES[VisitKind.CORRECTIVE],
        summary="大堂调光失控",
        engineer="李思远",
        case="S-2026-00311",
        place=PLACE,
        times=ReportTimes(
            set_out_at=clock(8, 10),
            arrived_at=clock(8, 55),
            finished_at=clock(11, 40),
            home="苏州市",
        ),
        cover=COVER,
        is_fixed=True,
        trained=True,
        cause=Text("产品原因", "The product"),
        findings="调光模块 3 号回路烧毁，已更换。\n建议检查机房空调。",
        checks=tuple(
            ReportCheck(text=each.text, is_done=place != 1) for place, each in enumerate(checks)
        ),
        parts=(
            ReportPart(number="QSN-4A-S", quantity="1", taken_out="F-0099", put_in="N-0100"),
            ReportPart(number="CBL-346S", quantity="2.5"),
        ),
        charges=(CHARGE,),
        draws=(DRAW,),
        signature=ReportSignature(name="王建国", at=clock(11, 35), sha256="ab" * 32),
        photos=(
            ReportPhoto(taken_at=clock(9, 5), sha256="cd" * 32),
            ReportPhoto(taken_at=clock(11, 20), sha256="ef" * 32),
        ),
    )


PAPER = ReportPaper(
    number="V-2026-00042",
    on=date(2026, 11, 20),
    edition="cn-mainland-1",
    check_address="https://service.example.com/check/V-2026-00042?hash=00ff",
    provider=PROVIDER,
    contacts=(Contact(label=Text("服务热线", "Hotline"), value="400-842-7731"),),
    sealing=Sealing(signer="Lumencare demo", is_self_made=True),
)
PLACE = ReportPlace(
    site="滨江中心",
    customer="滨江置业有限公司",
    city="上海市",
    address="黄浦区中山南路 1 号",
    system="滨江中心 A 座",
    system_type="Quantum",
)
COVER = ReportCover(
    contracts=("C-2611-007",),
    said=Text(
        "第 2 年，更换件减免 100%，人工与差旅由计划承担。",
        "Year 2: parts are reduced by 100%, labour and travel are covered by the plan.",
    ),
    on=date(2026, 11, 19),
)
CHARGE = ReportCharge(
    name=Text("夜间服务", "After-hour service"),
    net=Money.of("3200"),
    rule="NB-1",
    state=Text("已约定", "agreed"),
)
DRAW = ReportDraw(
    name=Text("维护巡检人天", "Preventive man-day"),
    amount=Text("0.5 人天", "0.5 man-days"),
    contract="C-2611-007",
    last_day=date(2027, 11, 30),
)


def _short() -> VisitReportContext:
    """Return a report of which nothing but the visit itself is known; it follows another."""
    full = _full()
    paper = replace(
        full.paper, number="V-2026-00043-R2", replaces="V-2026-00043", provider=None, contacts=()
    )
    return VisitReportContext(
        paper=replace(paper, sealing=None),
        visit="V-2026-00043",
        kind=KIND_NAMES[VisitKind.SURVEY],
        summary="勘察",
        engineer="周凯",
        place=ReportPlace(site="湖畔别墅", customer="陈先生", city="苏州市"),
        times=ReportTimes(arrived_at=clock(9), finished_at=clock(10)),
        cover=ReportCover(),
        signature=ReportSignature(unsigned_why="夜间无人值守"),
    )


def _long() -> VisitReportContext:
    """Return a report with as much of everything as people ever write, and more photos than fit."""
    full = _full()
    long = "调光模块与总线逐一检查，均已恢复。" * 110
    return replace(
        full,
        summary="长" * 200,
        findings=long,
        parts=tuple(
            ReportPart(number="Q" * 200, quantity="10000", taken_out="F" * 80, put_in="N" * 80)
            for _ in range(20)
        ),
        photos=tuple(
            ReportPhoto(taken_at=clock(9, minute), sha256=f"{minute:064x}") for minute in range(30)
        ),
    )


REPORTS = {"full": _full, "short": _short, "long": _long}
