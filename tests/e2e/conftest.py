"""What browser tests start from: the served office, a desk or a phone, somebody signed in."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lumencare.accounts.roles import Role
from tests import ready_database
from tests.e2e import served as office
from tests.e2e.served import Served

SignIn = Callable[..., Page]
# A busy machine is slow without being wrong; who waits for what comes goes on once it is there.
expect.set_options(timeout=20_000)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs a browser."""
    for each in items:
        if each.path.is_relative_to(HERE):
            each.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open Chromium once; without one the tests are skipped, with the reason."""
    path, reason = office.find_chromium()
    if path is None:
        pytest.skip(f"no Chromium: {reason}")
    with office.open_browser(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def made(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the office up once for the whole run; `browser` first, as without one it is idle."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    office.build_demo(folder, ready_database.FILES.ready())
    return folder


@pytest.fixture(scope="session")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the office to this process: each of a parallel run has a copy of its own."""
    with _serve_copy(made, tmp_path_factory) as there:
        yield there


@pytest.fixture(scope="module")
def untouched(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve an office in which nobody did anything yet, to tests that take what comes first."""
    with _serve_copy(made, tmp_path_factory) as there:
        yield there


@contextmanager
def _serve_copy(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    own = tmp_path_factory.mktemp("served")
    shutil.copytree(made / "var", own / "var")
    with office.serve_demo(own) as there:
        yield there


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor at a desk."""
    visitor = office.new_context(browser)
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Page:
    """Return a page at a desk, 1440 by 900."""
    return context.new_page()


@pytest.fixture
def phone(browser: Browser, served: Served) -> Iterator[Page]:
    """Return a page on a phone, 390 by 844."""
    visitor = office.new_context(browser, office.PHONE)
    yield visitor.new_page()
    visitor.close()


@pytest.fixture
def sign_in(page: Page, served: Served) -> SignIn:
    """Return what signs somebody in by role, on the desk's page or another one."""

    def enter(role: str | Role, on: Page | None = None) -> Page:
        there = on or page
        office.sign_in(there, served, Role(role))
        return there

    return enter
