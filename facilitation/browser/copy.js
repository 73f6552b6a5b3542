// Copy: a button that copies what stands in a box.
//
//   <textarea id="link">...</textarea>
//   <button type="button" data-copy="link" data-copied="Copied" hidden>Copy</button> <span role="status"></span>
//
// The button is hidden until this runs. The words of `data-copied` go to the status beside the button. Where the
// browser refuses (an address without https), the text is selected, so that one can copy it by hand.

export function offerCopying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const status = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      const done = await copy(document.getElementById(button.dataset.copy));
      if (done) status.textContent = button.dataset.copied;
    });
  }
}

export async function copy(box) {
  try {
    await navigator.clipboard.writeText(box.value ?? box.textContent);
    return true;
  } catch {
    select(box);
    return document.execCommand("copy");
  }
}

function select(box) {
  if (box.select) {
    box.focus();
    box.select();
  } else {
    getSelection().selectAllChildren(box);
  }
}
