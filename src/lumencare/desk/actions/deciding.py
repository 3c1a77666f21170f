"""Deciding who pays: once at the report, anew with every later finding, each decision kept."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.desk.actions.steps import write
from lumencare.desk.facts import CoverBasis, cover_basis, kept_facts, kept_reasons, part_cover
from lumencare.desk.models import Case, Decision, FaultCause, PartLine
from lumencare.domain.codes import Cause
from lumencare.domain.coverage import CoverageDecision
from lumencare.domain.desk.parts import decide_part
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.covering import say_cover
from lumencare.sites.models import System

LONGEST_WHY = 500
# Until a cause is found, what is said on the phone supposes the product (SC-10).
SUPPOSED = {FaultCause.UNKNOWN: Cause.PRODUCT}


def decide_case(case: Case, *, by: User | str | None, now: datetime, why: str = "") -> Decision:
    """Decide the cover of a case on the day of its report and keep the decision.

    InputProblems where the system is not known, or was ordered after the report.
    """
    system = known_system(case)
    basis = cover_basis(system, in_shanghai(case.reported_at).date(), cause=cause_of(case))
    answer = decide_part(basis.edition, basis.facts, on_list=None)
    kept = _keep(case, None, (basis, answer), by=by, now=now, why=why)
    write(case, {"decision": kept}, action="decide-cover", by=by, now=now, why=why)
    return kept


def decide_line(
    case: Case, line: PartLine, *, by: User | str | None, now: datetime, why: str = ""
) -> Decision:
    """Decide what a part line gets; a part on no covered hardware list gets nothing (D-13)."""
    system = known_system(case)
    price = None if line.unit_fen is None else Money.of_fen(line.unit_fen)
    on = in_shanghai(case.reported_at).date()
    basis = cover_basis(system, on, cause=cause_of(case), part_price=price)
    part = part_cover(system, line)
    answer = decide_part(
        basis.edition,
        basis.facts,
        on_list=part.on_list,
        fitted_on=part.fitted_on,
        replaced=part.replaced,
    )
    kept = _keep(case, line, (basis, answer), by=by, now=now, why=why)
    PartLine.objects.filter(pk=line.pk).update(decision=kept, on_list=part.on_list)
    line.decision, line.on_list = kept, part.on_list
    return kept


def _keep(
    case: Case,
    line: PartLine | None,
    made: tuple[CoverBasis, CoverageDecision],
    *,
    by: User | str | None,
    now: datetime,
    why: str,
) -> Decision:
    basis, answer = made
    sentence = say_cover(answer)
    return Decision.objects.create(
        case=case,
        line=line,
        follows=line.decision if line else case.decision,
        system=known_system(case),
        on=basis.facts.on,
        cause=basis.facts.cause.value,
        edition=basis.edition.code,
        facts=kept_facts(basis),
        project_year=answer.project_year,
        parts_percent=answer.parts_percent,
        part_fen=None if answer.part_price is None else answer.part_price.fen,
        customer_pays_fen=None if answer.customer_pays is None else answer.customer_pays.fen,
        labour_covered=answer.labour_covered,
        visit_fen=answer.visit_charge.fen,
        response=answer.response,
        sentence_zh=sentence.zh,
        sentence_en=sentence.en,
        because=kept_reasons(basis.edition, answer.because),
        why=why,
        by=by if isinstance(by, User) else None,
        by_name=by.name if isinstance(by, User) else by or "Lumencare",
        at=now,
    )


def cause_of(case: Case) -> Cause:
    """Return the cause that a decision takes: the product until something else is found."""
    return SUPPOSED.get(FaultCause(case.cause)) or Cause(case.cause)


def known_system(case: Case) -> System:
    """Return the system of a case; Refused where it is not known yet."""
    if case.system is None:
        raise Refused(does_not_apply("D-14", UNKNOWN))
    return case.system


UNKNOWN = Text(
    "尚不知道是哪一个系统，无法判定保障；请先确认系统。",
    "It is not known which system this is about, so its cover cannot be decided; name it first.",
)
