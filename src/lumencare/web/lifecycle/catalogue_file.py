"""The catalogue of systems as a workbook: handed out whole, looked at and kept as it comes back."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.documents.sheets import Column, Kind, write_sheet
from lumencare.domain.lifecycle.facts import CatalogueSystem, ReuseRow, SoftwareVersion
from lumencare.domain.lifecycle.kinds import (
    CATEGORIES,
    COMPONENT_KINDS,
    CONFIDENCES,
    DATABASES,
    FROM_PROCESSORS,
    STATUSES,
)
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import REUSE_NAMES
from lumencare.lifecycle.actions import CataloguePreview, import_catalogue, preview_catalogue
from lumencare.lifecycle.queries import read_catalogue
from lumencare.sites.staging import staged
from lumencare.sites.uploads import Upload
from lumencare.web import fields
from lumencare.web.downloads import attach
from lumencare.web.forms import answer_form
from lumencare.web.lifecycle.frame import render_room


class FileForm(Form):
    """The catalogue as a workbook."""

    use_required_attribute = False
    file = fields.file(
        lazy("Workbook"),
        accept=".xlsx",
        help_text=lazy("XLSX with any of the sheets systems, software and reuse."),
    )


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the catalogue as a workbook that can come back."""
    require_right(request.user, Right.SEE_LIFECYCLE)
    catalogue, file = read_catalogue(), BytesIO()
    versions = [each for rows in catalogue.software.values() for each in rows]
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": "系统目录 Systems", "created": request.now})
        write_sheet(book, "系统 Systems", SYSTEMS, catalogue.systems.values())
        write_sheet(book, "软件 Software", SOFTWARE, versions)
        write_sheet(book, "利旧 Reuse", REUSE, catalogue.reuse)
    file.seek(0)
    return attach(file, f"systems-{request.now:%Y-%m-%d}.xlsx")


@login_required
def upload(request: Request) -> HttpResponse:
    """Take a workbook and show what it would change; nothing is kept yet."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()

    def act(typed: dict[str, Any]) -> HttpResponse:
        sent = Upload(typed["file"].name, typed["file"])
        preview = preview_catalogue(sent, by=request.user, now=request.now)
        return render_room(request, "lifecycle-catalogue", "changes", preview=preview, form=Form())

    return answer_form(request, form, act, "lifecycle/upload.html")


@require_POST
@login_required
def keep(request: Request) -> HttpResponse:
    """Keep the workbook that was looked at."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    sha256, after = request.POST.get("sha256", ""), request.POST.get("after", "")

    def act(_typed: dict[str, Any]) -> HttpResponse:
        changes = import_catalogue(sha256, after, by=request.user, now=request.now)
        told = ngettext(
            "One entry of the catalogue was changed.",
            "%(number)s entries of the catalogue were changed.",
            len(changes),
        ) % {"number": len(changes)}
        messages.success(request, told)
        return redirect("lifecycle-catalogue")

    # Looked at again only where the page is shown again.
    seen = SimpleLazyObject(lambda: _again(request, sha256))
    return answer_form(request, Form(request.POST), act, "lifecycle/changes.html", preview=seen)


def _again(request: Request, sha256: str) -> CataloguePreview | None:
    """Look at a staged file once more; None where it is gone."""
    try:
        path = staged(sha256, by=request.user)
        with path.open("rb") as file:
            return preview_catalogue(Upload(path.name, file), by=request.user, now=request.now)
    except InputProblems:
        return None


SYSTEMS: tuple[Column[CatalogueSystem], ...] = (
    Column(Text("编号", "Code"), 12, Kind.TEXT, lambda row: row.code),
    Column(Text("中文名称", "Name in Chinese"), 28, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("英文名称", "Name in English"), 28, Kind.TEXT, lambda row: row.name.en),
    Column(Text("又名", "Also called"), 22, Kind.TEXT, lambda row: "；".join(row.also)),
    Column(Text("类别", "Category"), 12, Kind.TEXT, lambda row: CATEGORIES[row.category].zh),
    Column(Text("状态", "Status"), 14, Kind.TEXT, lambda row: STATUSES[row.status].zh),
    Column(Text("停售日", "Sales end on"), 11, Kind.DAY, lambda row: row.sales_end_on),
    Column(Text("备件供应结束日", "Spares end on"), 11, Kind.DAY, lambda row: row.spares_end_on),
    Column(Text("支持结束日", "Support ends on"), 11, Kind.DAY, lambda row: row.support_ends_on),
    Column(Text("后继系统", "Successors"), 18, Kind.TEXT, lambda row: ", ".join(row.successors)),
    Column(Text("数据库", "Database"), 16, Kind.TEXT, lambda row: DATABASES[row.database].zh),
    Column(
        Text("从处理器下载", "From the processor"), 18, Kind.TEXT,
        lambda row: FROM_PROCESSORS[row.from_processor].zh,
    ),
    Column(Text("中文说明", "Note in Chinese"), 40, Kind.TEXT, lambda row: row.note.zh),
    Column(Text("英文说明", "Note in English"), 40, Kind.TEXT, lambda row: row.note.en),
    Column(Text("来源", "Source"), 40, Kind.TEXT, lambda row: row.source),
    Column(Text("可信度", "Confidence"), 9, Kind.TEXT, lambda row: CONFIDENCES[row.confidence].zh),
)  # fmt: skip
SOFTWARE: tuple[Column[SoftwareVersion], ...] = (
    Column(Text("系统", "System"), 12, Kind.TEXT, lambda row: row.system),
    Column(Text("版本", "Version"), 10, Kind.TEXT, lambda row: row.number),
    Column(Text("发布日", "Released on"), 11, Kind.DAY, lambda row: row.released_on),
    Column(Text("支持结束日", "Support ends on"), 11, Kind.DAY, lambda row: row.support_ends_on),
    Column(Text("客户端系统", "Client systems"), 28, Kind.TEXT, lambda row: "；".join(row.clients)),
    Column(Text("功能", "Functions"), 40, Kind.TEXT, lambda row: "；".join(row.functions)),
    Column(Text("后继版本", "Followed by"), 10, Kind.TEXT, lambda row: row.successor),
    Column(Text("来源", "Source"), 40, Kind.TEXT, lambda row: row.source),
    Column(Text("可信度", "Confidence"), 9, Kind.TEXT, lambda row: CONFIDENCES[row.confidence].zh),
)
REUSE: tuple[Column[ReuseRow], ...] = (
    Column(Text("系统", "System"), 12, Kind.TEXT, lambda row: row.system),
    Column(Text("升级到", "Goes over to"), 12, Kind.TEXT, lambda row: row.target),
    Column(Text("部件", "Component"), 20, Kind.TEXT, lambda row: COMPONENT_KINDS[row.component].zh),
    Column(
        Text("处理", "What becomes of it"), 12, Kind.TEXT, lambda row: REUSE_NAMES[row.reuse].zh
    ),
    Column(Text("中文说明", "Note in Chinese"), 40, Kind.TEXT, lambda row: row.note.zh),
    Column(Text("英文说明", "Note in English"), 40, Kind.TEXT, lambda row: row.note.en),
    Column(Text("来源", "Source"), 40, Kind.TEXT, lambda row: row.source),
    Column(Text("可信度", "Confidence"), 9, Kind.TEXT, lambda row: CONFIDENCES[row.confidence].zh),
)
