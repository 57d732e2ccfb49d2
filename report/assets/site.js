// Draws the charts and switches definitions. All data comes from the scripts in data/; nothing is fetched.
"use strict";

window.credscope = {
  exhibits: {},

  start() {
    const choice = document.getElementById("definition");
    const asked = new URLSearchParams(location.search).get("definition");
    if ([...choice.options].some((option) => option.value === asked)) choice.value = asked;
    choice.addEventListener("change", () => this.show(choice, true));
    addEventListener("beforeprint", () => this.unfold(true));
    addEventListener("afterprint", () => this.unfold(false));
    for (const button of document.querySelectorAll("[data-image]")) {
      button.addEventListener("click", () => this.image(button.dataset.image));
    }
    this.show(choice, false);
  },

  show(choice, announce) {
    for (const part of document.querySelectorAll("[data-definition]")) {
      part.hidden = part.dataset.definition !== choice.value;
    }
    if (announce) {
      const name = choice.selectedOptions[0].textContent;
      document.getElementById("announce").textContent = `Showing ${name}`;
      const address = new URL(location.href);
      address.searchParams.set("definition", choice.value);
      try { history.replaceState(null, "", address); } catch { /* some browsers refuse this on disk */ }
    }
    return this.draw(choice.value);
  },

  // Colours live in the style sheet and stay variables in the drawing: light, dark and print need no redraw.
  config() {
    const [ink, soft, line, accent] = ["ink", "soft", "line", "accent"].map((name) => `var(--${name})`);
    const font = getComputedStyle(document.documentElement).getPropertyValue("--sans").trim();
    return {
      background: "transparent", font, padding: { left: 0, right: 0, top: 4, bottom: 4 }, view: { stroke: null },
      bar: { color: accent }, line: { color: accent }, point: { color: accent, filled: true },
      text: { color: ink }, legend: { labelColor: ink, labelFontSize: 12 },
      axis: { labelColor: soft, labelFontSize: 11, gridColor: line, domain: false, ticks: false, labelPadding: 6 },
      axisX: { grid: false }, axisQuantitative: { grid: true },
      range: { category: [1, 2, 3, 4, 0].map((index) => `var(--team-${index})`) },
    };
  },

  async draw(definition) {
    this.views = this.views || {};
    const config = this.config();
    for (const place of document.querySelectorAll("[data-chart]")) {
      const name = place.dataset.chart;
      const { spec, rows } = this.exhibits[name];
      const drawn = rows[definition] || rows[""] || [];
      place.hidden = drawn.length === 0;
      this.views[name]?.finalize();
      delete this.views[name];
      place.replaceChildren();
      if (place.hidden) continue;
      // Vega-Lite warns about a width that fits beside a height in steps: give the height in full.
      const height = spec.height.step ? spec.height.step * drawn.length : spec.height;
      const { view } = await vegaEmbed(place, { ...spec, height, datasets: { rows: drawn } }, {
        mode: "vega-lite", renderer: "svg", actions: false, config,
      });
      this.views[name] = view;
    }
    document.documentElement.dataset.drawn = definition;
  },

  unfold(open) {
    for (const part of document.querySelectorAll(open ? "details:not([open])" : "details[data-unfolded]")) {
      part.open = open;
      part.toggleAttribute("data-unfolded", open);
    }
  },

  async image(name) {
    const view = this.views?.[name];
    if (!view) return;
    const link = document.createElement("a");
    const style = getComputedStyle(document.documentElement);
    const picture = (await view.toSVG()).replace(/var\((--[\w-]+)\)/g, (_, key) => style.getPropertyValue(key).trim());
    link.href = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
    link.download = `${name}.svg`;
    link.click();
  },
};
