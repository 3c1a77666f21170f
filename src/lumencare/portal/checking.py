"""The page on which anybody checks a document: by number and hash, or by the file itself."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.checking import DocumentKind, DocumentStanding
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.portal.doors import HEADERS
from lumencare.portal.hotline import hotline_of
from lumencare.sites.uploads import MOST_BYTES, TOO_BIG
from lumencare.store.throttle import CHECKS_WITHIN, checks_too_often
from lumencare.upgrades.queries.checking import check_document

WRONG, TOO_MANY, TOO_LARGE = 422, 429, 413
# What a form adds around a file.
AROUND = 64 * 1024
KINDS = {
    DocumentKind.CONTRACT: Text("服务合同", "Service contract"),
    DocumentKind.AMENDMENT: Text("合同变更", "Contract amendment"),
    DocumentKind.SEALED_COPY: Text("双方签署的文本", "Copy that both parties signed"),
    DocumentKind.QUOTATION: Text("报价单", "Quotation"),
    DocumentKind.VISIT_REPORT: Text("现场服务报告", "Visit report"),
    DocumentKind.PASSPORT: Text("保障证明", "Coverage passport"),
    DocumentKind.REMOTE_AGREEMENT: Text("远程服务安全验证协议", "Remote agreement"),
    DocumentKind.PROPOSAL: Text("升级方案", "Upgrade proposal"),
}
STANDINGS = {
    DocumentStanding.LATEST: Text(
        "这是该编号下的最新文件。", "It is the latest document under this number."
    ),
    DocumentStanding.REPLACED: Text(
        "已有更新的文件取代它。", "A later document has taken its place."
    ),
    DocumentStanding.WITHDRAWN: Text("它已被撤回。", "It was withdrawn."),
}


# Nothing is written, so no form of another site can do harm; and a body that is too large is
# turned away before anything reads it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, number: str = "") -> HttpResponse:
    """Say whether a document was issued here; without a hash, ask for it."""
    answer = _answer(request, number)
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def _answer(request: Request, number: str) -> HttpResponse:
    is_asked = request.method == "POST" or bool(request.GET.get("hash"))
    if not is_asked:
        return _page(request, number=number)
    if checks_too_often(request):
        answer = _page(request, status=TOO_MANY, busy=True)
        answer["Retry-After"] = str(CHECKS_WITHIN)
        return answer
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + AROUND:
        return _page(request, status=TOO_LARGE, problems={"file": TOO_BIG})
    return _check(request, *_asked(request, number))


def _asked(request: Request, number: str) -> tuple[str, str]:
    """Return the number and the hash that are asked about; a file speaks for itself."""
    if request.method != "POST":
        return number, request.GET.get("hash", "")
    file = request.FILES.get("file")
    mark = request.POST.get("hash", "") if file is None else _hash(file.chunks())
    return request.POST.get("number", ""), mark


def _check(request: Request, number: str, mark: str) -> HttpResponse:
    try:
        found = check_document(number, mark)
    except InputProblems as wrong:
        problems = {each.where: each.allowed for each in wrong.problems}
        return _page(request, status=WRONG, number=number, mark=mark, problems=problems)
    if found is None:
        return _page(request, number=number, mark=mark, unknown=True)
    return _page(
        request,
        number=number,
        mark=mark,
        found=found,
        kind=KINDS[found.kind],
        standing=STANDINGS[found.standing],
        is_copy=found.kind is DocumentKind.SEALED_COPY,
        is_latest=found.standing is DocumentStanding.LATEST,
    )


def _hash(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _page(request: Request, *, status: int = 200, **shown: Any) -> HttpResponse:
    around = {"hotline": hotline_of(request)}
    return render(request, "portal/check.html", {**around, **shown}, status=status)
