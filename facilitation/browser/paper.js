// Paper: the one thing that a sheet made for paper can do more when scripts run: a button that prints it.

const button = document.querySelector("[data-print]");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
