"""Story: two municipalities, from an empty installation to a focus question that both can agree on.

One reads Dutch on a laptop, the other Spanish on a phone. Then the heart of it once more with nothing but keys, and
once more on a phone that runs no scripts.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import tools
from facilitation.access import Role
from tests import makers
from tests.browser.conftest import Meet
from tests.browser.houses import House
from tests.browser.keys import Keys
from tests.browser.lived_in import GARDEN
from tests.browser.people import LAPTOP, PHONE, PHONE_WITHOUT_SCRIPTS, Somebody
from tests.visitors import PASSWORD as HER_PASSWORD
from tests.visitors import kept_password

pytestmark = pytest.mark.browser

PASSWORD = "vier woorden op een rij"
FACT, GROUP, DRAFT = "What is happening?", "Which group?", "Question"
QUESTION = "Our focus question: “How can we …, so that …?”"
DECIDER = "Who decides on the answer in the end?"
HEARD = "{place}: what do you recognise in this from your own experience?"
LEARN = "What do we want to learn from each other about this?"
SAVE_AND_MORE = "Save, and one more"
READY = "Everything the short set asks for is there. Read it once more together."
HOT = "Om 13 uur is het te heet om te spelen."
NO_SHADE = "En el recreo no hay sombra ni agua."
NL = "Hoe kunnen we samen met leerlingen speelplaatsen koeler maken, zodat iedereen er graag is?"
ES = "¿Cómo podemos, junto con los alumnos, refrescar los patios, de modo que todos quieran estar ahí?"


@pytest.fixture(autouse=True)
def the_method_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what other tests laid on the table beside the tools of the method."""
    monkeypatch.setattr(tools, "TOOLS", tuple(tool for tool in tools.TOOLS if tool is not GARDEN))


def start_installation(who: Somebody) -> dict[str, str]:
    """Become administrator of an empty installation, start a partnership, and return the links to pass on."""
    who.open("/")
    expect(who.find("heading", "A fresh start")).to_be_visible()
    who.write("Your name", "Beheer")
    who.write("E-mail address", "beheer@voorbeeld.be")
    who.write("Password", PASSWORD)
    who.page.get_by_label(who.say("Time zone"), exact=True).select_option("Europe/Brussels")
    who.press("Begin")
    places = (("Brasschaat", "BE", "nl", "Anna"), ("Tarija", "BO", "es", "Rosa"))
    for number, (place, country, language, guest) in enumerate(places):
        block = who.find("group", "One of the places").nth(number)
        who.write("Name of the place", place, block)
        block.get_by_label(who.say("What kind of partner is it?"), exact=True).select_option("municipality")
        block.get_by_label(who.say("Country"), exact=True).select_option(country)
        written = who.find("group", "In which languages does this partner write?", block)
        written.locator(f"[value={language}]").check()
        who.write("Who is going to coordinate there?", guest, block)
        block.locator(f"[name$=guest_language][value={language}]").check()
    who.press("Start the partnership")
    who.sees("The partnership is there")
    links = {guest: who.page.get_by_label(who.say("Link for %(name)s", name=guest)) for *_, guest in places}
    return {guest: box.input_value() for guest, box in links.items()}


def register(who: Somebody, name: str, link: str) -> None:
    """Open an invitation and make an account through it."""
    who.open(link)
    who.write("Your name", name)
    who.write("E-mail address", f"{name.lower()}@voorbeeld.org")
    who.write("Choose a password", PASSWORD)
    who.press("Make my account and join")
    who.sees("No projects yet")


def start_project(who: Somebody) -> str:
    """Start a shared project with a title in both languages, and return its address."""
    who.follow("Start a project")
    who.box("Title").fill("Koele speelplaatsen")
    who.unfold("The same in %(language)s", language=who.say("Spanish"))
    who.box("Title", "es").fill("Patios frescos")
    who.page.locator("[name=scope][value=shared]").check()
    who.press("Start the project")
    expect(who.page.locator("h1")).to_have_text("Koele speelplaatsen")
    return who.page.url


def add(who: Somebody, label: str, words: str, one: str) -> None:
    """Write on a new card of a list; it is not sent yet."""
    if not who.box(label).is_visible():
        who.unfold(one)
    who.box(label).fill(words)


def has_cards(who: Somebody, address: str, words: list[str]) -> None:
    """Wait until the cards of a list say this, in this order, for this person."""
    expect(who.page.locator(f"#at-{address} > * > ol .say")).to_have_text(words)


def save(who: Somebody, question: int) -> None:
    """Save a question and see beside its button that it is saved."""
    button = who.say("Save") + " " + who.say("Question %(number)s", number=question)
    section = who.page.locator("section.question").nth(question - 1)
    if who.device.scripts:
        who.press_here(button)
        expect(section.locator("[data-done]")).to_be_visible()
    else:
        who.press(button)
        expect(section.locator(".saved")).to_be_visible()


def test_two_municipalities_find_their_focus_question(empty: House, meet: Meet) -> None:
    admin = meet(empty.address, "nl", LAPTOP)
    links = start_installation(admin)
    anna, rosa = meet(empty.address, "nl", LAPTOP), meet(empty.address, "es", PHONE)
    register(anna, "Anna", links["Anna"])
    register(rosa, "Rosa", links["Rosa"])
    project = start_project(anna)
    anna.follow("Start with: %(tool)s", tool=anna.say("Focus sharpener"))
    rosa.open(project)
    expect(rosa.page.locator("h1")).to_have_text("Patios frescos")
    rosa.follow("Start with: %(tool)s", tool=rosa.say("Focus sharpener"))
    anna.is_live()
    rosa.is_live()

    anna.box("What is it about, in your own words?").fill("Hitte op de speelplaats")
    add(anna, FACT, HOT, "Add a fact")
    rosa.box("What is it about, in your own words?").fill("El calor en el patio")
    add(rosa, FACT, NO_SHADE, "Add a fact")  # while Anna writes hers
    save(anna, 1)
    save(rosa, 1)
    for who in (anna, rosa):
        has_cards(who, "topic-symptoms", [HOT, NO_SHADE])
    anna.open(anna.page.url.split("#")[0])
    has_cards(anna, "topic-symptoms", [HOT, NO_SHADE])
    anna.is_live()

    add(rosa, GROUP, "niñas y niños", "Add a group")
    add(anna, DRAFT, NL, "Add a question")
    anna.page.get_by_label(anna.say("Nothing is fixed yet"), exact=True).check()
    anna.page.locator("[name='frame.room'][value='3']").check(force=True)
    anna.box(DECIDER).fill("het college en de scholen")
    anna.box(HEARD, place="Brasschaat").fill("Ook bij ons is het te warm.")
    anna.press_here(SAVE_AND_MORE, anna.page.locator("#at-question-drafts"))
    anna.press_here("Use this one")
    expect(anna.box(QUESTION)).to_have_value(NL)
    rosa.box(QUESTION).fill(ES)
    rosa.box(HEARD, place="Tarija").fill("El mismo calor, y menos agua.")
    rosa.box(LEARN).fill("¿Cómo deciden los niños?")
    save(rosa, 5)
    rosa.sees(READY)

    anna.open(project)
    for who, mine, theirs in ((anna, NL, ES), (rosa, ES, NL)):
        who.open(project)
        who.sees("All short questions are answered")
        expect(who.page.locator(".say.big")).to_have_text(mine)
        expect(who.page.get_by_text(theirs, exact=True).first).to_be_visible()
        expect(who.find("link", "Start with: %(tool)s", tool=who.say("Environment scan"))).to_be_visible()
        who.follow("Focus sharpener", who.page.locator("section[aria-labelledby=path]"))
        who.sees(READY)
        expect(who.box(QUESTION)).to_have_value(mine)


@pytest.fixture
def laid(empty: House) -> str:
    """Lay a blank canvas on the table for Lies, who has a password, and return the title of its project."""
    with empty.factory() as db:
        among = makers.partnership(db)
        lies = makers.person(db, "Lies", mail="lies@voorbeeld.be", password=kept_password())
        makers.membership(db, lies, among, "brasschaat", Role.FACILITATOR)
        makers.project(db, among)
        db.commit()
    return "Speelplaatsen"


def test_the_heart_of_it_goes_with_nothing_but_keys(empty: House, laid: str, meet: Meet) -> None:
    lies = meet(empty.address, "nl", LAPTOP)
    page, keys = lies.page, Keys(lies)
    lies.open("/sign-in")
    keys.press("Tab")
    expect(lies.find("link", "To the content")).to_be_focused()
    keys.press("Enter")
    keys.write(page.get_by_label(lies.say("E-mail address")), "lies@voorbeeld.be")
    keys.write(page.get_by_label(lies.say("Password"), exact=True), HER_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.enter(page.get_by_role("link", name=laid))
    keys.enter(lies.find("link", "Start with: %(tool)s", tool=lies.say("Focus sharpener")))
    lies.is_live()

    facts = page.locator("#at-topic-symptoms")
    for fact in ("Eerst is het warm.", "Dan is het nat."):
        keys.write(lies.box(FACT), fact)
        keys.enter_here(lies.find("button", SAVE_AND_MORE, facts), "Space")
    has_cards(lies, "topic-symptoms", ["Eerst is het warm.", "Dan is het nat."])
    keys.unfold(facts.locator("summary").filter(has_text="Dan is het nat."))
    keys.enter_here(facts.get_by_role("button", name=lies.say("Higher"), exact=True, disabled=False))
    has_cards(lies, "topic-symptoms", ["Dan is het nat.", "Eerst is het warm."])

    keys.go_to(page.locator("[name='frame.room']:checked"))
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        keys.press(key)
    keys.write(lies.box(QUESTION), NL)
    question = page.locator("#at-question-question")
    keys.unfold(question.locator("summary").filter(has_text="Spaans"))
    keys.write(lies.box(QUESTION, "es"), ES)
    keys.enter_here(lies.find("button", lies.say("Save") + " " + lies.say("Question %(number)s", number=4)))
    expect(page.locator("section.question").nth(3).locator("[data-done]")).to_be_visible()
    expect(page.locator("[name='frame.room']:checked")).to_have_value("2")

    keys.enter(page.get_by_role("link", name="Español", exact=True))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("[name='question.question@es']")).to_have_value(ES)
    assert keys.unseen == []


def test_the_heart_of_it_goes_on_a_phone_without_scripts(empty: House, laid: str, meet: Meet) -> None:
    lies = meet(empty.address, "es", PHONE_WITHOUT_SCRIPTS)
    lies.choose_language()
    lies.open("/sign-in")
    lies.write("E-mail address", "lies@voorbeeld.be")
    lies.write("Password", HER_PASSWORD)
    lies.press("Sign in")
    lies.page.get_by_role("link", name="Patios escolares").tap()
    lies.follow("Start with: %(tool)s", tool=lies.say("Focus sharpener"))

    facts = lies.page.locator("#at-topic-symptoms")
    for fact in ("Primero hace calor.", "Luego llueve."):
        lies.box(FACT).fill(fact)
        lies.press(SAVE_AND_MORE, facts)
    facts.locator("summary").filter(has_text="Luego llueve.").tap()
    facts.get_by_role("button", name=lies.say("Higher"), exact=True, disabled=False).tap()
    expect(facts.locator("ol .say").first).to_have_text("Luego llueve.")
    has_cards(lies, "topic-symptoms", ["Luego llueve.", "Primero hace calor."])

    lies.box(QUESTION).fill(ES)
    lies.page.locator("#at-question-question summary").filter(has_text="Neerlandés").tap()
    lies.box(QUESTION, "nl").fill(NL)
    save(lies, 4)
    lies.page.get_by_role("link", name="Nederlands", exact=True).tap()
    expect(lies.page.locator("html")).to_have_attribute("lang", "nl")
    expect(lies.page.locator("[name='question.question@nl']")).to_have_value(NL)
