"""What a renewal would be: the next year's price beside the last one's, on the same terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lumencare.accounts.models import User
from lumencare.contracts.models import ContractLine, Term
from lumencare.contracts.renewable import last_terms, next_year
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.renewable import NextYear
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.problems import Refused
from lumencare.domain.quotation.line import LineKind, QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.queries import preview


@dataclass(frozen=True, slots=True)
class RenewalOffer:
    """The next year of a line, ready to be made: what it costs, and what the last one did.

    `difference` is the new price of the plan less the last paid one; None where that was free.
    """

    line: ContractLine
    last: Term
    following: NextYear
    choices: Choices
    quotation: Quotation
    edition: Edition
    same_edition: bool

    @property
    def last_net(self) -> Money:
        """What the last year cost, VAT excluded."""
        return Money.of_fen(self.last.net_fen)

    @property
    def difference(self) -> Money:
        """By how much the plan costs more than in its last year."""
        return self.following.net - self.last_net

    @property
    def bom_then(self) -> Money:
        """The hardware list that the last year was priced on (D-13)."""
        return Money.of_fen(self.line.bom_fen)

    @property
    def bom_now(self) -> Money:
        """The hardware list that the next year is priced on."""
        return Money.of_fen(self.line.system.bom_fen)

    @property
    def other_bom(self) -> bool:
        """Whether another hardware list holds than that of the last year (D-13)."""
        return self.bom_now != self.bom_then

    @property
    def last_day(self) -> date:
        """The last day of the year that ends."""
        return self.last.ends_on - DAY

    @property
    def options(self) -> tuple[QuotationLine, ...]:
        """The options that go on with the plan."""
        return tuple(each for each in self.quotation.lines if each.code != self.line.code)


def offer_renewal(user: User, line: ContractLine, on: date) -> RenewalOffer:
    """Return the renewal of a line as it would be offered on a day.

    Raises Refused where nothing follows (G-4, PA-3), and what a quotation raises.
    """
    edition = edition_in_force(on)
    following = next_year(line, edition) if line.state == "active" else None
    if following is None or hasattr(line, "successor"):
        raise Refused(does_not_apply("D-15", NOTHING_FOLLOWS))
    choices = renewal_choices(line, following, edition)
    quotation = preview(user, line.system_id, choices, on)
    if following.renew_by < on:
        raise Refused(does_not_apply("D-15", NOTHING_FOLLOWS))
    last = last_terms([line])[line.pk]
    same = quotation.edition.code == line.edition
    return RenewalOffer(line, last, following, choices, quotation, edition, same)


def renewal_choices(line: ContractLine, following: NextYear, edition: Edition) -> Choices:
    """Return the same plan for its next year, with the response option of the year that ends.

    Only plans with service take one along: it may be another plan's (RO-1).
    """
    years = () if following.project_year is None else (following.project_year,)
    plan = PlanChoice(PlanCode(line.code), years)
    if plan.plan not in edition.holders:
        return Choices(plans=(plan,))
    options = _responses().filter(system=line.system_id, ends_on=following.span.start)
    codes = sorted(set(options.values_list("code", flat=True)))
    return Choices(
        plans=(plan,),
        options=tuple(OptionChoice(code) for code in codes),
    )


def with_response(lines: Sequence[ContractLine], edition: Edition) -> set[int]:
    """Return those of some lines whose renewal takes a response option along; in two queries."""
    ends = {key: term.ends_on for key, term in last_terms(lines).items()}
    rows = _responses().filter(system__in={each.system_id for each in lines})
    going_on = set(rows.values_list("system", "ends_on"))
    return {
        each.pk
        for each in lines
        if PlanCode(each.code) in edition.holders
        and (each.system_id, ends.get(each.pk)) in going_on
    }


def _responses() -> QuerySet[Term]:
    return Term.objects.filter(ended_on=None, line__kind=LineKind.RESPONSE.value)


NOTHING_FOLLOWS = Text(
    "此计划没有可续保的年度：已续保、已断保或已到第 8 个项目年度。",
    "Nothing is left to renew: it is renewed already, has lapsed, or project year 8 is reached.",
)
