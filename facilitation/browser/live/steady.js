// Steady: whatever others do above it, the box in which one is stays where it is on the screen.
//
// Browsers hold on to what stands first in the window (Safari to nothing), and a card that is put between that and the
// box would push the box away from under one's eyes.

// Carries out what changes the page; where one is out of the window, nothing is moved for it.
export function steadily(work) {
  const here = document.activeElement;
  const before = here && here !== document.body ? here.getBoundingClientRect() : null;
  work();
  if (!before || !here.isConnected || before.bottom < 0 || before.top > innerHeight) return;
  const moved = here.getBoundingClientRect().top - before.top;
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
}
