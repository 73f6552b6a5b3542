"""Playgrounds: Brasschaat's project in the example, in all six tools, with every state that a tool can be in.

What the method notices is left on purpose: a draft of the question holds its answer, Tarija has no budget on its
calendar, one quarter of the picture of actors is empty, parents' barriers have no answer yet, a promise to come back
falls in the holidays of Tarija, and only Tarija brings a ritual to the first encounter.
"""

from __future__ import annotations

from dataclasses import replace

from facilitation.comments import Told
from facilitation.demo import together
from facilitation.demo.filling import Desk
from facilitation.demo.playgrounds import actors, ambition, encounters, focus, route, scan


def fill(desk: Desk) -> None:
    """Write the example on the project of the playgrounds."""
    desk.write("focus_sharpener", "school", focus.EARLIER)
    question = desk.write("focus_sharpener", "brasschaat", focus.FOCUS, deep=True)
    around = desk.write("environment_scan", "school", scan.SCAN, deep=True)
    people = desk.write("stakeholder_analysis", "school", actors.ACTORS, deep=True)
    desk.write("ambition_setter", "brasschaat", ambition.AMBITION, deep=True)
    desk.write("trajectory_designer", "school", route.ROUTE, deep=True)
    desk.begin("mirror", "school", encounters.MIRROR, deep=True)
    desk.begin("design_day", "school", encounters.DESIGN_DAY)
    together.agree(desk, question, "brasschaat")
    together.answer(desk, question, "tarija", "recognise", "Esta pregunta también es nuestra.", "es")
    together.agree(desk, around, "brasschaat")
    together.present(desk, people, "brasschaat")
    asked = Told(text="¿Y quién riega los árboles en vacaciones?", language="es")
    first = together.say(desk, around, "medio_ambiente", "ground.tried." + desk.key("brasschaat"), asked)
    reply = Told(text="Dat is precies waar het misging. Dit keer vragen we het aan de buren.", language="nl")
    together.say(desk, around, "school", "", reply, to=first)
    told = Told(text="Hoe kiest een wijk bij jullie als er twee voorstellen zijn?", language="nl", kind="question")
    together.say(
        desk, around, "school", "around.factors." + desk.key("tarija"), replace(told, about=desk.key("tarija"))
    )
    name = ("Voor het eerste gesprek", "Antes del primer diálogo")
    together.moment(desk, question, "school", name)
