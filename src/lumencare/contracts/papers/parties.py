"""Who concludes a contract, with what an invoice needs; the provider is told by the settings."""

from collections.abc import Mapping

from django.conf import settings

from lumencare.contracts.models import Contract
from lumencare.documents.contract_context import Duty, Parties, Party
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.models import Organization

NAMELESS = Text(
    "尚未设置服务方名称，合同文件需要它，请系统管理员设置。",
    "The service provider's name is not set; a contract needs it. Ask an administrator to set it.",
)
# What the document shows of a party, and where an organization keeps it.
INVOICE_DATA: Mapping[str, str] = {
    "name": "name",
    "english_name": "name_en",
    "credit_code": "credit_code",
    "address": "invoice_address",
    "phone": "invoice_phone",
    "bank": "bank",
    "bank_account": "bank_account",
}


def parties_of(contract: Contract, payer: Organization | None = None) -> Parties:
    """Return the parties: the owner signs; who pays in its place is named beside them.

    `payer` is who paid then, where that is somebody else by now.

    Raises InputProblems where the installation does not know its own name.
    """
    owner, payer = contract.owner, payer or contract.bill_to
    pays = (Duty.BILL_TO,) if owner.pk == payer.pk else ()
    others = () if pays else (party_of(payer, Duty.BILL_TO),)
    customer = party_of(owner, Duty.SOLD_TO, *pays, Duty.END_USER)
    return Parties(customer=customer, provider=provider(), others=others)


def provider() -> Party:
    """Return the provider as the settings name it; InputProblems where they do not."""
    found = named_provider()
    if found is None:
        raise InputProblems([Problem("LUMENCARE_PROVIDER_NAME", "", NAMELESS)])
    return found


def named_provider() -> Party | None:
    """Return the provider as the settings name it, or None where they do not."""
    told: Mapping[str, str] = settings.PROVIDER
    return Party(duties=(Duty.PROVIDER,), **told) if told["name"] else None


def party_of(row: Organization, *duties: Duty) -> Party:
    """Return an organization with what an invoice needs, under its duties."""
    told = {field: getattr(row, kept) for field, kept in INVOICE_DATA.items()}
    return Party(duties=duties, **told)
