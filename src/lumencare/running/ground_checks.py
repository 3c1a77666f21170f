"""What an installation stands on: database, files, clock, fonts, mail, addresses."""

import os
import shutil
import smtplib
import stat
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection

from lumencare.documents.typesetting import Unprintable, find_unprintable
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.running.checkup import Finding, good, ground, noted, wrong
from lumencare.running.opening import shown_address
from lumencare.running.preparing import missing_migrations
from lumencare.store.signing_certificate import find_certificate, own_file

DATABASE = Text("数据库", "Database")
MIGRATIONS = Text("数据库版本", "Database version")
FILES = Text("文件", "Files")
CLOCK = Text("时钟", "Clock")
FONTS = Text("字体", "Fonts")
MAIL = Text("邮件", "Mail")
ADDRESS = Text("对外地址", "Address")
PROVIDER = Text("服务方", "Service provider")
SIGNING = Text("签名证书", "Signing certificate")
# A new certificate takes some weeks.
SOON = timedelta(days=30)
MOST_DRIFT = timedelta(seconds=5)
LEAST_FREE = 1024**3
SAMPLE = "路明 硬件保障计划 ¥1,000,000.00 Lumencare"


@ground
def check_database(_now: datetime) -> Iterator[Finding]:
    """Look whether the database answers and, as a file, is whole."""
    where = f"{connection.vendor} {shown_address()}"
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)" if _is_sqlite() else "SELECT 'ok'")
            said = str(cursor.fetchone()[0])
    except DatabaseError as error:
        said = str(error)
    if said == "ok":
        yield good(DATABASE, Text(where, where))
    else:
        yield wrong(DATABASE, Text(f"{where}：{said}", f"{where}: {said}"))


@ground
def check_migrations(_now: datetime) -> Iterator[Finding]:
    """Look whether the database is at this version."""
    missing = missing_migrations()
    if not missing:
        yield good(MIGRATIONS, Text("与程序版本一致", "as this version needs it"))
        return
    listed = ", ".join(missing[:3])
    yield wrong(
        MIGRATIONS,
        Text(
            f"缺少 {len(missing)} 项更新（{listed}…），请运行 lumencare init",
            f"{len(missing)} changes are missing ({listed}…): run `lumencare init`",
        ),
    )


def check_references(_now: datetime) -> Iterator[Finding]:
    """Look whether every row that another names is there."""
    try:
        connection.check_constraints()
    except DatabaseError as error:
        yield wrong(DATABASE, Text(f"引用不完整：{error}", f"a reference leads nowhere: {error}"))
    else:
        yield good(DATABASE, Text("引用完整", "every reference leads to its row"))


def check_files(_now: datetime) -> Iterator[Finding]:
    """Look whether files can be kept, the key is private, and there is room."""
    for folder in (Path(settings.HOME), Path(settings.MEDIA_ROOT)):
        yield _writable(folder)
    for key in (Path(settings.HOME) / "secret-key", own_file()):
        if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
            said = f"chmod 600 {key}"
            yield wrong(
                FILES, Text(f"密钥可被他人读取：{said}", f"others can read the key: {said}")
            )
    free = shutil.disk_usage(settings.HOME).free
    room = f"{free / 1024**3:.1f} GiB"
    enough = free >= LEAST_FREE
    yield (good if enough else wrong)(FILES, Text(f"剩余空间 {room}", f"{room} of room left"))


def _writable(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
            os.fsync(file.fileno())
    except OSError as error:
        said = f"{folder}: {error.strerror}"
        return wrong(FILES, Text(f"无法写入 {said}", f"cannot be written: {said}"))
    return good(FILES, Text(f"可写入 {folder}", f"{folder} can be written"))


def check_clock(now: datetime) -> Iterator[Finding]:
    """Look whether the database's clock and ours agree."""
    if _is_sqlite():
        yield good(CLOCK, Text("与数据库同一台机器", "the database is on the same machine"))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        drift = abs(cursor.fetchone()[0] - now)
    seconds = f"{drift.total_seconds():.1f}"
    said = Text(f"与数据库相差 {seconds} 秒", f"{seconds} s from the database's")
    yield (good if drift <= MOST_DRIFT else wrong)(CLOCK, said)


def check_fonts(now: datetime) -> Iterator[Finding]:
    """Look whether documents can be set, in Chinese too."""
    try:
        missing = find_unprintable(SAMPLE, now.replace(microsecond=0))
    except (Unprintable, OSError, RuntimeError) as error:
        yield wrong(FONTS, Text(f"无法排版：{error}", f"no document can be set: {error}"))
        return
    if missing:
        yield wrong(FONTS, Text("中文字体缺失", "the Chinese font is missing"))
    else:
        yield good(FONTS, Text("文档可排版", "documents can be set"))


def check_signing(now: datetime) -> Iterator[Finding]:
    """Look whether documents can be signed, until when, and whether others vouch for the name."""
    try:
        found = find_certificate()
    except InputProblems as error:
        (problem,) = error.problems
        yield wrong(SIGNING, Text(problem.sentence("zh"), problem.sentence("en")))
        return
    if found is None:
        said = Text("首次签署时自制证书", "a certificate is made when the first file is signed")
        yield noted(SIGNING, said)
    elif found.is_self_made:
        name = found.signer
        said = Text(f"自制证书：{name}", f"self-made: {name}; nobody else vouches for it")
        yield noted(SIGNING, said)
    else:
        said = Text(f"{found.signer}，至 {found.ends}", f"{found.signer}, until {found.ends}")
        lasts = found.is_valid_at(now) and found.is_valid_at(now + SOON)
        yield (good if lasts else wrong)(SIGNING, said)


def check_provider(_now: datetime) -> Iterator[Finding]:
    """Look whether the installation knows in whose name contracts are concluded."""
    name: str = settings.PROVIDER["name"]
    if name:
        yield good(PROVIDER, Text(name, settings.PROVIDER["english_name"] or name))
    else:
        said = Text(
            "未设置 LUMENCARE_PROVIDER_NAME，合同文件不能出具",
            "LUMENCARE_PROVIDER_NAME is not set: no contract can be made",
        )
        yield noted(PROVIDER, said)


def check_mail(_now: datetime) -> Iterator[Finding]:
    """Look whether the mail server lets us in; nothing is sent."""
    backend = settings.DELIVERY_BACKEND
    if not backend.endswith("smtp.EmailBackend"):
        name = backend.split(".")[-2]
        said = Text(
            f"邮件不会寄出（{name}），请设置 EMAIL_URL",
            f"no mail leaves this machine ({name}): set EMAIL_URL",
        )
        yield noted(MAIL, said)
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection(backend, timeout=10)
    try:
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(MAIL, Text(f"{where} 无法登录：{error}", f"{where} lets us not in: {error}"))
    else:
        yield good(MAIL, Text(where, where))


def check_address(_now: datetime) -> Iterator[Finding]:
    """Look whether links lead here, and over an encrypted way where others come."""
    address = urlsplit(settings.PUBLIC_URL)
    hosts = settings.ALLOWED_HOSTS
    if "*" not in hosts and address.hostname not in hosts:
        said = f"LUMENCARE_HOSTS={address.hostname}"
        yield wrong(ADDRESS, Text(f"主机名未登记：{said}", f"the host is not listed: {said}"))
    elif address.scheme != "https" and address.hostname not in {"127.0.0.1", "localhost"}:
        said = "LUMENCARE_PUBLIC_URL=https://…"
        yield wrong(ADDRESS, Text(f"对外须用加密连接：{said}", f"it is not encrypted: {said}"))
    else:
        yield good(ADDRESS, Text(settings.PUBLIC_URL, settings.PUBLIC_URL))


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"
