/* The theme chosen by the reader, and the menu. Everything else works without scripts. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (stored) root.dataset.theme = stored;

  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  function setUpTheme() {
    const button = document.querySelector(".theme-switch");
    if (!button) return;
    const show = () => {
      button.setAttribute("aria-pressed", String(isDark()));
      button.textContent = isDark() ? button.dataset.day : button.dataset.night;
    };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private window */ }
      show();
    });
  }

  function setUpMenu() {
    const box = document.getElementById("__menu");
    if (!box) return;
    // Browsers remember what was ticked; whoever comes back has read the menu
    addEventListener("pageshow", () => { box.checked = false; });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") box.checked = false;
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    setUpTheme();
    setUpMenu();
  });
})();
