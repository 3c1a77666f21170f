"""The made-up office as a server of its own, and a browser to look at it with."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from lumencare.accounts.roles import OUTSIDE, ROLE_NAMES, Role

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("lumencare")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
LONGEST_START = 120
DESK = (1440, 900)
PHONE = (390, 844)
# Who looks at a page: the person of a role, the holder of a customer's link, somebody who asked
# for a code and has not typed it yet, or nobody known.
LINK: Final = "link"
KNOCKED: Final = "knocked"
Who = Role | Literal["link", "knocked"] | None
LINK_TOLD = re.compile(r"http://\S+/portal/in/\S+")


@dataclass(frozen=True, slots=True)
class Served:
    """Where the office is served, where its files lie, and a customer's link into it."""

    address: str
    folder: Path
    link: str = ""


def find_chromium() -> tuple[str | None, str]:
    """Return the browser's path, or None and the reason."""
    found = subprocess.run(
        [ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=False
    )
    lines = (found.stdout or found.stderr).strip().splitlines() or ["no reason given"]
    return (lines[-1], "") if found.returncode == 0 else (None, lines[-1])


def build_demo(folder: Path, empty: Path | None = None) -> None:
    """Make the office up in a folder, unless another process of this run has done so.

    It begins with an empty database that is migrated already, where there is one.
    """
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            home = folder / "var" / "demo"
            home.mkdir(parents=True, exist_ok=True)
            if empty is not None and empty.exists():
                shutil.copyfile(empty, home / "lumencare.db")
            words = [COMMAND, "demo", "--build-only", "--lang", "en"]
            subprocess.run(
                words, cwd=folder, env=_surroundings(), stdout=subprocess.DEVNULL, check=True
            )
            (folder / "built").touch()


@contextmanager
def serve_demo(folder: Path) -> Iterator[Served]:
    """Serve the office that was made up in a folder."""
    port, told = free_port(), folder / "told"
    with told.open("w") as file:
        server = subprocess.Popen(
            [COMMAND, "demo", "--port", str(port), "--workers", "1", "--lang", "en"],
            cwd=folder,
            env=_surroundings(),
            stdout=file,
            stderr=subprocess.DEVNULL,
        )
    served = Served(f"http://127.0.0.1:{port}", folder)
    try:
        _await_alive(served, server)
        # It tells the link before it answers.
        found = LINK_TOLD.search(told.read_text(encoding="utf-8"))
        yield replace(served, link=found[0] if found else "")
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_browser(path: str) -> Iterator[Browser]:
    """Open Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def new_context(
    browser: Browser, size: tuple[int, int] = DESK, known: StorageState | None = None
) -> BrowserContext:
    """Return a visitor with a screen of a size, in Chinese; a stranger, or somebody known."""
    return browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="light",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=size == PHONE,
        storage_state=known,
    )


def sign_in(page: Page, served: Served, role: Role) -> None:
    """Sign in as the person of a role, by the button that the demo offers."""
    page.goto(f"{served.address}/account/login/")
    page.get_by_role("button", name=ROLE_NAMES[role].zh, exact=True).click()
    # People outside are led to their own pages.
    page.wait_for_url(f"{served.address}{'/portal/**' if role in OUTSIDE else '/'}")


def come_in(page: Page, served: Served, who: Who) -> None:
    """Come in as somebody: by the link, by the button of a role, or not at all."""
    if who == LINK:
        page.goto(served.link)
        page.wait_for_url(f"{served.address}/portal/sites/**")
    elif who == KNOCKED:
        page.goto(f"{served.address}/portal/enter")
        page.locator("input[type=email]").fill("nobody@example.com")
        page.locator("main form button").click()
        page.wait_for_url(f"{served.address}/portal/enter/code")
    elif who is not None:
        sign_in(page, served, Role(who))


def _surroundings() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(("LUMENCARE_", "DJANGO_"))}


def _await_alive(served: Served, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the demo ended by itself"
        try:
            with urllib.request.urlopen(f"{served.address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError("the demo was not ready in time")
