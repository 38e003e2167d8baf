// What a page shows, asked of a browser; each returns a list of faults.
({
  fit() {
    const wide = document.documentElement.scrollWidth - innerWidth;
    return wide > 0 ? [`${wide} px too wide`] : [];
  },

  async check(rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]) {
    const {violations} = await axe.run({runOnly: rules, resultTypes: ["violations"]});
    return violations.map(({id, nodes}) => [id, ...nodes.slice(0, 3).map((n) => n.html.slice(0, 120))]);
  },

  checkColours() {
    return this.check({type: "rule", values: ["color-contrast", "link-in-text-block"]});
  },

  readInOrder() {
    const found = [];
    const first = document.body.querySelector("a, button, input");
    if (first.getAttribute("href") !== "#contenu") found.push("the skip link is not first");
    const parts = [...document.body.children].map((part) => part.localName);
    if (parts.join() !== "a,header,main,footer") found.push(`the parts are ${parts}`);
    const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    if (headings.filter((h) => h.localName === "h1").length !== 1) found.push("not one h1");
    if (!document.querySelector("main h1")) found.push("no h1 in main");
    let level = 0;
    for (const heading of headings) {
      if (!heading.textContent.trim()) found.push("an empty heading");
      if (+heading.localName[1] > level + 1) found.push(`after h${level}: ${heading.textContent}`);
      level = +heading.localName[1];
    }
    for (const field of document.querySelectorAll("main input, main select, main textarea"))
      if (![...field.labels].some((label) => label.innerText.trim())) found.push("a field without words");
    return found;
  },

  // On one column, what comes first in the document stands first.
  standInOrder() {
    const shown = [...document.querySelectorAll("main h1, main h2, main h3, main p:not(.chiffres-cles-titre), main dt")]
      .filter((e) => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().height > 2);
    const found = [];
    let before = -Infinity, words = "";
    for (const element of shown) {
      const top = element.getBoundingClientRect().top;
      if (top < before - 40) found.push(`${words} is read before ${element.innerText}, which stands higher`);
      before = top;
      words = element.innerText.slice(0, 40);
    }
    return found.slice(0, 3);
  },

  // Words that reach out of the page, or of what does not show more than itself.
  findCut() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
      if (element.closest("svg, .visually-hidden, .skip, noscript, option")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width < 2) continue;
      let reach = {left: 0, right: innerWidth};
      for (let frame = element; frame; frame = frame.parentElement) {
        const {overflowX, clipPath} = getComputedStyle(frame);
        if (clipPath !== "none" || ["auto", "scroll"].includes(overflowX)) { reach = null; break; }
        if (overflowX !== "visible") {
          const {left, right} = frame.getBoundingClientRect();
          reach = {left: Math.max(left, reach.left), right: Math.min(right, reach.right)};
        }
      }
      if (reach && (box.left < reach.left - 12 || box.right > reach.right + 1))
        found.push(`cut: ${node.data.trim().slice(0, 60)}`);
    }
    return found.slice(0, 5);
  },

  print() {
    const found = [];
    const shown = (name) => [...document.querySelectorAll(name)].some((e) => e.checkVisibility());
    for (const name of [".site-head", ".site-foot", ".crumbs", "audio", "button", "form", ".languages"])
      if (shown(name)) found.push(`${name} is printed`);
    if (!shown("main h1")) found.push("no title");
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const grey = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      return alpha < 128 ? null : .3 * red + .59 * green + .11 * blue;
    };
    if (grey(getComputedStyle(document.body).backgroundColor) < 250
        && grey(getComputedStyle(document.body).backgroundColor) !== null) found.push("a ground");
    for (const element of document.querySelectorAll("main h1, main h2, main p, main li, main dt, main dd")) {
      if (!element.checkVisibility() || element.closest(".cover, svg")) continue;
      if (grey(getComputedStyle(element).color) > 140)
        found.push(`too pale for paper: ${element.innerText.slice(0, 50)}`);
    }
    return found.slice(0, 5);
  },

  force() {
    const found = [];
    for (const element of document.querySelectorAll(".button, button, input, .menu-label")) {
      const style = getComputedStyle(element);
      if (element.checkVisibility() && style.borderBottomWidth === "0px" && style.outlineStyle === "none")
        found.push(`no edge: ${element.outerHTML.slice(0, 80)}`);
    }
    for (const path of document.querySelectorAll(".way path"))
      if (getComputedStyle(path).stroke === "none") found.push("a way without a line");
    return found;
  },
})
