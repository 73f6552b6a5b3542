"""Themes: what partnerships work on, and the goals and targets that each calls to mind; from one to the other and back.

A theme suggests and decides nothing: one may choose any goal with any theme, or word a theme of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.wording import N_


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme: its key, its name, and the ids of goals or targets that it calls to mind, the nearest first."""

    key: str
    name: str
    touches: tuple[str, ...]

    @property
    def goals(self) -> tuple[str, ...]:
        """Return the ids of the goals that it calls to mind."""
        return tuple(dict.fromkeys(id.partition(".")[0] for id in self.touches))


THEMES = (
    Theme(key="water", name=N_("Water, springs and rivers"), touches=("6.1", "6.5", "6.6", "6.b", "13.1", "15.1")),
    Theme(key="heat", name=N_("Heat, rain and green in the neighbourhood"), touches=("13.1", "11.7", "11.b", "15.9")),
    Theme(key="forest", name=N_("Forest, trees and biodiversity"), touches=("15.2", "15.1", "15.5", "13.3", "6.6")),
    Theme(key="climate", name=N_("Climate plans"), touches=("13.2", "13.1", "13.3", "7.2", "11.b")),
    Theme(key="waste", name=N_("Waste and reuse"), touches=("12.5", "11.6", "12.8", "14.1")),
    Theme(key="food", name=N_("Food and farming nearby"), touches=("2.4", "2.3", "12.3", "2.1", "15.3")),
    Theme(key="energy", name=N_("Energy"), touches=("7.1", "7.2", "7.3", "13.2")),
    Theme(key="children", name=N_("Children and young people"), touches=("4.2", "4.1", "16.2", "8.6", "16.7")),
    Theme(key="learning", name=N_("School and learning"), touches=("4.1", "4.7", "4.a", "4.4")),
    Theme(key="women", name=N_("Women: a say, safety and care"), touches=("5.5", "5.2", "5.4", "16.7")),
    Theme(key="health", name=N_("Staying well in body and mind"), touches=("3.4", "3.8", "3.9", "2.2")),
    Theme(key="older", name=N_("Growing old and caring for each other"), touches=("3.8", "10.2", "11.7", "1.3")),
    Theme(key="housing", name=N_("Housing"), touches=("11.1", "1.4", "11.3")),
    Theme(key="mobility", name=N_("Moving around safely"), touches=("11.2", "3.6", "9.1")),
    Theme(key="economy", name=N_("Local economy and work"), touches=("8.3", "8.5", "8.9", "9.3", "12.7")),
    Theme(key="culture", name=N_("Culture, heritage and memory"), touches=("11.4", "4.7", "8.9")),
    Theme(key="rights", name=N_("Land, rights and equal chances"), touches=("1.4", "10.3", "10.2", "16.3")),
    Theme(key="migration", name=N_("Coming, leaving and living together"), touches=("10.7", "10.2", "16.9")),
    Theme(key="disasters", name=N_("Being ready for disasters"), touches=("11.5", "13.1", "1.5", "11.b")),
    Theme(key="participation", name=N_("Having a say in decisions"), touches=("16.7", "11.3", "16.6", "5.5", "6.b")),
    Theme(
        key="administration",
        name=N_("A good and open local administration"),
        touches=("16.6", "16.5", "16.10", "17.14"),
    ),
)


def theme(key: str) -> Theme | None:
    """Return the theme with this key, None for a key that is none."""
    return next((each for each in THEMES if each.key == key), None)


def themes_of(goal: str) -> tuple[Theme, ...]:
    """Return the themes that call a goal to mind, those to which it is nearest first."""
    found = [each for each in THEMES if goal in each.goals]
    return tuple(sorted(found, key=lambda each: each.goals.index(goal)))
