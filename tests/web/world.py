"""One thing of each kind, to fill the keys of addresses; nobody who tries them owns any of it."""

from datetime import timedelta
from io import BytesIO

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.claims.actions import Asked, ask
from lumencare.desk.actions import open_case
from lumencare.desk.reading import Report
from lumencare.notices.actions import add_endpoint, send_test
from lumencare.notices.endpoints import Typed
from lumencare.people.invitations import invite
from lumencare.people.tokens import make_token
from lumencare.privacy.models import DataRequest
from lumencare.sites.actions import add_contact, add_record
from lumencare.sites.models import BomSnapshot, System
from lumencare.sites.uploads import Upload
from lumencare.upgrades.actions import SurveyWish, request_survey, start_proposal
from tests.calendars.notices import staged
from tests.lifecycle.lives import lead
from tests.office import NOW, TODAY, organization, person, site, system
from tests.remote.bare import bare_agreement, bare_session


def make_world() -> dict[str, object]:
    """Return a key for each kind of thing that addresses name."""
    owner = organization("别家物业有限公司")
    place = site(owner, name="别家大厦")
    somebody = person("administrator", name="somebody-else")
    boss = person("manager", name="boss")
    invited = invite("new@example.com", name="新人", roles=[Role.SALES], by=somebody, now=NOW)
    term = NOW + timedelta(days=90)
    token, _ = make_token(somebody, name="erp", role=Role.ADMINISTRATOR, expires_at=term, now=NOW)
    installed = system(place)
    drawing = Upload("plan.pdf", BytesIO(b"%PDF-1.7 plan"))
    kept = add_record(
        place, kind="layout-drawing", upload=drawing, dated_on=TODAY, by=boss, now=NOW
    )
    snapshot = BomSnapshot.objects.create(
        system=installed, number=1, taken_on=TODAY, source="list.csv", sha256="0" * 64,
        amount_fen=1, line_count=1, replaced_fen=1, recorded_by=boss, recorded_at=NOW,
    )  # fmt: skip
    typed = Typed(description="ERP", address="https://erp.example.com/hook")
    endpoint, _ = add_endpoint("standard", typed, by=somebody, now=NOW)
    return {
        **served(installed, boss),
        "endpoint": endpoint.pk,
        "delivery": send_test(endpoint, by=somebody, now=NOW).pk,
        "notice": staged(by="notice-writer").pk,
        "contact": add_contact(place, {"name": "王", "phone": "13800138000"}, by=boss, now=NOW).pk,
        "record": kept.pk,
        "snapshot": snapshot.pk,
        "family": "HWI",
        "lead": lead(installed, boss, why="客户提出").number,
        "organization": owner.pk,
        "site": place.pk,
        "data-request": DataRequest.objects.create(
            kind="erase", name="王", organization=owner.name, asked_at=NOW, due_on=TODAY
        ).pk,
        "system": installed.pk,
        "person": somebody.pk,
        "invitation": invited.invitation.pk,
        "token": token.pk,
    }


def served(installed: System, boss: User) -> dict[str, object]:
    """Return keys of a case, and of what may hang on it."""
    report = Report(summary="灯不亮", reporter_name="王", system=installed)
    case = open_case(report, by=boss, now=NOW).case
    claimed = Asked(typed={"part_number": "QSN-4P"})
    return {
        "survey": request_survey(installed.pk, SurveyWish("老系统"), by=boss, now=NOW).number,
        "proposal": start_proposal(installed.pk, by=boss, now=NOW).proposal.number,
        "case": case.number,
        "claim": ask(case, claimed, by=boss, now=NOW).number,
        "agreement": bare_agreement(installed, boss).number,
        "session": bare_session(case, boss).number,
    }
