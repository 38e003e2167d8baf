/* Finding: the search of the whole site, and the list of testimonies that readers narrow.
   The list knows its records by number. What they can be chosen by comes in one small file, their
   first sentences in chunks, and only those that are looked at. */
(() => {
  const place = document.querySelector("[data-finding]");
  if (!place) return;
  const words = place.dataset;
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const figures = new Intl.NumberFormat(language);
  const STEP = 10;

  const find = (selector) => place.querySelector(selector);
  const input = find(".search-form input");
  const list = find(".anthology");
  const status = find(".search-status");
  const more = find(".found-more");

  const count = (number) =>
    (plural.select(number) === "one" ? words.one : words.many).replace("{count}", figures.format(number));

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Pagefind's excerpt is HTML; only its text and its <mark> are taken over
  function markExcerpt(page) {
    const parsed = new DOMParser().parseFromString(page.excerpt, "text/html").body;
    const excerpt = element("span", "excerpt");
    if (page.meta.langue) excerpt.lang = page.meta.langue;
    excerpt.append(...[...parsed.childNodes].map((node, number) => {
      if (node.nodeName === "MARK") return element("mark", "", node.textContent);
      return number ? node.textContent : node.textContent.replace(/^[\s.,;:!?·…]+/, "");
    }));
    return excerpt;
  }

  let engine;
  function loadEngine() {
    engine ??= import(new URL(words.engine, location.href)).then(async (module) => {
      await module.options({ excerptLength: 24 });
      return module;
    });
    engine.catch(() => { engine = undefined; });
    return engine;
  }

  // Snowball's French stemmer leaves an s behind a vowel: « vélos » is no other form of « vélo »
  function listSpellings(asked) {
    return [...new Set([asked, asked.replace(/([aeiou])[sx](?=\s|$)/gi, "$1")])];
  }

  // Results are shown a few at a time; the button's first newcomer takes the focus
  let turn = 0;
  let waiting = [];
  async function show(found, render, isFirst) {
    const mine = turn;
    const items = await render(found.slice(0, STEP));
    if (mine !== turn) return;
    if (isFirst) list.replaceChildren(...items); else list.append(...items);
    waiting = found.slice(STEP);
    more.hidden = !waiting.length;
    more.onclick = async () => {
      const before = list.children.length;
      await show(waiting, render, false);
      list.children[before]?.querySelector("a")?.focus();
    };
    noteInvented();
  }

  function noteInvented() {
    const note = find(".invented");
    if (note) note.hidden = !list.querySelector("[data-invented]");
  }

  function fail() {
    status.textContent = words.failed;
    more.hidden = true;
  }

  // Typing changes the address as it goes, but leaves one step to come back to
  let timer;
  function listen(run, write) {
    const type = () => { clearTimeout(timer); write(true); run(); };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(type, 140); });
    input.form.addEventListener("submit", (event) => { event.preventDefault(); type(); });
  }

  function writeAddress(parameters, isTyped) {
    const query = parameters.toString();
    const address = location.pathname + (query ? "?" + query : "");
    if (address === location.pathname + location.search) return;
    const keep = isTyped && history.state?.isTyped;
    history[keep ? "replaceState" : "pushState"]({ isTyped }, "", address);
  }

  const searchSite = () => {
    const run = async () => {
      const mine = ++turn;
      const asked = input.value.trim();
      if (!asked) { list.replaceChildren(); status.textContent = ""; more.hidden = true; return; }
      try {
        const module = await loadEngine();
        let found = [];
        for (const wanted of listSpellings(asked)) {
          found = (await module.search(wanted)).results;
          if (found.length) break;
        }
        if (mine !== turn) return;
        status.textContent = found.length ? count(found.length) : words.none;
        await show(found, renderPages, true);
      } catch { if (mine === turn) fail(); }
    };
    const renderPages = async (results) =>
      (await Promise.all(results.map((result) => result.data()))).map((page) => {
        const item = element("li", "first-line");
        const link = element("a");
        link.href = page.url;
        const title = element("span", "first-line-text", page.meta.title);
        if (page.meta.langue) title.lang = page.meta.langue;
        link.append(title, markExcerpt(page));
        item.append(link);
        return item;
      });
    const read = () => { input.value = new URLSearchParams(location.search).get("q") || ""; run(); };
    listen(run, (isTyped) => {
      const asked = input.value.trim();
      writeAddress(new URLSearchParams(asked ? { q: asked } : {}), isTyped);
    });
    addEventListener("popstate", read);
    read();
  };

  const narrowList = () => {
    const files = new URL(words.files, location.href);
    const fingerprint = files.pathname.match(/liste-(\w+)/)[1];
    const facets = find(".facets");
    const boxes = [...place.querySelectorAll(".facets input")];
    const badge = find(".facets-count"); // none where all voices are alike
    const chosenList = find(".chosen");
    const pager = find(".pager");
    const whole = { items: [...list.children], counts: boxes.map((box) => tally(box).textContent) };

    function tally(box) { return box.parentElement.querySelector(".count"); }
    const load = async (address) => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(address);
      return response.json();
    };
    const once = (make) => {
      const kept = new Map();
      return (key) => {
        if (!kept.has(key)) {
          kept.set(key, make(key));
          kept.get(key).catch(() => kept.delete(key));
        }
        return kept.get(key);
      };
    };

    // A column holds for each record the number of its set of values
    const loadFacets = once(async () => {
      const given = await load(files);
      const digit = new Map([...given.digits].map((letter, number) => [letter, number]));
      const readColumn = ({ column, width, sets }) => Array.from({ length: given.count }, (_, record) => {
        let number = 0;
        for (let i = record * width; i < (record + 1) * width; i++) number = number * given.digits.length + digit.get(column[i]);
        return sets[number];
      });
      return { ...given, facets: given.facets.map((facet) => ({ ...facet, records: readColumn(facet) })) };
    });
    const loadChunk = once((number) => load(new URL(`lignes-${number}.json`, files)));
    // The search engine knows pages by names of its own; this file puts them in the list's order
    const loadOrder = once(async () => {
      const names = await load(new URL(`liste-${fingerprint}.json`, new URL(words.engine, location.href)));
      return new Map(names.split(" ").map((name, record) => [name, record]));
    });

    async function searchWords(asked) {
      const [module, order] = await Promise.all([loadEngine(), loadOrder()]);
      for (const wanted of listSpellings(asked)) {
        const found = new Map();
        for (const result of (await module.search(wanted)).results) {
          const record = order.get(result.id.split("_")[1]);
          if (record !== undefined) found.set(record, result);
        }
        if (found.size) return found;
      }
      return new Map();
    }

    // A record counts for a facet where every other facet lets it pass
    function choose(given, chosen, candidates) {
      const wanted = given.facets.map((facet) => {
        const keys = chosen.get(facet.name);
        return keys && new Set(facet.keys.flatMap((key, number) => (keys.has(key) ? [number] : [])));
      });
      const counts = given.facets.map((facet) => new Array(facet.keys.length).fill(0));
      const found = [];
      for (const record of candidates) {
        let stopped = -1;
        let stops = 0;
        for (let i = 0; i < wanted.length && stops < 2; i++) {
          if (wanted[i] && !given.facets[i].records[record].some((value) => wanted[i].has(value))) { stopped = i; stops++; }
        }
        if (stops > 1) continue;
        if (!stops) found.push(record);
        for (let i = 0; i < wanted.length; i++) {
          if (!stops || i === stopped) for (const value of given.facets[i].records[record]) counts[i][value]++;
        }
      }
      return { found, counts };
    }

    const showCounts = (given, counts) => {
      const places = new Map(given.facets.map((facet, i) => [facet.name, new Map(facet.keys.map((key, number) => [key, counts[i][number]]))]));
      for (const box of boxes) {
        const number = places.get(box.name)?.get(box.value) ?? 0;
        tally(box).textContent = figures.format(number);
        box.parentElement.classList.toggle("is-empty", !number);
      }
    };

    function readBoxes() {
      const chosen = new Map();
      for (const box of boxes) {
        if (!box.checked) continue;
        if (!chosen.has(box.name)) chosen.set(box.name, new Set());
        chosen.get(box.name).add(box.value);
      }
      return chosen;
    }

    function showChosen() {
      const checked = boxes.filter((box) => box.checked);
      if (badge) {
        badge.hidden = !checked.length;
        badge.textContent = figures.format(checked.length);
      }
      const chips = checked.map((box, number) => {
        const label = box.parentElement.querySelector(".choice");
        const chip = element("button", "chip");
        chip.type = "button";
        chip.append(...[...label.childNodes].map((node) => node.cloneNode(true)));
        chip.setAttribute("aria-label", words.remove.replace("{choice}", label.textContent));
        chip.onclick = () => {
          box.checked = false;
          change();
          (chosenList.querySelectorAll("button")[number] || chosenList.querySelector("button") || input).focus();
        };
        return chip;
      });
      if (checked.length > 1) {
        const clear = element("button", "chip clear", words.clear);
        clear.type = "button";
        clear.onclick = () => { boxes.forEach((box) => { box.checked = false; }); change(); input.focus(); };
        chips.push(clear);
      }
      chosenList.replaceChildren(...chips.map((chip) => { const item = element("li"); item.append(chip); return item; }));
      chosenList.hidden = !chips.length;
    }

    const renderRecords = (size, hits) => async (records) => {
      const [, pages] = await Promise.all([
        Promise.all([...new Set(records.map((record) => Math.floor(record / size)))].map(loadChunk)),
        Promise.all(records.map((record) => hits?.get(record).data())),
      ]);
      const lines = await Promise.all(records.map(async (record) => (await loadChunk(Math.floor(record / size)))[record % size]));
      const parsed = new DOMParser().parseFromString(`<ul>${lines.join("")}</ul>`, "text/html");
      return [...parsed.querySelectorAll("li")].map((item, number) => {
        if (pages[number]) item.querySelector("a").append(markExcerpt(pages[number]));
        return item;
      });
    };

    function showWhole() {
      list.replaceChildren(...whole.items);
      boxes.forEach((box, number) => {
        tally(box).textContent = whole.counts[number];
        box.parentElement.classList.remove("is-empty");
      });
      status.textContent = "";
      more.hidden = true;
      noteInvented();
    }

    async function run() {
      const mine = ++turn;
      const asked = input.value.trim();
      const chosen = readBoxes();
      const isNarrowed = Boolean(asked || chosen.size);
      showChosen();
      find(".found-head").hidden = !isNarrowed;
      if (pager) pager.hidden = isNarrowed;
      place.classList.toggle("is-narrowed", isNarrowed);
      if (!isNarrowed) { showWhole(); return; }
      try {
        const [given, hits] = await Promise.all([loadFacets(""), asked ? searchWords(asked) : null]);
        if (mine !== turn) return;
        const { found, counts } = choose(given, chosen, hits ? hits.keys() : Array(given.count).keys());
        showCounts(given, counts);
        await show(found, renderRecords(given.chunk, hits), true);
        if (mine === turn) status.textContent = found.length ? count(found.length) : words.none;
      } catch { if (mine === turn) fail(); }
    }

    function write(isTyped) {
      const parameters = new URLSearchParams();
      if (input.value.trim()) parameters.set("q", input.value.trim());
      for (const box of boxes) if (box.checked) parameters.append(box.name, box.value);
      writeAddress(parameters, isTyped);
    }
    function change() { write(false); run(); }
    function read() {
      const parameters = new URLSearchParams(location.search);
      input.value = parameters.get("q") || "";
      for (const box of boxes) {
        box.checked = parameters.getAll(box.name).includes(box.value);
        if (box.checked) for (let group = box.closest("details"); group && group !== facets; group = group.parentElement.closest("details")) group.open = true;
      }
      run();
    }

    // On a phone the facets fold; beside the list there is nothing to fold, and no summary
    if (facets) {
      const narrow = matchMedia("(max-width: 59.99em)");
      const fold = () => {
        facets.open = !narrow.matches;
        if (narrow.matches) for (const group of place.querySelectorAll(".facet")) group.open = false;
      };
      narrow.addEventListener("change", fold);
      fold();
      facets.addEventListener("change", change);
    }
    listen(run, write);
    addEventListener("popstate", read);
    read();
  };

  if (words.finding === "list") narrowList(); else searchSite();
})();
