"""Made-up tool: one imaginary instrument that uses every kind of field and every option.

It stands for the seventh tool somebody will write one day: whatever the product promises for "any tool"
(document, pages, worksheets, exports) is tested with this one beside the real ones. It is never in TOOLS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tools import pictures
from tools.canvas import (
    CAUTION,
    SIDE,
    STOP,
    TIP,
    VOICE,
    WHEN_SHARED,
    Cards,
    Choice,
    Choices,
    Content,
    Context,
    Day,
    Finding,
    Grid,
    Link,
    LinkOrText,
    Number,
    Position,
    Scale,
    Section,
    Step,
    Text,
    Time,
    Tool,
)

YES_NO = (("yes", "Yes"), ("no", "No"))
COLOURS = (("red", "Red"), ("green", "Green"), ("blue", "Blue"))
MONTHS = (("january", "January"), ("february", "February"))
OFTEN = (("never", "Never"), ("once", "Once"), ("daily", "Every day"))
WEATHER = (("dry", "Too dry"), ("frost", "Frost"), ("fine", "Fine"))
PLACES = (("square", "The square"), ("river", "The river"), ("school", "The school"))

SECTIONS = (
    Section(
        name="garden",
        title="What grows here?",
        help="One sentence is enough.",
        fields=(
            Text(name="name", label="What do you call this garden?", decision=True, longest=80, lines=1),
            Text(name="story", label="Tell its story.", help="As you would tell a child.", deep=True, lines=6),
            Cards(
                name="plants",
                label="Which plants stand here?",
                one="Add a plant",
                wanted=3,
                into="garden.name",
                alone_first=True,
                decision=True,
                none="Nothing grows here yet",
                parts=(
                    Text(name="what", label="Plant", longest=60, decision=True),
                    Text(name="why", label="Why here?"),
                    Choice(name="colour", label="Colour", options=COLOURS, none="No colour on purpose"),
                    Choices(name="months", label="In flower in", options=MONTHS),
                    Choice(name="home", label="From where?", options=(("far", "From far away"),), sides=True),
                    Choices(name="liked", label="Liked in", options=(("all", "Everywhere"),), sides=True),
                    Time(name="watered", label="Watered at"),
                    Scale(
                        name="thirst",
                        label="How thirsty?",
                        low=1,
                        high=5,
                        low_label="dry",
                        high_label="wet",
                        decision=True,
                    ),
                    Number(name="metres", label="Height", unit="m"),
                    Number(name="count", label="How many?", unit="plants", whole=True),
                    Day(name="planted", label="Planted on"),
                    Position(name="spot", label="Where?", x_label="west to east", y_label="south to north"),
                    Link(name="beside", label="Grows beside", to="garden.plants"),
                    Link(name="tended", label="Tended by", to="people.gardeners", many=True),
                    LinkOrText(name="giver", label="Given by", to="people.gardeners"),
                    Position(name="secret", label="Where it is really buried", room=SIDE, per_side=True),
                    Text(name="doubt", label="What we only say at home", room=SIDE, per_side=True),
                    Scale(
                        name="love",
                        label="How dear is it to us?",
                        room=SIDE,
                        per_side=True,
                        low=0,
                        high=3,
                        shared_as="love_shared",
                    ),
                    Scale(name="love_shared", label="How dear it is, as told to all", low=0, high=3),
                ),
            ),
        ),
    ),
    Section(
        name="people",
        title="Who looks after it?",
        fields=(
            Cards(
                name="gardeners",
                label="Who are the gardeners of {place}?",
                one="Add a gardener",
                parts=(Text(name="who", label="Who?"), Choice(name="paid", label="Paid?", options=YES_NO)),
            ),
            Cards(
                name="walks",
                label="When do we walk round?",
                one="Add a walk",
                parts=(
                    Text(name="from", label="From where?", lines=1),
                    Day(name="on", label="On which day?"),
                    Time(name="at", label="At what time?"),
                    Choice(name="clock", label="On whose clock?", sides=True),
                    Number(name="minutes", label="How long is it?", unit="minutes", whole=True),
                ),
            ),
            Cards(
                name="stops",
                label="Where do we stand still?",
                one="Add a stop",
                clock="people.walks",
                decision=True,
                parts=(
                    Text(name="why", label="Why there?", decision=True),
                    Link(name="walk", label="On which walk?", to="people.walks"),
                    Number(name="minutes", label="For how long?", unit="minutes", whole=True, decision=True),
                    Choice(name="kind", label="Standing?", options=YES_NO),
                ),
            ),
            Cards(
                name="seasons",
                label="{place}: which weeks of the year matter?",
                one="Add some weeks",
                per_side=True,
                weeks=True,
                parts=(
                    Text(name="what", label="What happens then?"),
                    Day(name="starts", label="First day"),
                    Day(name="ends", label="Last day"),
                    Choice(name="effect", label="What does it do?", options=WEATHER),
                ),
            ),
            LinkOrText(name="keeper", label="Who keeps the key?", to="people.gardeners", decision=True),
            Link(name="first", label="Who started?", to="people.gardeners", none="Nobody in particular"),
            Link(name="helpers", label="Who helps?", to="people.gardeners", many=True, deep=True),
            Text(name="voice", label="{place}: what do you see?", per_side=True, others=True, room=VOICE),
            Cards(
                name="wishes",
                label="{place}: what do you wish for?",
                one="Add a wish",
                per_side=True,
                room=VOICE,
                none="No wish for now",
                parts=(Text(name="wish", label="Wish"), Scale(name="weight", label="How much?", low=1, high=3)),
            ),
            Text(name="worry", label="{place}: what worries you?", per_side=True, room=SIDE, deep=True),
            Choice(name="ready", label="{place}: ready?", options=YES_NO, per_side=True, none="We do not say"),
        ),
    ),
    Section(
        name="numbers",
        title="What do we measure?",
        deep=True,
        fields=(
            Choice(name="open", label="Is it open?", options=YES_NO, decision=True, none="Not decided on purpose"),
            Choices(name="colours", label="Which colours?", options=COLOURS, decision=WHEN_SHARED, none="None wanted"),
            Scale(name="shade", label="How much shade?", low=0, high=5, decision=True, none="We do not measure shade"),
            Scale(name="slope", label="Which way does it slope?", low=-3, high=3),
            Number(name="water", label="Water a week", unit="litres", decision=True, none="No water on purpose"),
            Number(name="visitors", label="Visitors", unit="people", whole=True),
            Day(name="opening", label="Opens on", shown_when=("numbers.open", "yes"), none="No day on purpose"),
            Time(name="closing", label="Closes at", none="It never closes"),
            Link(
                name="named", label="Called after a group of the Focus sharpener", to="focus_sharpener:people.affected"
            ),
            Position(name="centre", label="Where is the middle?", x_label="west to east", y_label="south to north"),
            Position(name="shed", label="Where is the shed?", none="There is no shed"),
            Grid(
                name="levels",
                label="How wet is it?",
                rows=PLACES,
                columns=MONTHS,
                decision=True,
                cell=Scale(name="level", label="How wet", low=0, high=4),
            ),
            Grid(
                name="turns",
                label="Who waters what?",
                rows_of="focus_sharpener:people.affected",
                columns_of="garden.plants",
                cell=Choice(name="turn", label="Waters", options=OFTEN, rising=True),
            ),
            Grid(
                name="marks",
                label="What is seen there?",
                rows=PLACES,
                columns=MONTHS,
                per_side=True,
                cell=Choice(name="mark", label="Seen", options=YES_NO),
            ),
        ),
    ),
)


def steps(content: Content, context: Context) -> list[Step]:
    """Ask for a name and for a word of every other side."""
    asked = [Step(at="garden.name", label="Name the garden", done=any(content["garden"]["name"].values()))]
    for side in context.others():
        said = content["people"]["voice"].get(side.key) or {}
        at = f"people.voice.{side.key}"
        asked.append(Step(at=at, label="{place} says", done=any(said.values()), values={"place": side.place}))
    return asked


def findings(content: Content, context: Context) -> list[Finding]:
    """Notice one thing of every level, one of them in the deep set."""
    found = []
    if content["people"]["first"] is None:
        found.append(
            Finding(code="M-1", level=TIP, sentence="Nobody started this garden.", at=("people.first",), by_words=True)
        )
    if content["numbers"]["shade"] == 0:
        found.append(
            Finding(
                code="M-2",
                level=CAUTION,
                sentence="No shade in {place}.",
                at=("numbers.shade",),
                values={"place": "Herent"},
            )
        )
    if content["garden"]["plants.none"] and content["garden"]["plants"]:
        found.append(
            Finding(code="M-3", level=STOP, sentence="Nothing grows, and yet there are plants.", at=("garden.plants",))
        )
    return found


def picture(content: Content, context: Context) -> dict[str, Any]:
    """Count the plants."""
    return {"plants": len(content["garden"]["plants"])}


def figures(content: Content, context: Context, translate: Callable[[str], str]) -> list[pictures.Drawn]:
    """Draw how tall each plant is, how wet each place, and, when plants have a day and a spot, where and since when."""
    plants = [card for card in content["garden"]["plants"] if card["metres"] is not None]
    names = [pictures.words(card["what"], context.languages) for card in plants]
    tall = [card["metres"] for card in plants]
    if not plants:
        return [pictures.empty("heights", translate("Heights"), translate("Say of a plant how tall it is."))]
    levels = content["numbers"]["levels"]
    spots = [card for card in content["garden"]["plants"] if card["spot"]]
    bars = {"type": "bar", "orientation": "h", "x": tall, "y": list(range(len(tall))), "marker": pictures.pattern(1)}
    rows = {"yaxis": {"tickvals": bars["y"], "ticktext": names}}
    heat = {
        "type": "heatmap",
        "x": [label for _, label in MONTHS],
        "y": [label for _, label in PLACES],
        "z": [[(levels.get(place) or {}).get(month) for month, _ in MONTHS] for place, _ in PLACES],
    }
    marks = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [card["spot"]["x"] for card in spots],
        "y": [card["spot"]["y"] for card in spots],
        "text": [pictures.words(card["what"], context.languages) for card in spots],
        "marker": {"symbol": pictures.shape(1)["symbol"]},
    }
    plane = {"xaxis": {"range": [0, 100]}, "yaxis": {"range": [0, 100]}}
    drawn = [("heights", bars, rows), ("wetness", heat, {}), ("spots", marks, plane)]
    return [
        pictures.Drawn(
            key=key,
            title=translate(key.title()),
            says=f"{len(plants)} {translate('plants have a height')}",
            figure=pictures.figure([trace], layout),
            head=["Plant", "m"],
            rows=[[name, str(metres)] for name, metres in zip(names, tall, strict=True)],
        )
        for key, trace, layout in drawn
    ]


TOOL = Tool(
    key="made_up",
    slug="made-up",
    code="M",
    title="The garden",
    purpose="To try every kind of field.",
    line="5 minutes, anybody, together",
    sections=SECTIONS,
    findings=findings,
    steps=steps,
    picture=picture,
    figures=figures,
    reads=("focus_sharpener",),
)
