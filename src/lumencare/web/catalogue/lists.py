"""Price lists: which there are; a new one looked at first, then published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.catalogue.actions import (
    PriceListPreview,
    Publishing,
    preview_price_list,
    publish_price_list,
)
from lumencare.catalogue.queries import price_lists
from lumencare.domain.problems import InputProblems
from lumencare.sites.staging import staged
from lumencare.sites.uploads import Upload
from lumencare.store import typed as read
from lumencare.web import fields
from lumencare.web.catalogue.frame import render_catalogue
from lumencare.web.forms import answer_form
from lumencare.web.stock.frame import ROOMS

# A long change is read in the workbook; the page shows the greatest.
MOST_SHOWN = 100


class FileForm(Form):
    """A price list as a file."""

    use_required_attribute = False
    file = fields.file(
        lazy("Price list"),
        accept=".xlsx,.csv",
        help_text=lazy("XLSX or CSV with the columns part_number and unit_price at least."),
    )


class PublishForm(Form):
    """Under which code a list is published, and from which day its prices hold."""

    use_required_attribute = False
    code = fields.text(lazy("Code"), needed=True, help_text=lazy("For example PL-2027-1."))
    valid_from = fields.day(lazy("Valid from"), needed=True)


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the price lists, the newest first."""
    lists = price_lists(request.user, request.today)
    return render_catalogue(request, "stock-price-lists", "price_lists", lists=lists)


@login_required
def upload(request: Request) -> HttpResponse:
    """Take a price list and show what it would change; nothing is published yet."""
    require_right(request.user, Right.KEEP_PARTS)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()

    def act(typed: dict[str, Any]) -> HttpResponse:
        sent = Upload(typed["file"].name, typed["file"])
        preview = preview_price_list(sent, by=request.user)
        confirm = PublishForm(initial={"valid_from": request.today})
        return render_catalogue(
            request, "stock-price-lists", "changes", look=_look(preview), form=confirm
        )

    return answer_form(request, form, act, "catalogue/upload.html", **_frame(request))


@require_POST
@login_required
def publish(request: Request) -> HttpResponse:
    """Publish the list that was looked at."""
    require_right(request.user, Right.KEEP_PARTS)
    sha256, after = request.POST.get("sha256", ""), request.POST.get("after", "")

    def act(typed: dict[str, Any]) -> HttpResponse:
        row = publish_price_list(
            Publishing(
                sha256=sha256,
                after=after,
                code=typed["code"],
                valid_from=read.read_all(typed, {"valid_from": read.day})["valid_from"],
            ),
            by=request.user,
            now=request.now,
        )
        messages.success(request, _("The price list %(code)s is published.") % {"code": row.code})
        return redirect("stock-price-lists")

    # Looked at again only where the page is shown again.
    seen = SimpleLazyObject(lambda: _again(request, sha256))
    form = PublishForm(request.POST)
    return answer_form(request, form, act, "catalogue/changes.html", look=seen)


def _frame(request: Request) -> dict[str, Any]:
    return {
        "rooms": ROOMS,
        "room": "stock-price-lists",
        "priced": may(request.user, Right.SEE_PART_PRICES),
    }


def _look(preview: PriceListPreview) -> dict[str, Any]:
    return {"preview": preview, "changes": preview.changes, "most_slice": f":{MOST_SHOWN}"}


def _again(request: Request, sha256: str) -> dict[str, Any] | None:
    """Look at a staged file once more; None where it is gone."""
    try:
        path = staged(sha256, by=request.user)
        with path.open("rb") as file:
            return _look(preview_price_list(Upload(path.name, file), by=request.user))
    except InputProblems:
        return None
