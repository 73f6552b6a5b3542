// Undo: takes back what this person typed, never what anybody else did.
//
// Only typing is followed: cards and answers are made and taken away by `edit`, which nothing here undoes, so the words
// of somebody else on a new card stay reachable. One order of steps for all rooms of the page.

import * as Y from "yjs";

export class Undo extends EventTarget {
  // `typing` is the class of origins that count as typing.
  constructor(typing) {
    super();
    this.typing = typing;
    this.managers = new Map();
    this.steps = { undo: [], redo: [] };
  }

  // Follows the typing in a text.
  follow(text) {
    const found = this.managers.get(text.doc);
    if (found) found.addToScope(text);
    else this.managers.set(text.doc, this.manager(text));
  }

  manager(text) {
    const made = new Y.UndoManager([text], { trackedOrigins: new Set([this.typing]), captureTimeout: 700 });
    made.on("stack-item-added", ({ type, origin }) => {
      if (type === "undo" && origin !== made) this.steps.redo = [];
      this.steps[type].push(made);
      this.dispatchEvent(new Event("steps"));
    });
    return made;
  }

  // From here on a new step begins: another box, a press on a button.
  rest() {
    for (const manager of this.managers.values()) manager.stopCapturing();
  }

  // Takes back the last step ("undo"), or the last taking back ("redo"); returns whether anything changed.
  go(way) {
    this.rest();
    const steps = this.steps[way];
    while (steps.length) {
      const manager = steps.pop();
      const done = manager[way]();
      if (done) {
        this.dispatchEvent(new Event("steps"));
        return true;
      }
    }
    this.dispatchEvent(new Event("steps"));
    return false;
  }

  can(way) {
    return this.steps[way].length > 0;
  }
}

// Returns "undo" or "redo" when that is what the keys mean.
export function meant({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (altKey || ctrlKey === metaKey) return "";
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && ctrlKey && !shiftKey ? "redo" : "";
}
