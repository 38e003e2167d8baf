/* Copying and passing on, where the browser can; the address and the code stand there anyway. */
(() => {
  async function copy(button, status) {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = status.dataset.done;
    } catch { status.textContent = status.dataset.failed; }
  }

  async function share(button) {
    try {
      await navigator.share({ title: button.dataset.title, url: button.dataset.share });
    } catch { /* the reader changed her mind */ }
  }

  function setUp() {
    const part = document.querySelector(".share");
    if (!part) return;
    const status = part.querySelector(".share-status");
    for (const button of part.querySelectorAll("[data-copy]")) {
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", () => copy(button, status));
    }
    for (const button of part.querySelectorAll("[data-share]")) {
      button.hidden = !navigator.share;
      button.addEventListener("click", () => share(button));
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
  else setUp();
})();
