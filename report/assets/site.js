// Draws the charts, switches definitions and opens members of look-ups. All data comes from the scripts in data/,
// which register themselves here; nothing is fetched, because pages that are opened from disk may not.
"use strict";

window.credscope = (() => {
  const loads = new Map(); // name of a data file -> {promise, resolve}
  const views = new Map(); // place of a chart -> its Vega view
  const $ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const choice = byId("definition");
  const profile = byId("profile");
  let opened = null; // the look-up's member that is shown

  // Data ---------------------------------------------------------------------------------------------------
  function load(name) {
    if (!loads.has(name)) {
      const waiting = {};
      waiting.promise = new Promise((resolve) => { waiting.resolve = resolve; });
      loads.set(name, waiting);
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      document.head.append(script);
    }
    return loads.get(name).promise;
  }

  function data(name, content) {
    loads.get(name).resolve(content);
  }

  // Charts -------------------------------------------------------------------------------------------------
  // Colours live in the style sheet and stay variables in the drawing: light, dark and print need no redraw.
  function config() {
    const [ink, soft, line, accent, mark] = ["ink", "soft", "line", "accent", "mark"].map((name) => `var(--${name})`);
    const font = getComputedStyle(document.documentElement).getPropertyValue("--sans").trim();
    return {
      background: "transparent", font, padding: { left: 0, right: 0, top: 4, bottom: 4 }, view: { stroke: null },
      bar: { color: accent }, line: { color: accent }, point: { color: accent, filled: true }, tick: { color: mark },
      text: { color: ink }, legend: { labelColor: ink, labelFontSize: 12 },
      axis: { labelColor: soft, labelFontSize: 11, gridColor: line, domain: false, ticks: false, labelPadding: 6 },
      axisX: { grid: false }, axisQuantitative: { grid: true },
      range: { category: [1, 2, 3, 4, 0].map((index) => `var(--team-${index})`) },
    };
  }

  async function draw(place, spec, rows) {
    views.get(place)?.finalize();
    views.delete(place);
    place.replaceChildren();
    place.hidden = rows.length === 0;
    const article = place.closest("article");
    const marked = rows.some((row) => (row.mark_value ?? null) !== null);
    for (const button of $("[data-image]", article)) button.hidden = place.hidden;
    for (const key of $(".key", article)) key.hidden = !marked;
    if (place.hidden) return;
    // Vega-Lite warns about a width that fits beside a height in steps: give the height in full.
    const height = spec.height.step ? spec.height.step * rows.length : spec.height;
    const layers = spec.layer && { layer: spec.layer.filter((layer) => marked || layer.name !== "marks") };
    const { view } = await vegaEmbed(place, { ...spec, ...layers, height, datasets: { rows } }, {
      mode: "vega-lite", renderer: "svg", actions: false, config: config(),
    });
    // The place says what is drawn and where its numbers are: the drawing's parts need not be read one by one.
    for (const part of $("svg, svg [aria-label], svg [role]", place)) {
      part.setAttribute("aria-hidden", "true");
      part.removeAttribute("role");
    }
    views.set(place, view);
  }

  async function drawPage(definition) {
    await Promise.all($("#content [data-chart]").filter((place) => !profile?.contains(place)).map(async (place) => {
      const { spec, rows } = await load(place.dataset.chart);
      await draw(place, spec, rows[definition] || rows[""] || []);
    }));
  }

  // Members of a look-up -----------------------------------------------------------------------------------
  function cells(row, columns) {
    const line = document.createElement("tr");
    line.classList.toggle("total", row.is_total ?? false);
    line.classList.toggle("thin", row.is_thin ?? false);
    if (row.options !== undefined) line.dataset.options = row.options;
    row.cells.forEach((content, index) => {
      const [text, address] = Array.isArray(content) ? content : [content];
      const cell = line.insertCell();
      cell.className = columns[index].className;
      let into = cell;
      if (address) {
        into = cell.appendChild(document.createElement("a"));
        into.href = along(address);
      }
      into.textContent = text;
      if (row.is_thin && index === row.cells.length - 1) cell.append("†");
    });
    return line;
  }

  async function drawProfile(definition) {
    const { names, specs, keys, members } = await load(`lookup-${profile.dataset.lookup}`);
    const known = opened !== null && Object.hasOwn(names, opened);
    profile.hidden = !known;
    if (!known) return;
    byId("member").textContent = names[opened];
    for (const part of $("[data-part]", profile)) {
      const shown = members[opened]?.[part.dataset.part]?.[definition];
      part.hidden = !shown;
      if (!shown) continue;
      part.querySelector(".sentence").textContent = shown.sentence;
      part.querySelector(".note").textContent = shown.thin;
      const columns = $("thead th:not(.offer)", part);
      part.querySelector("tbody").replaceChildren(...shown.rows.map((row) => cells(row, columns)));
      offerPostings(part);
      const place = part.querySelector("[data-chart]");
      const filled = (row) => Object.fromEntries(keys[part.dataset.part].map((key, index) => [key, row[index]]));
      if (place) await draw(place, specs[part.dataset.part], shown.chart.map(filled));
    }
    const empty = $("[data-part]", profile).every((part) => part.hidden);
    byId("nothing").hidden = !empty;
  }

  function named() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } // a stray % is nobody's name
  }

  async function open(focus) {
    opened = named() || null;
    await drawProfile(choice?.value);
    if (focus && !profile.hidden) {
      for (const table of $("#list .table")) table.scrollTop = 0; // the browser went to the member's row
      profile.scrollIntoView();
      byId("member").focus({ preventScroll: true });
    }
    document.documentElement.dataset.member = profile.hidden ? "" : opened;
  }

  // The postings behind a row ------------------------------------------------------------------------------
  // They stay where the release was made: the page says which command lists them there.
  function offerPostings(within) {
    for (const row of $("tr[data-options]", within)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "list";
      button.setAttribute("aria-label", `${row.cells[0].textContent}: how to list its postings`);
      button.addEventListener("click", () => tell(row));
      const cell = row.insertCell();
      cell.className = "offer";
      cell.append(button);
    }
    for (const head of $("thead tr", within)) {
      if (head.querySelector(".offer") || !head.closest("table").querySelector("tr[data-options]")) continue;
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.className = "offer";
      cell.textContent = "Postings";
      head.append(cell);
    }
  }

  function tell(row) {
    const table = row.closest(".table");
    for (const earlier of $(".listing")) earlier.remove();
    const line = document.createElement("p");
    line.className = "listing";
    line.setAttribute("role", "status");
    const command = document.createElement("code");
    command.textContent = ["credscope postings --definition", choice.value, row.dataset.options].join(" ").trim();
    table.after(line);
    line.append("Where the release was made, this lists the postings of the row (with --matched, those that name an " +
      "AI-related credential): ", command);
  }

  function find(words) {
    const wanted = words.trim().toLowerCase();
    const rows = $("#list tbody tr");
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const visible = rows.filter((row) => row.offsetParent !== null).length;
    say(`${visible} found`);
  }

  // The page -----------------------------------------------------------------------------------------------
  function say(words) {
    byId("announce").textContent = words;
  }

  async function show(announce) {
    const definition = choice?.value ?? "";
    for (const part of $("[data-definition]")) part.hidden = part.dataset.definition !== definition;
    if (choice) carry(definition);
    if (announce) say(`Showing ${choice.selectedOptions[0].textContent}`);
    await drawPage(definition);
    if (profile) await open(false);
    document.documentElement.dataset.drawn = definition || "neutral";
  }

  // A chosen definition stays in the address, and goes along to the other pages.
  function carry(definition) {
    const address = new URL(location.href);
    address.searchParams.set("definition", definition);
    try { history.replaceState(null, "", address); } catch { /* some browsers refuse this on disk */ }
    for (const link of $('a[href*=".html"]:not([href^=".."])')) {
      link.setAttribute("href", along(link.getAttribute("href")));
    }
  }

  function along(address) {
    const [page, hash] = address.split("#");
    return `${page.split("?")[0]}?definition=${encodeURIComponent(choice.value)}${hash ? `#${hash}` : ""}`;
  }

  function unfold(open) {
    for (const part of $(open ? "details.numbers:not([open])" : "details[data-unfolded]")) {
      part.open = open;
      part.toggleAttribute("data-unfolded", open);
    }
  }

  async function image(button) {
    const view = views.get(button.closest("article").querySelector("[data-chart]"));
    const style = getComputedStyle(document.documentElement);
    const picture = (await view.toSVG()).replace(/var\((--[\w-]+)\)/g, (_, key) => style.getPropertyValue(key).trim());
    const link = document.createElement("a");
    link.href = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
    link.download = `${button.dataset.image}.svg`;
    link.click();
  }

  function start() {
    const asked = new URLSearchParams(location.search).get("definition");
    if (choice && [...choice.options].some((option) => option.value === asked)) choice.value = asked;
    choice?.addEventListener("change", () => show(true));
    for (const button of $("[data-image]")) button.addEventListener("click", () => image(button));
    addEventListener("beforeprint", () => unfold(true));
    addEventListener("afterprint", () => unfold(false));
    for (const table of $("table")) offerPostings(table);
    if (profile) {
      addEventListener("hashchange", () => open(true));
      byId("find").addEventListener("input", (event) => find(event.target.value));
      byId("find").parentElement.hidden = false;
    }
    return show(false).then(() => profile && location.hash && open(true));
  }

  return { data, start };
})();

credscope.start();
