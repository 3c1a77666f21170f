"""A remote agreement signed on a phone: three taps from the message to the signed paper (RS-2)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.made_agreements import make_agreement, read_code
from tests.e2e.served import Served

MOST_TAPS = 3


def test_an_agreement_is_signed_in_three_taps(phone: Page, served: Served) -> None:
    """Open the link, get the code, sign; the phone fills the code in."""
    path = make_agreement(served)
    phone.goto(f"{served.address}{path}")
    taps = 1
    expect(phone.locator(".plain li")).to_have_count(3)
    expect(phone.locator("input[name=mode]:checked")).to_have_count(1)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
    phone.screenshot(path=str(served.folder / "sign-1.png"), full_page=True)
    phone.locator("main form button.p").click()
    taps += 1
    field = phone.locator("#code")
    expect(field).to_be_focused()
    assert field.get_attribute("autocomplete") == "one-time-code"
    field.fill(read_code(served, path))
    expect(phone.locator(".otp .code i").nth(5)).to_have_text("3")
    phone.screenshot(path=str(served.folder / "sign-2.png"), full_page=True)
    found = Axe().run(phone).response["violations"]
    assert found == [], [each["id"] for each in found]
    phone.locator("#sign-now button.p").click()
    taps += 1
    expect(phone.locator("#signed")).to_contain_text("已签署")
    phone.screenshot(path=str(served.folder / "sign-3.png"), full_page=True)
    assert taps <= MOST_TAPS
    # Another visit to the link shows what was signed, and lets it be taken back.
    phone.goto(f"{served.address}{path}")
    phone.locator(".sure summary").click()
    phone.locator(".sure button").click()
    expect(phone.locator("main .note").first).to_contain_text("已撤回")


def test_a_signature_may_be_drawn_and_costs_no_tap_more(phone: Page, served: Served) -> None:
    """RS-2: opened, drawn with one stroke, signed; a wrong code before it loses no stroke."""
    path = make_agreement(served)
    phone.goto(f"{served.address}{path}")
    phone.locator("main form button.p").click()
    taps = 2
    expect(phone.locator("#code")).to_be_focused()
    phone.locator("[data-pen] summary").click()
    canvas = phone.locator("canvas.pen")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + 40, box["y"] + 60)
    phone.mouse.down()
    phone.mouse.move(box["x"] + 200, box["y"] + 20, steps=4)
    phone.mouse.up()
    assert len(phone.locator("input[name=drawing]").input_value()) > 100
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
    phone.screenshot(path=str(served.folder / "sign-drawn.png"), full_page=True)
    found = Axe().run(phone).response["violations"]
    assert found == [], [each["id"] for each in found]
    phone.locator("#code").fill("000000")
    phone.locator("#sign-now button.p").click()
    expect(phone.locator("#code-wrong")).to_be_visible()
    assert len(phone.locator("input[name=drawing]").input_value()) > 100
    phone.locator("#code").fill(read_code(served, path))
    phone.locator("#sign-now button.p").click()
    taps += 1
    expect(phone.locator("#signed")).to_contain_text("已签署")
    assert taps <= MOST_TAPS
