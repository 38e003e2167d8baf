/* The theme chosen by the reader, and the search page. Everything else works without scripts. */
(() => {
  const root = document.documentElement;
  root.classList.remove("no-js");
  const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (stored) root.dataset.theme = stored;
  const base = document.currentScript.dataset.base;

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

  function setUpDrawer() {
    const drawer = document.getElementById("__drawer");
    if (!drawer) return;
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") drawer.checked = false;
    });
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Pagefind's excerpt is HTML; only its text and its <mark> are taken over
  function markExcerpt(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    return [...parsed.childNodes].map((node) => node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent);
  }

  async function setUpSearch() {
    const input = document.querySelector(".search-form input");
    if (!input) return;
    const list = document.querySelector(".search-results");
    const status = document.querySelector(".search-status");
    const pagefind = await import(new URL(base.replace(/\/?$/, "/") + "pagefind/pagefind.js", location.href));
    await pagefind.options({ excerptLength: 24 });
    let turn = 0;
    const search = async () => {
      const mine = ++turn;
      const words = input.value.trim();
      history.replaceState(null, "", words ? "?q=" + encodeURIComponent(words) : location.pathname);
      if (!words) { list.replaceChildren(); status.textContent = ""; return; }
      const found = await pagefind.search(words);
      const shown = await Promise.all(found.results.slice(0, 20).map((result) => result.data()));
      if (mine !== turn) return;
      const count = found.results.length;
      status.textContent = count ? `${count} page${count > 1 ? "s" : ""}` : "Rien trouvé. Essayez un autre mot.";
      list.replaceChildren(...shown.map((page) => {
        const item = element("li", "first-line");
        const link = element("a");
        link.href = page.url;
        link.append(element("span", "first-line-text", page.meta.title));
        const excerpt = element("span", "excerpt");
        excerpt.append(...markExcerpt(page.excerpt));
        link.append(excerpt);
        item.append(link);
        return item;
      }));
    };
    let timer;
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
    input.form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) search();
  }

  document.addEventListener("DOMContentLoaded", () => {
    setUpTheme();
    setUpDrawer();
    setUpSearch();
  });
})();
