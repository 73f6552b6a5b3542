// Problems: a sentence beside the inputs that it is about, tied to them for whoever does not see it.

let numbers = 0;

// Says what is wrong with inputs; "" when nothing is.
export function complain(inputs, sentence) {
  const [first] = inputs;
  if (!first) return; // there is nothing to choose yet
  let place = first.dataset.complaint ? document.getElementById(first.dataset.complaint) : null;
  if (!place && !sentence) return;
  if (!place) {
    place = document.createElement("p");
    place.className = "err";
    place.id = `live-problem-${(numbers += 1)}`;
    place.setAttribute("role", "alert");
    (first.closest("fieldset, td") ?? first.parentElement).append(place);
    first.dataset.complaint = place.id;
  }
  if (place.textContent === sentence) return;
  place.textContent = sentence;
  place.hidden = !sentence;
  for (const input of inputs) {
    const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== place.id);
    const ids = sentence ? [...others, place.id] : others;
    if (ids.length) input.setAttribute("aria-describedby", ids.join(" "));
    else input.removeAttribute("aria-describedby");
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}
