// Reading: what people type means the same here as on the server. Cases come as JSON: what facilitation reads.

import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { test } from "node:test";
import { strings, understand } from "../../../facilitation/browser/live/reading.js";

const cases = JSON.parse(readFileSync(process.env.CASES, "utf8"));

test("what is typed and chosen means what the server makes of it", () => {
  for (const { kind, raw, options, value, problem, values } of cases) {
    const found = understand(kind, raw, options);
    const expected = problem ? { problem: values ? [problem, values] : [problem] } : { value };
    assert.deepEqual(found, expected, JSON.stringify([kind, raw]));
  }
});

test("what is shown for a value means that value", () => {
  for (const { kind, options, value, problem } of cases) {
    if (!problem) assert.deepEqual(understand(kind, strings(kind, value), options), { value }, JSON.stringify([kind, value]));
  }
});
