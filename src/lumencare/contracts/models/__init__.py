"""Rows of contracts: the deal and its lines, terms, conditions, payments and allowances."""

from lumencare.contracts.models.allowances import Allowance, Draw
from lumencare.contracts.models.amendments import Amendment
from lumencare.contracts.models.contracts import Condition, Contract, ContractLine, ContractNumber
from lumencare.contracts.models.credits import Credit, CreditShare
from lumencare.contracts.models.invoices import InvoiceItem, InvoiceRequest, InvoiceRequestNumber
from lumencare.contracts.models.papers import Paper, SealedCopy
from lumencare.contracts.models.payments import Payment
from lumencare.contracts.models.receipts import DunningNotice, Receipt
from lumencare.contracts.models.renewals import Renewal
from lumencare.contracts.models.rungs import ToldRung
from lumencare.contracts.models.terms import Term

__all__ = [
    "Allowance",
    "Amendment",
    "Condition",
    "Contract",
    "ContractLine",
    "ContractNumber",
    "Credit",
    "CreditShare",
    "Draw",
    "DunningNotice",
    "InvoiceItem",
    "InvoiceRequest",
    "InvoiceRequestNumber",
    "Paper",
    "Payment",
    "Receipt",
    "Renewal",
    "SealedCopy",
    "Term",
    "ToldRung",
]
