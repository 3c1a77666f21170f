"""A visit closed on a phone without a network, in six taps; and nothing lost, whatever dies."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError

from lumencare.accounts.roles import Role
from tests.e2e import served as office
from tests.e2e.made_visits import make_visit, sent_about
from tests.e2e.served import DESK, PHONE, Served

MOST_TAPS = 6
PICTURE = {"name": "photo.png", "mimeType": "image/png", "buffer": bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)}  # fmt: skip


@pytest.fixture
def pocket(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """Return the phone of the engineer, signed in."""
    context = office.new_context(browser, PHONE)
    page = context.new_page()
    office.sign_in(page, served, Role.ENGINEER)
    page.close()
    yield context
    context.close()


def take_along(pocket: BrowserContext, served: Served, number: str) -> Page:
    """Look at the day, so that the visit is on the phone; return the page of the day."""
    page = pocket.new_page()
    page.goto(f"{served.address}/phone/")
    expect(page.locator("#ph-kept")).to_be_visible()
    return page


def open_visit(page: Page, served: Served, number: str) -> None:
    page.goto(f"{served.address}/phone/visits/{number}/")
    expect(page.locator(".ph.js")).to_be_visible()


class Thumb:
    """Counts taps; what is typed on the phone's keyboard is none."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, what: str) -> None:
        self.taps += 1
        self.page.locator(what).tap()

    def photo(self) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.tap("label[for=ph-camera]")
        chooser.value.set_files(PICTURE)  # type: ignore[arg-type]

    def sign(self) -> None:
        self.taps += 1
        canvas = self.page.locator("#ph-canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + 40, box["y"] + 60)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 160, box["y"] + 30, steps=4)
        self.page.mouse.up()


def test_a_visit_is_closed_in_six_taps_without_a_network(
    pocket: BrowserContext, served: Served
) -> None:
    number = make_visit(served)
    page = take_along(pocket, served, number)
    pocket.set_offline(True)
    open_visit(page, served, number)
    thumb = Thumb(page)
    thumb.tap("form[data-kind=arrive] button")
    thumb.photo()
    expect(page.locator("#ph-photos")).to_have_text("1")
    expect(page.locator("button[value=product]")).to_contain_text("本次上门")
    thumb.tap("button[value=product]")
    thumb.tap("#part_number")
    page.keyboard.type("QSM-4W-C")
    page.keyboard.press("Enter")
    expect(page.locator("#ph-parts")).to_contain_text("QSM-4W-C")
    thumb.sign()
    thumb.tap("form[data-kind=finish] button")
    expect(page.locator("#ph-count")).to_have_text("6 项待发送")
    assert thumb.taps <= MOST_TAPS
    assert sent_about(served, number) == []
    pocket.set_offline(False)
    expect(page.locator("#ph-queue")).to_be_hidden(timeout=20_000)
    kinds = ["arrive", "photo", "cause", "part", "sign", "finish"]
    assert sent_about(served, number) == [(kind, "done") for kind in kinds]
    page.reload()
    expect(page.get_by_role("heading", name="本次上门已结束")).to_be_visible()


def test_what_was_done_before_the_page_died_is_sent_once(
    pocket: BrowserContext, served: Served
) -> None:
    number = make_visit(served)
    page = take_along(pocket, served, number)
    pocket.set_offline(True)
    open_visit(page, served, number)
    Thumb(page).tap("form[data-kind=arrive] button")
    page.locator("#findings").fill("电源松动")
    expect(page.locator("#ph-count")).to_have_text("1 项待发送")
    page.close()
    pocket.set_offline(False)
    again = pocket.new_page()
    open_visit(again, served, number)
    expect(again.locator("#ph-log .badge")).to_have_text("已发送")
    expect(again.locator("#findings")).to_have_value("电源松动")
    assert sent_about(served, number) == [("arrive", "done")]


def of_profile(profile: Path) -> list[int]:
    """Return the process ids of the browser that uses a profile."""
    mark, found = f"--user-data-dir={profile}".encode(), []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = each.read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in words:
            found.append(int(each.parent.name))
    return sorted(found)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds its browser in /proc")
def test_what_was_done_before_the_browser_was_killed_is_sent_once(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    """The phone ran out of power: what was tapped is on its disk, and leaves at the next start."""
    number, start = make_visit(served), browser.browser_type.launch_persistent_context
    path, _reason = office.find_chromium()
    options = {"executable_path": path, "args": list(office.ARGUMENTS), "has_touch": True}
    context = start(tmp_path, **options, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    office.sign_in(page, served, Role.ENGINEER)
    open_visit(page, served, number)
    context.set_offline(True)
    Thumb(page).tap("form[data-kind=arrive] button")
    expect(page.locator("#ph-count")).to_have_text("1 项待发送")
    for each in of_profile(tmp_path):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    with suppress(PlaywrightError):
        context.close()
    assert sent_about(served, number) == []
    again = start(tmp_path, **options, locale="zh-CN")  # type: ignore[arg-type]
    # Chromium writes cookies every half minute: at times the killed one still knew who was in.
    again.clear_cookies()
    page = again.new_page()
    office.sign_in(page, served, Role.ENGINEER)
    open_visit(page, served, number)
    expect(page.locator("#ph-log .badge")).to_have_text("已发送")
    again.close()
    assert sent_about(served, number) == [("arrive", "done")]


def test_an_answer_that_is_lost_makes_nothing_twice(
    browser: Browser, pocket: BrowserContext, served: Served
) -> None:
    """The office took it in, but the network broke before its answer came."""
    number = make_visit(served)
    context = browser.new_context(
        storage_state=pocket.storage_state(), service_workers="block", has_touch=True
    )
    page = context.new_page()
    open_visit(page, served, number)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/actions", lose)
    Thumb(page).tap("form[data-kind=arrive] button")
    expect(page.locator("#ph-net")).to_contain_text("没有网络")
    page.unroute("**/actions")
    Thumb(page).tap("#ph-send")
    expect(page.locator("#ph-queue")).to_be_hidden()
    context.close()
    assert sent_about(served, number) == [("arrive", "done")]


def test_what_is_refused_stays_with_its_words_and_its_file(
    pocket: BrowserContext, served: Served
) -> None:
    number = make_visit(served)
    page = pocket.new_page()
    open_visit(page, served, number)
    Thumb(page).tap("form[data-kind=arrive] button")
    wrong = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    page.locator("#ph-camera").set_input_files(wrong)  # type: ignore[arg-type]
    refused = page.locator("#ph-log li").filter(has_text="未被接受")
    expect(refused).to_contain_text("文件内容应为")
    page.reload()
    expect(refused.get_by_role("link", name="保存文件")).to_be_visible()
    refused.get_by_role("button", name="知道了").tap()
    expect(refused).to_have_count(0)
    assert sent_about(served, number)[-1] == ("photo", "refused")


def test_nobody_finishes_without_a_signature_or_a_reason(
    pocket: BrowserContext, served: Served
) -> None:
    number = make_visit(served)
    page = pocket.new_page()
    open_visit(page, served, number)
    thumb = Thumb(page)
    thumb.tap("form[data-kind=arrive] button")
    thumb.tap("form[data-kind=finish] button")
    expect(page.locator("form[data-kind=finish] .ph-error")).to_contain_text("请客户签字")
    thumb.tap("form[data-kind=finish] summary")
    page.locator("#unsigned_why").fill("夜间无人")
    thumb.tap("form[data-kind=finish] button")
    expect(page.get_by_role("heading", name="本次上门已结束")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_visit_is_sound_on_every_screen(
    browser: Browser, pocket: BrowserContext, served: Served, size: tuple[int, int], *, dark: bool
) -> None:
    """No fault for axe on the way and on site; thumbs find targets of 48 px on a phone."""
    number = make_visit(served)
    context = browser.new_context(
        storage_state=pocket.storage_state(),
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        has_touch=size == PHONE,
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    open_visit(page, served, number)
    found = Axe().run(page).response["violations"]
    page.locator("form[data-kind=arrive] button").click()
    expect(page.locator("#ph-s")).to_be_visible()
    found += Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('.ph button, .ph a.btn, .ph .field input, .ph .ph-tick')]"
        ".filter((each) => each.offsetParent && each.getBoundingClientRect().height < 47.5)"
        ".map((each) => each.outerHTML)"
    )
    context.close()
    assert complaints == []
    assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
    assert wide <= 0
    assert small == []
