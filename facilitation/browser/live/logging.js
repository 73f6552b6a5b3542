// Logging: stands in for `lib0/logging`, by which Yjs writes its few warnings in colour; that one weighs as much as our line.

export const print = (...said) => console.warn(said.join(""));
export const warn = print;
export const [ORANGE, BOLD, UNBOLD, RED] = ["", "", "", ""];
