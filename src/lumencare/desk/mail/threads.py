"""Which case a mail belongs to, and whose it is: by its thread, its number, its sender."""

import re

from django.db.models import Q

from lumencare.desk.actions.receiving import stays_of
from lumencare.desk.mail.reading import ReadMail
from lumencare.desk.models import Case, Message
from lumencare.sites.models import Contact, Membership, Site

NUMBER = re.compile(r"(?<![A-Za-z0-9])R-\d{4}-\d{3,}(?!\d)")
MAIL_ID = re.compile(r"<[^<>\s]{3,240}>")


def case_of_thread(mail: ReadMail) -> Case | None:
    """Return the case that a mail answers, or None.

    A mail that names one of the case's own mails belongs to it. A number in the subject counts
    only from somebody who belongs to the case: numbers can be guessed.
    """
    message = _answered(mail.references)
    if message is not None:
        return stays_of(message.split_into or message.case)
    for number in dict.fromkeys(NUMBER.findall(mail.subject)):
        case = Case.objects.filter(number=number).select_related("merged_into", "site").first()
        if case is not None and _belongs(mail.from_address, case):
            return stays_of(case)
    return None


def bounced_message(mail: ReadMail) -> Message | None:
    """Return the mail of ours that came back, by any id that stands in the report."""
    held = [each.file.read() for each in mail.uploads]
    for each in mail.uploads:
        each.file.seek(0)
    words = "\n".join([mail.body, mail.quoted, *(each.decode("latin-1") for each in held)])
    ids = (*mail.references, *MAIL_ID.findall(words)[:100])
    sent = Message.objects.filter(kind=Message.Kind.OUTGOING, mail_id__in=ids)
    return sent.select_related("case").order_by("-pk").first()


def contact_of(address: str) -> tuple[Contact | None, Site | None]:
    """Return who writes and from which site, where that is certain; one of several is nobody."""
    found = list(Contact.objects.filter(email__iexact=address).select_related("site")[:50])
    sites = {each.site_id: each.site for each in found}
    if len(sites) != 1:
        return None, None
    return (found[0] if len(found) == 1 else None), found[0].site


def _answered(references: tuple[str, ...]) -> Message | None:
    """Return the newest of our messages that a mail names; what it answers stands first."""
    whole = Message.objects.select_related("case__merged_into", "split_into")
    known = {each.mail_id: each for each in whole.filter(mail_id__in=references)}
    return next((known[each] for each in references if each in known), None)


def _belongs(address: str, case: Case) -> bool:
    """Tell whether somebody reported a case, wrote in it, or belongs to its site."""
    if not address:
        return False
    if case.reporter_email.casefold() == address.casefold():
        return True
    wrote = Q(from_address__iexact=address) | Q(to_address__iexact=address)
    if case.messages.filter(wrote).exists():
        return True
    if case.site is None:
        return False
    organizations = [case.site.owner_id, case.site.partner_id]
    members = Membership.objects.filter(organization__in=[each for each in organizations if each])
    return (
        case.site.contacts.filter(email__iexact=address).exists()
        or members.filter(user__email__iexact=address, user__is_active=True).exists()
    )
