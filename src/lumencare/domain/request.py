"""What a customer asks a quotation for: a project, its system, its hardware list, the choices."""

from dataclasses import dataclass
from decimal import Decimal

from lumencare.domain.codes import PlanCode
from lumencare.domain.holding import HeldResponse, Holding
from lumencare.domain.money import Money
from lumencare.domain.system import System


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """A plan that is wanted; `years` are project years, none meaning the current one (D-6)."""

    plan: PlanCode
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """A response option, hours outside business or added-value man-days, by the edition's code."""

    code: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class PriceChoice:
    """A price that staff set for one line, of one unit and without VAT, and why (D-20).

    The reason is for the people inside: no document and no reason of an answer repeats it.
    """

    code: str
    project_year: int | None
    unit_net: Money
    reason: str


@dataclass(frozen=True, slots=True)
class BomLine:
    """One line of the hardware list; prices a unit in RMB, VAT excluded (X-6)."""

    part_number: str
    description: str
    quantity: Decimal
    unit_price: Money
    list_unit_price: Money | None = None


@dataclass(frozen=True, slots=True)
class QuotationRequest:
    """The facts and choices that one quotation is made from."""

    ref: str
    project: str
    customer: str
    city: str
    system_type: str
    system: System
    # Whether anybody said who started the system up; else it counts as the partner's (PC-3).
    start_up_stated: bool = True
    # The total at list prices, a factor of the final price (SC-3, TS-5); None where not given.
    list_amount: Money | None = None
    plans: tuple[PlanChoice, ...] = ()
    options: tuple[OptionChoice, ...] = ()
    bom_lines: tuple[BomLine, ...] = ()
    prices: tuple[PriceChoice, ...] = ()
    # What the system holds already: renewals follow it, and nothing is sold twice (D-22).
    held: tuple[Holding, ...] = ()
    held_responses: tuple[HeldResponse, ...] = ()
