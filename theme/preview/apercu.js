/* Turns pages, and swaps in new ones where sources changed, at the place where one is. */
(() => {
  const main = document.querySelector("main[data-key]");
  if (!main) return;
  const PAUSE_MS = 1000;
  const status = document.querySelector(".proof-status");
  const form = document.querySelector(".proof-turn");
  const all = document.querySelector(".proof-all");
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  const spreads = () => [...document.querySelectorAll(".spread")];
  const sheets = () => [...document.querySelectorAll(".sheet")];
  let here = Number(/^#p(\d+)$/.exec(location.hash)?.[1] ?? 1);

  function go(number, isSmooth = true) {
    const sheet = document.getElementById("p" + number);
    if (!sheet) return;
    // Above the first page is the head
    if (Number(number) === 1) { scrollTo({ top: 0, behavior: isSmooth && !isStill.matches ? "smooth" : "instant" }); return; }
    const isColumn = getComputedStyle(sheet.parentElement).flexDirection === "column";
    (isColumn ? sheet : sheet.parentElement).scrollIntoView({ behavior: isSmooth && !isStill.matches ? "smooth" : "instant", block: "start" });
  }

  function numberOf(sheet) { return Number(sheet.id.slice(1)); }

  function step(way) {
    const places = spreads();
    const at = places.findIndex((spread) => spread.querySelector("#p" + here));
    const next = places[at + way];
    if (next) go(numberOf(next.firstElementChild));
  }

  // The page in the middle of the window; of a spread the first
  function look() {
    const middle = innerHeight / 2;
    const away = (sheet) => { const box = sheet.getBoundingClientRect(); return Math.max(box.top - middle, middle - box.bottom, 0); };
    const near = sheets().reduce((best, sheet) => (!best || away(sheet) < away(best) ? sheet : best), null);
    if (!near || document.body.classList.contains("is-overview")) return;
    here = numberOf(near);
    if (document.activeElement !== form.elements.page) form.elements.page.value = here;
    history.replaceState(null, "", "#p" + here);
    const places = spreads();
    form.querySelector('[data-turn="-1"]').disabled = places[0].contains(near);
    form.querySelector('[data-turn="1"]').disabled = places.at(-1).contains(near);
  }

  function show(isOverview) {
    const place = here;
    document.body.classList.toggle("is-overview", isOverview);
    all.setAttribute("aria-pressed", String(isOverview));
    // What is not drawn yet need not be large
    for (const image of document.querySelectorAll(".sheet img")) if (!isOverview || !image.complete) image.sizes = isOverview ? "7rem" : "(max-width: 40em) 92vw, 46vw";
    go(place, false);
  }

  let isWaiting = false;
  addEventListener("scroll", () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => { isWaiting = false; look(); });
  }, { passive: true });
  form.addEventListener("submit", (event) => { event.preventDefault(); go(form.elements.page.value); });
  form.addEventListener("change", () => go(form.elements.page.value));
  form.addEventListener("click", (event) => { if (event.target.dataset.turn) step(Number(event.target.dataset.turn)); });
  all.addEventListener("click", () => show(!document.body.classList.contains("is-overview")));
  main.addEventListener("click", (event) => {
    const sheet = event.target.closest(".sheet");
    if (!sheet || !document.body.classList.contains("is-overview")) return;
    event.preventDefault();
    here = numberOf(sheet);
    show(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input") || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = sheets().length;
    const act = { ArrowRight: () => step(1), ArrowLeft: () => step(-1), PageDown: () => step(1), PageUp: () => step(-1), Home: () => go(1), End: () => go(last), Escape: () => show(false) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Pages that look the same keep their element, and so their picture
  function swap(fresh) {
    const old = new Map(sheets().map((sheet) => [sheet.dataset.digest, sheet]));
    const mine = document.getElementById("p" + here)?.dataset.digest;
    const changed = [];
    for (const sheet of fresh.querySelectorAll(".sheet")) {
      const same = old.get(sheet.dataset.digest);
      if (same) sheet.querySelector(".sheet-face").replaceWith(same.querySelector(".sheet-face"));
      else if (old.size) { sheet.classList.add("is-new"); changed.push(numberOf(sheet)); }
    }
    document.getElementById("format").replaceWith(fresh.getElementById("format"));
    const pages = fresh.getElementById("pages");
    main.dataset.key = pages.dataset.key;
    main.replaceChildren(...pages.childNodes);
    const count = sheets().length;
    form.elements.page.max = form.elements.count.value = count;
    const again = sheets().find((sheet) => sheet.dataset.digest === mine);
    here = again ? numberOf(again) : Math.min(here, count);
    go(here, false);
    look();
    return changed;
  }

  function say(words) { if (status.textContent !== words) status.textContent = words; }

  let turns = 0;
  let quiet;
  async function follow() {
    try {
      const told = await (await fetch("etat.json", { cache: "no-store" })).json();
      turns = told.state === "making" ? turns + 1 : 0;
      if (told.key && told.key !== main.dataset.key) {
        const text = await (await fetch(location.pathname, { cache: "no-store" })).text();
        const changed = swap(new DOMParser().parseFromString(text, "text/html"));
        if (changed.length) {
          say(changed.length > 12 ? `${changed.length} pages refaites` : `Page${changed.length > 1 ? "s" : ""} ${changed.join(", ")} refaite${changed.length > 1 ? "s" : ""}`);
          clearTimeout(quiet);
          quiet = setTimeout(() => say(""), 5000);
        } else say("");
      } else if (told.state === "failed") say(told.message);
      else if (turns > 1) say("La mise en page se refait…");
      else if (told.state === "ready" && !/refaite/.test(status.textContent)) say("");
    } catch { say("L’aperçu est arrêté : relancez « vises serve »."); }
    setTimeout(follow, document.hidden ? 4 * PAUSE_MS : PAUSE_MS);
  }

  go(here, false);
  look();
  follow();
})();
