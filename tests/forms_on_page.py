"""Forms on a page: fills in and sends a form as a browser without scripts would, from nothing but its HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from flask_babel import force_locale, gettext, ngettext
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.visitors import Visitor

Attributes = dict[str, str | None]


@dataclass
class Control:
    """One thing in a form: its tag, what it says of itself, and what stands in it."""

    tag: str
    said: Attributes
    words: str = ""
    options: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return its name, "" when it has none and is not sent."""
        return self.said.get("name") or ""

    @property
    def kind(self) -> str:
        """Return what kind of control it is: textarea, select, submit, checkbox, text..."""
        return (self.said.get("type") or "text") if self.tag == "input" else self.tag

    @property
    def value(self) -> str:
        """Return what it sends when it is ticked or filled."""
        return (self.said.get("value") or "") if self.tag != "textarea" else self.words


class FormOnPage(HTMLParser):
    """The form of a page with this action (or the only one with a textarea), ready to be filled."""

    def __init__(self, answer: TestResponse, form: str = "canvas") -> None:
        super().__init__(convert_charrefs=True)
        self.id, self.action, self.inside = form, "", False
        self.controls: list[Control] = []
        self.open: Control | None = None
        self.option: list[str] | None = None
        self.feed(answer.text.replace("\r\n", "\n"))  # as every browser reads a page
        self.close()

    # reading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a control that belongs to the form."""
        said = dict(attrs)
        if tag == "form" and said.get("id") == self.id:
            self.inside, self.action = True, said.get("action") or ""
        elif tag in ("input", "textarea", "select", "button") and (self.inside or said.get("form") == self.id):
            control = Control(tag, said)
            if "disabled" not in said:
                self.controls.append(control)
            self.open = control if tag in ("textarea", "select") else None
        elif tag == "option" and self.open:
            self.option = [
                "",
                said["value"] or "" if "value" in said else "\0",
                "selected" if "selected" in said else "",
            ]

    def handle_endtag(self, tag: str) -> None:
        """Close what was open."""
        if tag == "form":
            self.inside = False
        elif tag == "option" and self.option is not None and self.open:
            words, value, selected = self.option
            self.open.options.append((words.strip() if value == "\0" else value, bool(selected)))
            self.option = None
        elif tag == "textarea" and self.open:
            self.open.words = self.open.words.removeprefix("\n")  # a browser leaves the first line end out
            self.open = None
        elif tag == "select":
            self.open = None

    def handle_data(self, data: str) -> None:
        """Take the words inside a box or an option."""
        if self.option is not None:
            self.option[0] += data
        elif self.open is not None and self.open.tag == "textarea":
            self.open.words += data

    # filling

    def named(self, name: str) -> list[Control]:
        """Return the controls with a name, or fail: a person cannot fill what is not on the page."""
        found = [control for control in self.controls if control.name == name]
        assert found, f"nothing on the page is called {name}"
        return found

    def names(self) -> set[str]:
        """Return the names of everything that can be filled."""
        return {control.name for control in self.controls if control.kind not in ("hidden", "button")} - {""}

    def fill(self, name: str, *strings: str) -> None:
        """Type into a box, choose one of the buttons or options, or tick exactly these boxes."""
        for control in self.named(name):
            if control.kind == "textarea":
                (control.words,) = strings
            elif control.kind == "select":
                assert strings[0] in [value for value, _ in control.options], (name, strings)
                control.options = [(value, value == strings[0]) for value, _ in control.options]
            elif control.kind in ("radio", "checkbox"):
                control.said = {key: each for key, each in control.said.items() if key != "checked"}
                if control.value in strings:
                    control.said["checked"] = ""
            else:
                control.said["value"] = strings[0]
        ticks = [control.value for control in self.named(name) if control.kind in ("radio", "checkbox")]
        assert not ticks or set(strings) <= set(ticks), (name, strings, ticks)

    def sent(self, do: str | None = None) -> MultiDict[str, str]:
        """Return what a browser sends when the button with this value is pressed; line ends become CRLF."""
        data: MultiDict[str, str] = MultiDict()
        for control in self.controls:
            if not control.name or control.tag == "button":
                continue
            if control.kind == "select":
                chosen = [value for value, selected in control.options if selected] or [control.options[0][0]]
                data.add(control.name, chosen[-1])
            elif control.kind not in ("radio", "checkbox") or "checked" in control.said:
                data.add(control.name, control.value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n"))
        if do is not None:
            assert do in [each.value for each in self.controls if each.tag == "button"], f"there is no button {do}"
            data.add("do", do)
        return data

    def send(self, visitor: Visitor, do: str | None = None) -> TestResponse:
        """Press a button: post the form and follow to the page that comes next."""
        answer = visitor.client.post(
            self.action,
            data=self.sent(do),
            headers={**visitor.headers, "Sec-Fetch-Site": "same-origin"},
            **visitor.from_here,
        )
        return visitor.get(answer.headers["Location"].partition("#")[0]) if answer.status_code == 303 else answer


def said(app: Flask, sentence: str, language: str = "nl", **values: object) -> str:
    """Return a sentence of the interface as a page says it: how it is worded is not what is tested here."""
    with app.test_request_context(), force_locale(language):
        if "num" in values:
            return str(ngettext(sentence, str(values.pop("plural")), values["num"]))
        return str(gettext(sentence, **values))
