"""The made-up office as a server of its own, and a browser to look at it with."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from lumencare.accounts.roles import OUTSIDE, ROLE_NAMES, Role

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("lumencare")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
LONGEST_START = 120
DESK = (1440, 900)
PHONE = (390, 844)


@dataclass(frozen=True, slots=True)
class Served:
    """Where the office is served and where its files lie."""

    address: str
    folder: Path


def find_chromium() -> tuple[str | None, str]:
    """Return the browser's path, or None and the reason."""
    found = subprocess.run(
        [ROOT / "scripts" / "chromium"], capture_output=True, text=True, check=False
    )
    lines = (found.stdout or found.stderr).strip().splitlines() or ["no reason given"]
    return (lines[-1], "") if found.returncode == 0 else (None, lines[-1])


def build_demo(folder: Path) -> None:
    """Make the office up in a folder, unless another process of this run has done so."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            words = [COMMAND, "demo", "--build-only", "--lang", "en"]
            subprocess.run(
                words, cwd=folder, env=_surroundings(), stdout=subprocess.DEVNULL, check=True
            )
            (folder / "built").touch()


@contextmanager
def serve_demo(folder: Path) -> Iterator[Served]:
    """Serve the office that was made up in a folder."""
    port = free_port()
    server = subprocess.Popen(
        [COMMAND, "demo", "--port", str(port), "--workers", "1", "--lang", "en"],
        cwd=folder,
        env=_surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    served = Served(f"http://127.0.0.1:{port}", folder)
    try:
        _await_alive(served, server)
        yield served
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
