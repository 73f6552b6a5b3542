// Pointer: follows a mouse or a finger from where it went down until it is let go, or until Esc.

const FAR = 4; // pixels: less is a press

// `start()` is asked once the pointer moves (false: not), `move(event)` told of each step, `end(done)` of the last.
export function follow(down, element, { start, move, end }) {
  let going = false;
  const moved = (event) => {
    if (event.pointerId !== down.pointerId) return;
    if (!going && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) <= FAR) return;
    if (!going && !start()) return stop();
    going = true;
    move(event);
  };
  const ended = (event) => {
    if (event.type === "keydown" ? event.key !== "Escape" : event.pointerId !== down.pointerId) return;
    if (event.type === "keydown" && going) event.stopPropagation();
    stop();
    if (going) end(event.type === "pointerup");
  };
  const listeners = [["pointermove", moved], ["pointerup", ended], ["pointercancel", ended], ["keydown", ended]];
  const stop = () => {
    for (const [name, work] of listeners) removeEventListener(name, work, true);
  };
  for (const [name, work] of listeners) addEventListener(name, work, true);
  if (down.pointerType !== "mouse") element.releasePointerCapture?.(down.pointerId);
}
