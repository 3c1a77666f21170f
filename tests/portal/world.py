"""Two companies with one thing of each kind: the visitor's own, and somebody else's."""

from dataclasses import dataclass

from lumencare.contracts.archive import keep_file
from lumencare.contracts.models import Allowance, Contract, Paper
from lumencare.desk.actions.reporting import Fault, report_fault
from lumencare.desk.models import Attachment
from lumencare.field.actions import offer
from lumencare.field.models import Engineer, Visit, VisitReport
from lumencare.privacy.actions.consenting import BY_SENDING, give
from lumencare.privacy.actions.requesting import ask_correction
from lumencare.privacy.models import Consent
from lumencare.privacy.topics import Topic
from lumencare.sites.models import Membership, Organization, Site
from lumencare.sites.visitors import Visitor
from tests.contracts.contracts import active, coordinator
from tests.desk.files import sent
from tests.field.visits import FRIDAY_8, HALF, MONDAY_8, booked, engineer, proposed
from tests.office import NOW, organization, outsider, site, system
from tests.portal.guests import guest
from tests.remote.agreements import sent as asked


@dataclass(frozen=True, slots=True)
class Company:
    """A company with its site, and a key for each kind of thing that addresses name."""

    site: Site
    owner: Organization
    keys: dict[str, object]


def make_company(name: str, partner: Organization | None = None) -> Company:
    """Return a company with a site, a contract in force, a case, visits and people."""
    owner = organization(name)
    place = site(owner, name=f"{name}大厦", partner=partner, partner_may_see=partner is not None)
    installed = system(place, ref=f"{owner.pk}-1", name=f"{name}系统")
    contract = active("service-care", of=installed)
    people = guest(place)
    case = report_fault(
        Fault(system=installed.pk, summary="灯不亮", uploads=[sent()]), visitor=people, now=NOW
    )
    who = Engineer.objects.first() or engineer()
    visit = booked(
        who,
        proposed(place, case=case),
        MONDAY_8 if Visit.objects.filter(engineer=who).exists() else FRIDAY_8,
    )
    return Company(
        place,
        owner,
        {
            "site": place.pk,
            "system": installed.pk,
            "contract": _paper(contract),
            "line": contract.lines.get().pk,
            "allowance": Allowance.objects.get(contract=contract, code=MAN_DAY).pk,
            "case": case.number,
            "file": Attachment.objects.get(case=case).pk,
            "visit": offer(visit, by=who.person, now=NOW).number,
            "reported": _reported(place, who),
            "organization": owner.pk,
            "member": _member(owner).pk,
            "request": ask_correction({}, "电话有误", visitor=people, now=NOW).pk,
            "agreed": _agreed(people),
            "agreement": asked(installed).agreement.number,
        },
    )


def _paper(contract: Contract) -> str:
    """Return the number of a contract whose document was issued; what is in it does not matter."""
    kept = keep_file(contract.number.encode(), contract.number, ".pdf", NOW)
    Paper.objects.create(
        contract=contract,
        number=contract.number,
        revision=1,
        pdf=kept.name,
        pdf_sha256=kept.sha256,
        facts_sha256="0" * 64,
        clauses=[],
        clauses_sha256="0" * 64,
        signer="路明",
        fingerprint="0" * 64,
        self_made=True,
        issued_by=coordinator(),
        issued_at=NOW,
    )
    return contract.number


def _reported(place: Site, who: Engineer) -> str:
    """Return the number of a visit whose report waits for a signature."""
    visit = proposed(place)
    # One engineer is at one place at a time: the second company was visited before.
    began = NOW - HALF * Visit.objects.filter(engineer=who, state="on-site").count()
    facts = {"engineer": who, "starts_at": began, "ends_at": began + HALF, "arrived_at": began}
    Visit.objects.filter(pk=visit.pk).update(state="on-site", **facts)
    VisitReport.objects.create(visit=visit, findings="更换模块", changed_at=NOW)
    return visit.number


def _agreed(people: Visitor) -> int:
    """Return the key of a consent that can be taken back."""
    give(Topic.PHOTOS, visitor=people, how=BY_SENDING, now=NOW)
    return Consent.objects.get(user=people.user, topic=Topic.PHOTOS).pk


def _member(owner: Organization) -> Membership:
    outsider(owner, name=f"colleague-{owner.pk}")
    return Membership.objects.filter(organization=owner).latest("pk")


MAN_DAY = "preventive-man-day"
