"""Invoices of a contract: their kinds, their states, and which step leads from which to which."""

from collections.abc import Mapping
from enum import StrEnum

from lumencare.domain.text import Text


class InvoiceKind(StrEnum):
    """Which of the two VAT invoices is issued; the tax bureau's own words are its names."""

    SPECIAL = "special"
    ORDINARY = "ordinary"


KIND_NAMES: Mapping[InvoiceKind, Text] = {
    InvoiceKind.SPECIAL: Text("增值税专用发票", "Special VAT invoice"),
    InvoiceKind.ORDINARY: Text("普通发票", "Ordinary invoice"),
}


class InvoiceState(StrEnum):
    """How far an invoice has come."""

    REQUESTED = "requested"
    EXPORTED = "exported"
    ISSUED = "issued"
    RED = "red"
    WITHDRAWN = "withdrawn"


INVOICE_STATE_NAMES: Mapping[InvoiceState, Text] = {
    InvoiceState.REQUESTED: Text("待导出", "To be exported"),
    InvoiceState.EXPORTED: Text("已导出，待开票", "Exported, to be issued"),
    InvoiceState.ISSUED: Text("已开票", "Issued"),
    InvoiceState.RED: Text("已红冲", "Taken back by a red-letter invoice"),
    InvoiceState.WITHDRAWN: Text("已撤回", "Withdrawn"),
}

# From which states each step may be taken.
SOURCES: Mapping[InvoiceState, frozenset[InvoiceState]] = {
    InvoiceState.EXPORTED: frozenset({InvoiceState.REQUESTED}),
    InvoiceState.ISSUED: frozenset({InvoiceState.EXPORTED}),
    InvoiceState.RED: frozenset({InvoiceState.ISSUED}),
    InvoiceState.WITHDRAWN: frozenset({InvoiceState.REQUESTED, InvoiceState.EXPORTED}),
}
