"""`lumencare demo`: serve a made-up office, built on first use, with one sign-in for each role."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from lumencare.cli.clock import now
from lumencare.cli.language import language_option
from lumencare.cli.output import new_table, open_console, print_line, print_table, say
from lumencare.domain.text import Text
from lumencare.running.opening import open_installation, require_database
from lumencare.store.secret import OWNERS_OWN

HOME = Path("var/demo")
BUILDING = Text("正在生成演示数据……", "Making up the demo office…")
INVENTED = Text(
    "演示数据均为虚构。登录页可直接选择角色；所有账号密码：",
    "Everything in it is made up. Pick a role on the sign-in page, or sign in; every password is",
)
BY_LINK = Text("客户免账号链接：", "A customer's link, which needs no account:")
COLUMNS = (Text("角色", "Role"), Text("姓名", "Name"), Text("邮箱", "E-mail"))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.  地址")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port to listen on.  端口",
)
@click.option("--workers", type=click.IntRange(1, 64), help="Processes for pages.  进程数")
@click.option("--fresh", is_flag=True, help="Make it up anew on today's dates.  重新生成")
@click.option("--build-only", is_flag=True, help="Make it up and stop.  只生成，不运行")
@language_option
def command(
    language: str, host: str, port: int, workers: int | None, *, fresh: bool, build_only: bool
) -> int:
    """Serve a made-up office: 300 sites, 400 systems, quotes in every state. Kept in var/demo.

    \b
    Examples:
      lumencare demo
      lumencare demo --fresh --port 8080
    """
    _choose_home(fresh=fresh)
    # Links that customers get lead to where this is served.
    os.environ.setdefault("LUMENCARE_PUBLIC_URL", f"http://{host}:{port}")
    open_installation()
    require_database()
    _build(language)
    if build_only:
        return 0
    _show_logins(language)
    from lumencare.cli.serve import run  # noqa: PLC0415 - the settings come first

    return run(language, host, port, workers)


def _choose_home(*, fresh: bool) -> None:
    """Keep the demo apart from any office that is in earnest."""
    home = HOME.resolve()
    if fresh and home.exists():
        shutil.rmtree(home)
    home.mkdir(mode=OWNERS_OWN, parents=True, exist_ok=True)
    for name in ("DATABASE_URL", "EMAIL_URL", "LUMENCARE_SECRET_KEY"):
        os.environ.pop(name, None)
    os.environ["LUMENCARE_HOME"] = str(home)
    os.environ["LUMENCARE_DEMO"] = "on"
    # Nothing that a visitor types is sent to anybody.
    os.environ["EMAIL_URL"] = "dummymail://"
    os.environ.setdefault("LUMENCARE_LOG", str(home / "lumencare.log"))


def _build(language: str) -> None:
    from lumencare.demo.building import build, is_built  # noqa: PLC0415
    from lumencare.running.preparing import collect_static, prepare_database  # noqa: PLC0415

    prepare_database()
    # Compressing files and filling the database take a core each.
    with ThreadPoolExecutor(max_workers=1) as beside:
        collected = beside.submit(collect_static)
        if not is_built():
            click.echo(say(BUILDING, language))
            build(now())
        collected.result()


def _show_logins(language: str) -> None:
    from lumencare.accounts.roles import ROLE_NAMES  # noqa: PLC0415
    from lumencare.demo.doors import link_address  # noqa: PLC0415
    from lumencare.demo.people import logins  # noqa: PLC0415
    from lumencare.demo.words import PASSWORD  # noqa: PLC0415

    console = open_console()
    table = new_table(*(say(each, language) for each in COLUMNS))
    for role, name, address in logins():
        table.add_row(say(ROLE_NAMES[role], language), name, address)
    print_table(console, table)
    print_line(console, f"{say(INVENTED, language)} {PASSWORD}")
    print_line(console, f"{say(BY_LINK, language)} {link_address()}")
