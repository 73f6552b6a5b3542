// Apart: where marks stand that would cover each other: each as near as it can to its place, none over another.
//
// A mark is {x, y, w, h}: the middle of it and its size, in pixels. Marks that have room stay exactly where they are.

const GAP = 2;
const ROUNDS = 200;
const TURN = 2.4; // radians between one and the next: never twice the same direction

// Returns [{x, y}]: the middles of the marks, all within a field of this width and height as far as they fit.
export function apart(marks, width, height) {
  const inside = ({ x, y, w, h }) => ({
    x: between(x, w / 2, width - w / 2),
    y: between(y, h / 2, height - h / 2),
  });
  const found = marks.map((mark, number) => ({ ...mark, ...inside(loosened(mark, marks.slice(0, number))) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let one = 0; one < found.length; one += 1) {
      for (let other = one + 1; other < found.length; other += 1) moved = push(found[one], found[other], one + other) || moved;
    }
    for (const mark of found) Object.assign(mark, inside(mark));
    if (!moved) break;
  }
  return found.map(({ x, y }) => ({ x, y }));
}

// Marks on one spot begin a little beside each other, all around it, so that they spread in every direction.
function loosened(mark, before) {
  const under = before.filter(({ x, y }) => Math.hypot(mark.x - x, mark.y - y) < 1).length;
  return { ...mark, x: mark.x + under * Math.cos(under * TURN), y: mark.y + under * Math.sin(under * TURN) };
}

// Moves two marks away from each other, along the way that is the shorter one; says whether they were too near.
function push(one, other, turn) {
  const wide = (one.w + other.w) / 2 + GAP - Math.abs(one.x - other.x);
  const high = (one.h + other.h) / 2 + GAP - Math.abs(one.y - other.y);
  if (wide <= 0 || high <= 0) return false;
  const across = wide < high;
  const [axis, much] = across ? ["x", wide] : ["y", high];
  const way = Math.sign(one[axis] - other[axis]) || (turn % 2 ? 1 : -1); // on one spot: now this way, now that
  one[axis] += (way * much) / 2;
  other[axis] -= (way * much) / 2;
  return true;
}

function between(value, low, high) {
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}
