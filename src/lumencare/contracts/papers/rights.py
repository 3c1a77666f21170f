"""What a contract gives in each contract year besides parts and labour (SC-5..SC-7, D-23)."""

from collections.abc import Iterable, Iterator

from lumencare.contracts.models import ContractLine, Term
from lumencare.contracts.papers.sold import Sold
from lumencare.documents.contract_context import ContractEntitlement
from lumencare.domain.codes import PlanCode
from lumencare.domain.counting import MAN_DAYS
from lumencare.domain.period import Span
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text


def rights_of(sold: Iterable[Sold]) -> Iterator[ContractEntitlement]:
    """Yield what the lines give, year by year."""
    for each in sold:
        for line in each.lines:
            yield from _GIVES.get(LineKind(line.kind), _days)(each, line)


def _services(sold: Sold, line: ContractLine) -> Iterator[ContractEntitlement]:
    """Yield the services of a plan in each of its years that has labour (D-5)."""
    plan = PlanCode(line.code)
    labour = sold.edition.terms[plan, sold.request.system.warranty_class].labour
    for term in line.terms.all():
        if term.project_year is not None and term.project_year not in labour:
            continue
        for service in sold.edition.included:
            if service.plan is plan:
                yield ContractEntitlement(
                    system=sold.mark,
                    contract_year=_year(term),
                    plan=_name(line),
                    name=service.text,
                    rule=service.rule,
                )


def _response(sold: Sold, line: ContractLine) -> Iterator[ContractEntitlement]:
    for term in line.terms.all():
        yield ContractEntitlement(
            system=sold.mark,
            contract_year=_year(term),
            plan=_name(line),
            name=_name(line),
            rule=line.rule,
        )


def _days(sold: Sold, line: ContractLine) -> Iterator[ContractEntitlement]:
    """Yield man-days that were bought: they can be used as long as the contract runs."""
    terms = [term for each in sold.lines for term in each.terms.all()]
    is_known = bool(terms) and not any(each.floating for each in terms)
    yield ContractEntitlement(
        system=sold.mark,
        contract_year=Span(line.bought_on, max(each.ends_on for each in terms))
        if is_known
        else None,
        plan=_name(line),
        name=_name(line),
        rule=line.rule,
        amount=MAN_DAYS.count(line.quantity),
    )


def _year(term: Term) -> Span | None:
    return None if term.floating else Span(term.starts_on, term.ends_on)


def _name(line: ContractLine) -> Text:
    return Text(line.name_zh, line.name_en)


_GIVES = {LineKind.PLAN: _services, LineKind.RESPONSE: _response}
