// Strip: on a phone, what becomes of the words one is typing, in sight above the keyboard.
//
// It repeats what stands at the box one is in (`.state`), in the strip at the top; nobody hears it twice.

export function followTyping() {
  const place = document.getElementById("strip-state");
  const form = document.getElementById("canvas");
  if (!place || !form) return;
  let box = null;
  const repeat = () => {
    const state = box && [...box.querySelectorAll(".state")].find((each) => each.closest("[data-box]") === box);
    place.dataset.state = state?.dataset.state ?? "";
    place.textContent = state?.textContent ?? "";
  };
  form.addEventListener("focusin", ({ target }) => {
    box = target.closest("[data-box]");
    repeat();
  });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => box?.contains(target))) repeat();
  }).observe(form, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["data-state"] });
}
