// Guard: asks before a page is left with something that was typed and not sent.
//
//   <form data-guard>           something differs from what the page came with
//   <form data-guard="unsent">  the page came back with words that were not saved: they count as typed
//   <form data-guard="live">    whoever made it live is asked, by an event `leaving` that is prevented to stay
//
// The browser's own question is used, in the browser's own language.

import { read } from "./values.js";

export function guardUnsent() {
  const forms = [...document.querySelectorAll("form[data-guard]")];
  if (!forms.length) return; // a listener for leaving makes the Back button slower
  const start = new Map(forms.map((form) => [form, JSON.stringify(read(form))]));
  let sending = null;
  const unsent = (form) => {
    if (form === sending) return false;
    if (form.dataset.guard === "live") return !form.dispatchEvent(new Event("leaving", { cancelable: true }));
    return form.dataset.guard === "unsent" || JSON.stringify(read(form)) !== start.get(form);
  };

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sending = event.target;
  });
  addEventListener("beforeunload", (event) => {
    if (forms.some(unsent)) event.preventDefault();
    sending = null; // who stays after all, or comes back, is asked again
  });
}
