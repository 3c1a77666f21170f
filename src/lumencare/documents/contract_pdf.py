"""The contract and the amendment as PDF and as page pictures."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from lumencare.documents.contract_checks import require_sound, typeset_or_name
from lumencare.documents.contract_context import AmendmentContext, ContractContext
from lumencare.documents.contract_data import write_amendment, write_contract
from lumencare.documents.typesetting import picture_pages

CONTRACT, AMENDMENT = "contract", "amendment"


def render_contract(context: ContractContext, moment: datetime) -> bytes:
    """Return the contract as PDF/A-2a and PDF/UA-1: the same bytes for the same facts and moment.

    Raises InputProblems for a wording that lacks a language (G-2), for a schedule of payments that
    does not add up to the lines, and for characters that the font cannot show.
    """
    return _render(CONTRACT, context, write_contract, moment)


def render_amendment(context: AmendmentContext, moment: datetime) -> bytes:
    """Return the amendment as PDF, made and refused as a contract is."""
    return _render(AMENDMENT, context, write_amendment, moment)


def picture_contract(context: ContractContext) -> list[bytes]:
    """Return the contract's pages as PNG pictures."""
    require_sound(context)
    return picture_pages(CONTRACT, write_contract(context))


def picture_amendment(context: AmendmentContext) -> list[bytes]:
    """Return the amendment's pages as PNG pictures."""
    require_sound(context)
    return picture_pages(AMENDMENT, write_amendment(context))


def _render(
    template: str, context: Any, write: Callable[[Any], dict[str, Any]], moment: datetime
) -> bytes:
    require_sound(context)
    return typeset_or_name(template, context, write(context), moment)
