"""What must hold for what an installation keeps: people, jobs, quotes, windows, site records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lumencare.contracts.soundness import count_files, damaged_files, misnamed_files
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.soundness import count_files as count_files_of_visits
from lumencare.field.soundness import damaged_files as damaged_files_of_visits
from lumencare.handovers.archive import count_files as count_handovers
from lumencare.handovers.archive import damaged_files as damaged_handovers
from lumencare.jobs.models import Worker
from lumencare.jobs.queue import SILENCE
from lumencare.pricebook.queries import edition_in_force
from lumencare.privacy.queries.requests import count_overdue
from lumencare.privacy.retention import count_late
from lumencare.remote.archive import count_files as count_agreements
from lumencare.remote.archive import damaged_files as damaged_agreements
from lumencare.running.checkup import Check, Finding, good, none_of, noted, wrong
from lumencare.running.first import has_administrator
from lumencare.running.ground_checks import (
    check_address,
    check_clock,
    check_database,
    check_files,
    check_fonts,
    check_mail,
    check_migrations,
    check_provider,
    check_references,
    check_signing,
)
from lumencare.running.mailbox_check import check_mailbox
from lumencare.running.money_checks import check_money
from lumencare.running.stock_checks import check_stock
from lumencare.sales.soundness import count_documents, damaged_documents
from lumencare.sites.soundness import damaged_records, wrong_amounts, wrong_windows
from lumencare.upgrades.archive import count_files as count_proposals
from lumencare.upgrades.archive import damaged_files as damaged_proposals

PEOPLE = Text("人员", "People")
JOBS = Text("后台工作", "Background work")
QUOTES = Text("报价单", "Quotes")
CONTRACTS = Text("合同文件", "Contract documents")
VISITS = Text("上门服务文件", "Files of visits")
AGREEMENTS = Text("远程协议", "Remote agreements")
PROPOSALS = Text("升级方案", "Upgrade proposals")
HANDOVERS = Text("升级交付", "Handovers of upgrades")
WINDOWS = Text("购买期", "Purchase windows")
AMOUNTS = Text("硬件清单", "Hardware lists")
PERSONAL = Text("个人信息", "Personal data")
RECORDS = Text("项目资料", "Site records")


def check_people(_now: datetime) -> Iterator[Finding]:
    """Look whether somebody can let others in."""
    if has_administrator():
        yield good(PEOPLE, Text("有系统管理员", "there is an administrator"))
    else:
        said = Text(
            "没有系统管理员，请运行 lumencare init", "no administrator: run `lumencare init`"
        )
        yield wrong(PEOPLE, said)


def check_jobs(now: datetime) -> Iterator[Finding]:
    """Look whether a worker lives, and whether jobs have failed for good."""
    if Worker.objects.filter(seen_at__gte=now - SILENCE).exists():
        yield good(JOBS, Text("后台进程在运行", "a worker is running"))
    else:
        said = Text("没有后台进程（lumencare serve 会启动）", "no worker runs (`serve` starts one)")
        yield noted(JOBS, said)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    count = failed.count()
    if count:
        paths = set(failed.values_list("task_path", flat=True))
        names = ", ".join(sorted(each.rsplit(".", 1)[-1] for each in paths))
        said = Text(f"{count} 项工作多次失败：{names}", f"{count} jobs failed for good: {names}")
        yield noted(JOBS, said)


@dataclass(frozen=True, slots=True)
class Files:
    """Files that an installation keeps: how many there must be, and which are not as they were."""

    about: Text
    count: Callable[[], int]
    damaged: Callable[[], Iterable[str]]
    well: Text
    broken: Text


FILES_WELL = Text("份文件完好", "files are as they were kept")
FILES_BROKEN = Text("文件缺失或被改动", "files are missing or were changed")
KEPT = Text("份文件完好", "documents are as they were kept")
ISSUED = Text("份文件完好", "documents are as they were issued")
DOCUMENTS_BROKEN = Text("文件缺失或被改动", "documents are missing or were changed")
KEPT_FILES = (
    Files(QUOTES, count_documents, damaged_documents, ISSUED, DOCUMENTS_BROKEN),
    Files(
        CONTRACTS,
        count_files,
        # A document that is no longer named as the latest is as wrong as one that is gone.
        lambda: chain(damaged_files(), misnamed_files()),
        KEPT,
        DOCUMENTS_BROKEN,
    ),
    Files(VISITS, count_files_of_visits, damaged_files_of_visits, FILES_WELL, FILES_BROKEN),
    Files(AGREEMENTS, count_agreements, damaged_agreements, KEPT, DOCUMENTS_BROKEN),
    Files(PROPOSALS, count_proposals, damaged_proposals, ISSUED, DOCUMENTS_BROKEN),
    Files(HANDOVERS, count_handovers, damaged_handovers, FILES_WELL, FILES_BROKEN),
)


def check_kept_files(_now: datetime) -> Iterator[Finding]:
    """Look whether every file that a row names is there, byte for byte."""
    for each in KEPT_FILES:
        count, well = each.count(), each.well
        yield none_of(
            each.about,
            each.damaged(),
            well=Text(f"{count} {well.zh}", f"{count} {well.en}"),
            broken=each.broken,
        )


def check_windows(now: datetime) -> Iterator[Finding]:
    """Look whether what worklists sort by is what the edition decides."""
    edition = edition_in_force(in_shanghai(now).date())
    yield none_of(
        WINDOWS,
        wrong_windows(edition),
        well=Text("与计划版本一致", "as the edition decides them"),
        broken=Text("与计划版本不一致", "not as the edition decides them"),
    )


def check_amounts(_now: datetime) -> Iterator[Finding]:
    """Look whether amounts are those of the hardware lists that hold (D-13)."""
    yield none_of(
        AMOUNTS,
        wrong_amounts(),
        well=Text("金额与清单一致", "amounts agree with the lists"),
        broken=Text("金额与清单不一致", "amounts differ from the lists"),
    )


def check_records(_now: datetime) -> Iterator[Finding]:
    """Look whether every kept file of a site is there, byte for byte."""
    yield none_of(
        RECORDS,
        damaged_records(),
        well=Text("文件完好", "files are as they were kept"),
        broken=Text("文件缺失或被改动", "files are missing or were changed"),
    )


def check_personal_data(now: datetime) -> Iterator[Finding]:
    """Look whether what is over was erased, and whether every request was answered in time."""
    late, unanswered = count_late(now), count_overdue(in_shanghai(now).date())
    if late:
        said = Text(f"{late} 条已到期而未清理", f"{late} entries are over and were not erased")
        yield noted(PERSONAL, said)
    if unanswered:
        told = Text(f"{unanswered} 项请求已超过答复期限", f"{unanswered} requests are late")
        yield noted(PERSONAL, told)
    if not late and not unanswered:
        yield good(PERSONAL, Text("按期清理与答复", "erased and answered in time"))


CHECKS: tuple[Check, ...] = (
    check_database,
    check_migrations,
    check_references,
    check_files,
    check_clock,
    check_fonts,
    check_signing,
    check_provider,
    check_mail,
    check_mailbox,
    check_address,
    check_people,
    check_jobs,
    check_kept_files,
    check_windows,
    check_amounts,
    check_records,
    check_personal_data,
    check_money,
    check_stock,
)
