"""The end of a line or a term before its time, with what the rules of cover know of it."""

from datetime import date

from lumencare.contracts.models import ContractLine, Term
from lumencare.domain.codes import PART_CARE
from lumencare.sites.holdings import note_part_care
from lumencare.sites.models import HeldPlan


def end_line(line: ContractLine, on: date, why: str, *, state: str) -> None:
    """End a line and what is left of its terms from a day on; what it paid for before stays."""
    for term in line.terms.filter(ended_on=None, ends_on__gt=on):
        end_term(term, on)
    ContractLine.objects.filter(pk=line.pk).update(state=state, ended_on=on, ended_why=why)
    line.allowances.filter(ended_on=None, ends_on__gt=on).update(ended_on=on)
    if line.code in PART_CARE:
        codes = [each.value for each in PART_CARE]
        left = Term.objects.filter(system=line.system_id, code__in=codes, ended_on=None)
        note_part_care(line.system_id, held=left.exists())


def end_empty(line: ContractLine, on: date, why: str) -> None:
    """End a line whose terms have all been ended: no night would find it again."""
    if not line.terms.filter(ended_on=None).exists():
        ContractLine.objects.filter(pk=line.pk, state="active").update(
            state="ended", ended_on=on, ended_why=why
        )


def end_term(term: Term, on: date) -> None:
    """End a term from a day on, with what the rules of cover know of it."""
    Term.objects.filter(pk=term.pk, ended_on=None).update(ended_on=on)
    HeldPlan.objects.filter(
        system=term.system_id,
        code=term.code,
        starts_on=term.starts_on,
        ended_on=None,
    ).update(ended_on=on)
