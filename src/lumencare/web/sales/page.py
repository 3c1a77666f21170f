"""The page on which a quote is made: everything that it shows, from what is typed."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lumencare.sales.basis import Basis
from lumencare.web.sales.card import card_of
from lumencare.web.sales.chart import BY_YEAR, chart_of
from lumencare.web.sales.head import facts_of, window_of
from lumencare.web.sales.included import included_of
from lumencare.web.sales.matrix import heads_of, rows_of
from lumencare.web.sales.priced import Priced

CHART = "chart"
# What belongs to one sending of the form and not to what was chosen.
NOT_CHOSEN = ("csrfmiddlewaretoken", "once")


def page_of(basis: Basis, priced: Priced, data: QueryDict) -> dict[str, Any]:
    """Return everything that the page and its fragments show."""
    quotation, mode = priced.quotation, str(data.get(CHART, ""))
    rows = rows_of(quotation)
    address = reverse("quotes-builder", args=[basis.pk])
    return {
        "basis": basis,
        "quotation": quotation,
        "facts": facts_of(quotation, basis.owner),
        "window": window_of(quotation),
        "mode": mode,
        "chart": chart_of(quotation, mode),
        "rows": rows,
        "heads": heads_of(quotation),
        "included": included_of(quotation, rows),
        "card": card_of(basis, priced, data),
        "address": address,
        "addresses_of_chart": {
            "sum": f"{address}{_query(data, '')}",
            "year": f"{address}{_query(data, BY_YEAR)}",
        },
        "preview_address": f"{reverse('quotes-preview', args=[basis.pk])}{_query(data, '')}",
        "issue_address": reverse("quotes-issue", args=[basis.pk]),
        "draft_address": reverse("quotes-draft", args=[basis.pk]),
    }


def _query(data: QueryDict, mode: str) -> str:
    """Return the choices as a query string, with the chart drawn another way."""
    query = data.copy()
    for name in NOT_CHOSEN:
        query.pop(name, None)
    query[CHART] = mode
    return f"?{query.urlencode()}"
