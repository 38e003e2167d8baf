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

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // What is compared of a municipality's name: no accents, no case, no marks
  const foldPlace = (name) => name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim().replace(/\bst(e?) /g, "saint$1 ");

  // Sorts organisms by their distance from a municipality: what is needed stands in the page
  function setUpDistances() {
    const form = document.querySelector(".near-form");
    if (!form) return;
    const map = document.querySelector(".map svg");
    const you = map.querySelector(".map-you");
    const status = document.querySelector(".near-status");
    const list = document.querySelector(".near-list");
    const read = (node) => node.dataset.at.split(",").map(Number);
    const towns = new Map();
    for (const option of form.querySelectorAll("option")) {
      towns.set(foldPlace(option.value), option);
      for (const code of option.dataset.codes.split(" ")) if (!towns.has(code)) towns.set(code, option);
    }
    const find = (written) => {
      const code = written.match(/\b\d{4}\b/);
      return towns.get(foldPlace(written.replace(/\b\d{4}\b/, ""))) || (code && towns.get(code[0]));
    };
    const sort = () => {
      const written = form.commune.value.trim();
      const town = written && find(written);
      list.hidden = !town;
      list.replaceChildren();
      you.setAttribute("visibility", town ? "visible" : "hidden");
      status.textContent = !written ? "" : town ? `${town.value}. ${form.dataset.near}` : form.dataset.unknown;
      if (!town) return;
      const [x, y] = read(town);
      you.setAttribute("cx", x);
      you.setAttribute("cy", y);
      const metres = Number(map.dataset.metres);
      const entries = [...document.querySelectorAll(".region li[data-at]")].map((node) => {
        const [placeX, placeY] = read(node);
        return { node, km: Math.round(Math.hypot(placeX - x, placeY - y) * metres / 1000) };
      });
      entries.sort((one, other) => one.km - other.km).splice(12);
      list.append(...entries.map(({ node, km }) => {
        const item = node.cloneNode(true);
        const distance = element("strong", "", km ? form.dataset.distance.replace("{count}", km) : form.dataset.here);
        item.lastElementChild.append(distance);
        return item;
      }));
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); sort(); });
    form.commune.addEventListener("change", sort);
  }

  document.addEventListener("DOMContentLoaded", () => {
    setUpDistances();
    setUpTheme();
    setUpMenu();
  });
})();
