"""The log of consents: which partner an owner lets see a site, since when, and until when."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import change_row
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.models import PartnerConsent, Site
from lumencare.sites.visitors import Visitor

PUT_DOWN = Text("由经办人员登记", "put down by staff")
IN_PORTAL = Text("业主在客户门户中同意", "the owner agreed in the portal")
CHANGED = Text("项目登记变更", "the site was changed")
OWNER_CHANGED = Text("业主变更（D-18）", "the owner changed (D-18)")
TAKEN_BACK = Text("业主撤回", "the owner took it back")


def give_consent(site: Site, *, visitor: Visitor, now: datetime) -> Site:
    """Let the site's partner see it; only the owner's own people may."""
    _require_owner(site, visitor)
    if site.partner_id is None:
        raise Refused(does_not_apply("D-18", NO_PARTNER))
    return _switch(site, visitor=visitor, now=now, why=IN_PORTAL, on=True)


def end_consent(site: Site, *, visitor: Visitor, now: datetime) -> Site:
    """Take the consent back: from this moment the partner sees nothing of the site."""
    _require_owner(site, visitor)
    return _switch(site, visitor=visitor, now=now, why=TAKEN_BACK, on=False)


def settle_consent(site: Site, *, by: User | str, now: datetime, why: Text) -> None:
    """Bring the log in line with a site that was just written; called in its transaction.

    Another owner or another partner ends what was agreed before.
    """
    wanted = site.partner_id if site.partner_may_see else None
    name = by.name if isinstance(by, User) else by
    standing = PartnerConsent.objects.filter(site=site, ended_at=None).first()
    if standing is not None:
        if (standing.partner_id, standing.owner_id) == (wanted, site.owner_id):
            return
        PartnerConsent.objects.filter(pk=standing.pk, ended_at=None).update(
            ended_at=now, ended_by_name=name, ended_why=_both(why)
        )
    if wanted is not None:
        PartnerConsent.objects.create(
            site=site,
            owner_id=site.owner_id,
            partner_id=wanted,
            given_by=by if isinstance(by, User) else None,
            given_by_name=name,
            how=_both(why),
            given_at=now,
        )


def _switch(site: Site, *, visitor: Visitor, now: datetime, why: Text, on: bool) -> Site:
    with transaction.atomic():
        action = "give-consent" if on else "end-consent"
        change_row(site, {"partner_may_see": on}, by=visitor.by, now=now, action=action)
        settle_consent(site, by=visitor.by, now=now, why=why)
    return site


def _require_owner(site: Site, visitor: Visitor) -> None:
    if site.owner_id not in visitor.organizations or site.pk not in visitor.sites:
        raise Refused(does_not_apply("D-18", NOT_OWNER))


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"


NOT_OWNER = Text(
    "只有业主可以决定合作伙伴能看到什么。", "Only the owner decides what a partner sees."
)
NO_PARTNER = Text("此项目地点没有合作伙伴。", "This site has no partner.")
