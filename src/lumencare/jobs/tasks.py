"""The jobs themselves. Each may run twice: after a kill nobody knows how far it came."""

from datetime import time, timedelta
from typing import Any

import structlog
from django.core.management import call_command
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lumencare.claims.actions import tend_claims
from lumencare.contracts.actions import put_down_reminders, run_continuity
from lumencare.contracts.actions.dunning import run_dunning
from lumencare.contracts.actions.falling_due import announce_due
from lumencare.contracts.actions.opening import open_missing
from lumencare.contracts.archive import sweep_left_over as sweep_papers
from lumencare.contracts.renewable import reprice_renewals
from lumencare.desk.actions import alert_desk
from lumencare.desk.actions.bill_reminding import announce_due_bills, dun_bills
from lumencare.desk.archive import sweep_left_over as sweep_cases
from lumencare.desk.mail.handling import forget_handled
from lumencare.desk.mail.sending import send_case_mails
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.actions import issue_reports, propose_yearly, want_missing_reports
from lumencare.field.archive import sweep_left_over as sweep_visits
from lumencare.handovers.archive import sweep_left_over as sweep_handovers
from lumencare.jobs import mail
from lumencare.jobs.clock import now
from lumencare.jobs.mailbox import read_mailbox
from lumencare.jobs.schedules import Recurring
from lumencare.moves.actions import carry_out, keep_up
from lumencare.notices.reminders import send_reminders
from lumencare.notices.retention import forget_old
from lumencare.notices.sending import deliver, spread
from lumencare.pricebook.queries import edition_in_force
from lumencare.privacy.actions.exporting import make_exports
from lumencare.privacy.actions.exporting import sweep_left_over as sweep_copies
from lumencare.privacy.retention import erase_what_is_over
from lumencare.remote.actions import remind_ending, stop_past
from lumencare.remote.archive import sweep_left_over as sweep_agreements
from lumencare.remote.mailing import send_remote_mails, wipe_codes
from lumencare.sales.actions.ending import expire_due
from lumencare.sales.archive import sweep_left_over
from lumencare.sales.mailing import deliver_mails
from lumencare.sites.staging import sweep_staged
from lumencare.sites.windows import renew_windows
from lumencare.stock.actions import expire_reservations
from lumencare.upgrades.actions import deliver_mails as deliver_proposals
from lumencare.upgrades.actions import expire_due as expire_proposals
from lumencare.upgrades.archive import sweep_left_over as sweep_proposals

log = structlog.get_logger("lumencare.jobs")

PREVIEW_KEPT = timedelta(days=1)
DONE_KEPT = timedelta(days=2)
FAILED_KEPT = timedelta(days=60)


@task()
def deliver_mail(message: dict[str, Any]) -> None:
    """Send one message."""
    mail.send(message)


@task()
def tell_endpoints() -> None:
    """Tell webhooks and group robots of what happened."""
    while spread(now()):
        pass
    deliver(now)


@task()
def remind() -> None:
    """Send the reminders that are due."""
    send_reminders(now())


@task()
def watch_clocks() -> None:
    """Tell the desk of cases that are due soon and of those that are overdue, each once."""
    alert_desk(now())


@task()
def send_quotes() -> None:
    """Deliver the mails that carry a quotation or an upgrade proposal."""
    deliver_mails(now())
    deliver_proposals(now())


@task()
def read_mails() -> None:
    """Take in what the mailbox of the desk holds."""
    read_mailbox(now())


@task()
def send_mails_of_cases() -> None:
    """Send the mails of cases that wait."""
    send_case_mails(now())


@task()
def end_quotes() -> None:
    """Mark quotes and upgrade proposals whose last day has passed."""
    expire_due(now())
    expire_proposals(now())


@task()
def remind_of_payments() -> None:
    """Remind of payments and bills of cases that are late, each at each rung once."""
    run_dunning(now())
    dun_bills(now())


@task()
def tell_of_due_payments() -> None:
    """Tell of payments and bills of cases that fall due, each once and in business hours."""
    announce_due(now())
    announce_due_bills(now())


@task()
def renew_purchase_windows() -> None:
    """Decide the purchase windows anew that another edition decided."""
    renew_windows(edition_in_force(in_shanghai(now()).date()))


@task()
def open_contracts() -> None:
    """Open contracts of quotes that were accepted before contracts were kept."""
    for number, refused in open_missing(now()).items():
        log.warning("contract not opened", quote=number, why=str(refused))


@task()
def keep_contracts_continuous() -> None:
    """End contracts and plans that are over, and lapse what was not renewed in time (PA-3)."""
    run_continuity(now())
    reprice_renewals(in_shanghai(now()).date())


@task()
def put_reminders_down() -> None:
    """Put down the reminders of what ends; they leave in business hours (D-25, D-23)."""
    put_down_reminders(now())


@task()
def move_with_notices() -> None:
    """Move what rests on holiday notices that were approved or withdrawn (D-8)."""
    carry_out(now())


@task()
def keep_due_times_up() -> None:
    """Move due times that were computed under another calendar than the one in force (D-8)."""
    keep_up(now())


@task()
def propose_preventive_visits() -> None:
    """Propose the preventive visit of each contract year that has none (SC-5)."""
    propose_yearly(now())


@task()
def issue_visit_reports() -> None:
    """Issue the reports of visits that were closed and have none yet, or changed since."""
    for number, refused in issue_reports(now()).items():
        log.warning("report of a visit not issued", visit=number, why=refused)


@task()
def look_for_missing_reports() -> None:
    """Let the reports be issued of visits that were done before there were any, some at a time."""
    want_missing_reports(now())


@task()
def let_reservations_go() -> None:
    """Free the spare parts that were reserved longer than until their last day (SC-7)."""
    expire_reservations(now())


@task()
def send_mails_of_agreements() -> None:
    """Send the links, codes and copies of remote agreements that wait."""
    send_remote_mails(now())


@task()
def stop_what_is_over() -> None:
    """Expire remote agreements, stop sessions past their time, forget codes nobody got."""
    stop_past(now())
    wipe_codes(now())


@task()
def remind_of_agreements() -> None:
    """Remind of remote agreements that end in 30 and in 7 days (D-24)."""
    remind_ending(now())


@task()
def tend_parts() -> None:
    """Remind of old parts and of parts that wait, and close the claims that are settled."""
    tend_claims(now())


@task()
def sweep_files() -> None:
    """Remove files whose keeping failed, and uploads left undecided."""
    sweep_left_over(now())
    sweep_papers(now())
    sweep_cases(now())
    sweep_visits(now())
    sweep_agreements(now())
    sweep_proposals(now())
    sweep_handovers(now())
    sweep_copies(now())
    forget_handled(now())
    sweep_staged(now() - PREVIEW_KEPT)


@task()
def make_copies_of_own_data() -> None:
    """Make the copies of their data that people asked for and that were too large to wait for."""
    make_exports(now())


@task()
def erase_personal_data() -> None:
    """Erase the personal data whose period is over, as the register says."""
    for kind, count in erase_what_is_over(now()).items():
        log.info("personal data erased", kind=kind, rows=count)


@task()
def forget_old_jobs() -> None:
    """Delete jobs that ended long ago, what was told long ago, and sessions that have run out."""
    ended = DBTaskResult.objects.filter(finished_at__lt=now() - DONE_KEPT)
    ended.filter(status=TaskResultStatus.SUCCESSFUL).delete()
    ended.filter(finished_at__lt=now() - FAILED_KEPT).delete()
    forget_old(now())
    call_command("clearsessions")


RECURRING: tuple[Recurring, ...] = (
    Recurring(tell_endpoints, every=timedelta(seconds=10)),
    Recurring(remind, every=timedelta(seconds=60)),
    Recurring(watch_clocks, every=timedelta(seconds=60)),
    Recurring(send_quotes, every=timedelta(seconds=30)),
    Recurring(read_mails, every=timedelta(seconds=60)),
    Recurring(send_mails_of_cases, every=timedelta(seconds=15)),
    Recurring(issue_visit_reports, every=timedelta(seconds=15)),
    Recurring(look_for_missing_reports, every=timedelta(minutes=10)),
    Recurring(end_quotes, every=timedelta(minutes=30)),
    Recurring(tell_of_due_payments, every=timedelta(minutes=30)),
    Recurring(renew_purchase_windows, every=timedelta(minutes=10)),
    Recurring(move_with_notices, every=timedelta(seconds=60)),
    Recurring(keep_due_times_up, daily_at=time(0, 20)),
    Recurring(open_contracts, daily_at=time(0, 2)),
    Recurring(keep_contracts_continuous, daily_at=time(0, 5)),
    Recurring(put_reminders_down, daily_at=time(8, 5)),
    # A code is waited for by somebody with a phone in the hand.
    Recurring(send_mails_of_agreements, every=timedelta(seconds=5)),
    Recurring(stop_what_is_over, every=timedelta(seconds=60)),
    Recurring(remind_of_agreements, daily_at=time(8, 10)),
    Recurring(propose_preventive_visits, daily_at=time(0, 20)),
    Recurring(let_reservations_go, daily_at=time(0, 15)),
    Recurring(tend_parts, daily_at=time(8, 15)),
    Recurring(sweep_files, daily_at=time(3, 20)),
    Recurring(make_copies_of_own_data, every=timedelta(seconds=15)),
    Recurring(erase_personal_data, daily_at=time(3, 30)),
    Recurring(remind_of_payments, daily_at=time(8, 30)),
    Recurring(forget_old_jobs, daily_at=time(3, 40)),
)
