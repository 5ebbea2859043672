/**
 * A page about the figures of Casebook, made with nothing but its public API. What may be compared or added up is
 * the API's business: this page repeats its verdicts, its counts and its reasons, and computes none of its own.
 */

const FILTERS = ["council", "theme", "topic"];
const CARDS_A_TIME = 12;
const VERDICTS = { improved: "Improved", worsened: "Worsened", unchanged: "Unchanged", "not-judged": "Not judged" };
const COUNTED = { improved: "improved", worsened: "worsened", unchanged: "unchanged", notJudged: "not-judged" };
const QUALIFIERS = { approximately: "about", over: "over", under: "under", "up-to": "up to", "at-least": "at least" };
const ROLES = {
  baseline: "Before", actual: "Result", target: "Target", forecast: "Forecast", comparator: "Compared with",
  limit: "Limit",
};
const POLARITIES = {
  "higher-is-better": "higher is better", "lower-is-better": "lower is better", neutral: "neither direction is better",
};
/** Units that the title or the figure itself says. */
const UNSAID = ["award", "clock-time", "comparison", "count", "gbp", "percent", "rank", "rating", "ratio", "schedule",
  "score", "year"];
const REPORTED_UNITS = {
  percent: "per cent", "percentage-points": "percentage points", absolute: "", "in-words": "",
  unclear: "(per cent or percentage points: the source does not say)",
};
const TIMES = { D: "day", W: "week", M: "month", Y: "year" };

const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 20 });
const form = document.querySelector("form");
let units = {};
let loading = new AbortController();
let charts = [];

/* Building the page: data only ever becomes text, never markup. */

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== ""));
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

function shape(name) {
  const namespace = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(namespace, "svg");
  const use = document.createElementNS(namespace, "use");
  use.setAttribute("href", `#${name}`);
  drawn.setAttribute("class", "shape");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(use);
  return drawn;
}

function list(items) {
  return element("ul", {}, items.map((item) => element("li", {}, item)));
}

function count(number, one, several) {
  return `${numbers.format(number)} ${number === 1 ? one : several}`;
}

/* Asking the API. */

class Problem extends Error {
  constructor(answer) {
    super(answer.title);
    this.answer = answer;
  }
}

async function get(path, signal) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: "application/json" }, signal });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem({ title: "The service did not answer", detail: "Load the page again in a moment." });
  }
  const answer = await response.json().catch(() => ({ title: `The service answered ${response.status}` }));
  if (!response.ok) {
    throw new Problem(answer);
  }
  return answer;
}

async function getAll(path) {
  const items = [];
  for (let next = path; next !== null;) {
    const page = await get(next);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

function address(path, parameters) {
  const query = new URLSearchParams(parameters).toString();
  return query ? `${path}?${query}` : path;
}

function problem(failure) {
  const answer = failure.answer ?? { title: "This page failed", detail: failure.message };
  const details = new Set([answer.detail, ...(answer.errors ?? []).map((violation) => violation.detail)]);
  details.delete(undefined);
  return element("div", { class: "problem" },
    element("p", {}, element("strong", {}, answer.title)),
    [...details].map((detail) => element("p", {}, detail)),
    answer.traceId ? element("p", {}, "For whoever runs the service: ", element("code", {}, `traceId ${answer.traceId}`))
      : null);
}

function showProblem(failure) {
  if (failure.name !== "AbortError") {
    byId("status").replaceChildren();
    byId("results").hidden = true;
    byId("problem").replaceChildren(problem(failure));
  }
}

/* Figures in words. */

function written(value, unit) {
  if (unit === "year") {
    return String(value);
  }
  const number = numbers.format(Math.abs(value));
  const sign = value < 0 ? "−" : "";
  return { gbp: `${sign}£${number}`, percent: `${sign}${number}%` }[unit] ?? `${sign}${number}`;
}

function amount(figure, unit) {
  if (figure.value !== undefined) {
    const outOf = figure.outOf === undefined ? "" : ` out of ${written(figure.outOf, unit)}`;
    return written(figure.value, unit) + outOf;
  }
  if (figure.valueText !== undefined) {
    return figure.valueText;
  }
  if (figure.numerator !== undefined && figure.denominator !== undefined) {
    return `${numbers.format(figure.numerator)} in ${numbers.format(figure.denominator)}`;
  }
  if (figure.low !== undefined && figure.high !== undefined) {
    return `${written(figure.low, unit)} to ${written(figure.high, unit)}`;
  }
  return figure.low === undefined ? `up to ${written(figure.high, unit)}` : `from ${written(figure.low, unit)}`;
}

function unitOf(metric, figure) {
  return figure.unit ?? metric.unit;
}

function figureInWords(metric, figure) {
  return [QUALIFIERS[figure.qualifier], amount(figure, unitOf(metric, figure))].filter(Boolean).join(" ");
}

function unitName(code) {
  return (units[code] ?? code).replace(/ \(.*\)$/, "");
}

function saidUnit(unit, figure) {
  const isNumber = figure.value !== undefined || figure.low !== undefined || figure.high !== undefined;
  return UNSAID.includes(unit) || !isNumber ? "" : ` ${unitName(unit)}`;
}

function per(metric, figure) {
  const time = figure.per ?? metric.per;
  if (time === undefined) {
    return "";
  }
  const [, number, unit] = /^P(\d+)([DWMY])$/.exec(time) ?? [];
  return ` per ${unit === undefined ? time : number === "1" ? TIMES[unit] : `${number} ${TIMES[unit]}s`}`;
}

function whole(metric, figure) {
  const unit = unitOf(metric, figure);
  return figureInWords(metric, figure) + saidUnit(unit, figure) + per(metric, figure);
}

function parts(of) {
  return [
    ...of.dimensions.map((dimension) => `${dimension.name}: ${dimension.value}`), of.statistic, of.condition,
    of.comparator,
  ].filter(Boolean).join("; ");
}

function base(figure) {
  const counted = figure.base?.count === undefined ? null : `${numbers.format(figure.base.count)} asked or counted`;
  return [figure.base?.label, counted].filter(Boolean).join(", ");
}

function printed(metric, figures) {
  return figures.some((figure) => figure.printed)
    ? `Printed as ${figures.map((figure) => (figure.printed ? `“${figure.printed}”` : figureInWords(metric, figure)))
      .join(" → ")}`
    : "";
}

function reported(change) {
  const words = [
    change.direction, change.value === undefined ? "" : "of", QUALIFIERS[change.qualifier],
    change.value === undefined ? "" : numbers.format(change.value), REPORTED_UNITS[change.unit],
  ];
  const about = change.dimensions.map((dimension) => dimension.value).join(", ");
  const compared = change.comparedWith ? `, compared with ${change.comparedWith}` : "";
  const note = change.note ? ` – ${change.note}` : "";
  return `${about ? `${about}: ` : ""}${words.filter(Boolean).join(" ") || "in words only"}${compared}${note}`;
}

/* Cards. */

function quiet(text) {
  return text ? element("p", { class: "quiet" }, text) : null;
}

function verdict(name, text) {
  return element("p", { class: `verdict ${name}` }, shape(name), text);
}

function flag(name, text, ...more) {
  return element("div", { class: "flag" }, element("p", {}, shape(name), text), ...more);
}

function examples(isIndividual) {
  return isIndividual ? flag("person", "One person’s example, not a result of the whole") : null;
}

function signed(value) {
  return value > 0 ? `+${numbers.format(value)}` : numbers.format(value).replace("-", "−");
}

function difference(metric, change) {
  const unit = unitOf(metric, change.to);
  const name = unit === "percent" ? " percentage points" : unit === "gbp" ? " pounds" : saidUnit(unit, change.to);
  const absolute = change.absolute === undefined ? "" : signed(change.absolute) + name;
  const percent = change.percent === undefined ? "" : ` (${signed(change.percent)}%)`;
  const both = absolute + percent;
  return both && change.approximate ? `about ${both}` : both;
}

function when(change) {
  const [from, to] = [change.from.period?.label, change.to.period?.label];
  return from || to ? `${from ?? "before; not dated"} → ${to ?? "after; not dated"}` : "";
}

function contradiction(change) {
  return change.contradicts.length === 0 ? null
    : flag("warning", "The source’s own words give another change:", list(change.contradicts.map(reported)));
}

function changed(metric, change) {
  const size = difference(metric, change);
  return element("div", { class: "series" },
    quiet(parts(change.series)),
    element("p", { class: "headline" }, figureInWords(metric, change.from),
      element("span", { "aria-hidden": "true" }, " → "), element("span", { class: "unseen" }, " to "),
      whole(metric, change.to)),
    verdict(change.verdict, VERDICTS[change.verdict] + (size ? `: ${size}` : "")),
    quiet(printed(metric, [change.from, change.to])), quiet(when(change)), quiet(base(change.to)),
    examples(change.series.individual), contradiction(change));
}

function observed(metric, figure) {
  const role = figure.role === "comparator" && figure.comparator ? figure.comparator : ROLES[figure.role];
  const about = parts({ ...figure, comparator: undefined });
  const basis = figure.basis === undefined || figure.basis === "measured" ? "" : figure.basis;
  return element("div", { class: "series" },
    quiet([role, about, figure.period?.label].filter(Boolean).join(" · ")),
    element("p", { class: "headline" }, whole(metric, figure)),
    quiet([base(figure), basis].filter(Boolean).join(" · ")),
    quiet(printed(metric, [figure])), examples(figure.individual));
}

function isPartOf(change, figure) {
  return [change.from, change.to].some((part) => JSON.stringify(part) === JSON.stringify(figure));
}

function refusedChange(refused) {
  const about = parts(refused.series);
  return element("div", { class: "series" },
    verdict("refused", "No change computed"), quiet(about ? `${about}. ${refused.detail}` : refused.detail));
}

function disclosed(title, items) {
  return items.length === 0 ? null
    : element("details", {}, element("summary", {}, title), list(items));
}

function conflict(metric) {
  const others = metric.conflictsWith.map((other) =>
    element("a", { href: other.href }, other.headline ? `${other.title}: ${other.headline}` : other.title));
  return others.length === 0 ? null
    : flag("warning", "Another figure says something else about the same thing:", list(others));
}

function card(metric) {
  const rest = metric.observations.filter((figure) => !metric.changes.some((change) => isPartOf(change, figure)));
  const kind = [metric.kind, unitName(metric.unit), POLARITIES[metric.polarity]].join(" · ");
  return element("li", {}, element("article", { class: "panel card", "aria-labelledby": `title-${metric.slug}` },
    element("h3", { id: `title-${metric.slug}`, tabindex: "-1" }, metric.title),
    quiet(kind),
    metric.changes.map((change) => changed(metric, change)),
    rest.map((figure) => observed(metric, figure)),
    metric.changesRefused.map(refusedChange),
    conflict(metric),
    element("p", {}, metric.statement),
    disclosed("What the source says changed", metric.changes.length > 0 ? [] : metric.reportedChanges.map(reported)),
    disclosed(count(metric.caveats.length, "caveat", "caveats"), metric.caveats),
    element("p", { class: "links" },
      element("a", { href: metric.caseStudy.href }, `Case study: ${metric.caseStudy.title}`),
      element("a", { href: metric.href, "aria-label": `As JSON: ${metric.title}` }, "As JSON"))));
}

function showCards(place, page, empty) {
  if (page.items.length === 0) {
    place.replaceChildren(element("p", {}, empty));
    return;
  }
  const shown = element("p", { role: "status", class: "quiet" });
  const cards = element("ul", { class: "cards" });
  place.replaceChildren(shown, cards);
  addCards(place, cards, shown, page);
}

function addCards(place, cards, shown, page) {
  cards.append(...page.items.map(card));
  shown.textContent = `${numbers.format(cards.children.length)} of ${numbers.format(page.total)} shown`;
  if (page.next !== null) {
    place.append(moreButton(place, cards, shown, page.next));
  }
}

function moreButton(place, cards, shown, next) {
  const failed = element("div", { role: "alert" });
  const heading = place.parentElement.querySelector("h2").textContent;
  const button = element("button", { type: "button", class: "more", "aria-label": `Show more: ${heading}` }, "Show more");
  const more = element("div", {}, failed, button);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const page = await get(next, loading.signal);
      const first = cards.children.length;
      more.remove();
      addCards(place, cards, shown, page);
      cards.children[first].querySelector("h3").focus();
    } catch (failure) {
      button.disabled = false;
      if (failure.name !== "AbortError") {
        failed.replaceChildren(problem(failure));
      }
    }
  });
  return more;
}

/* Pictures, each beside a table of the same numbers. */

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Fills that differ in their pattern too, for those who see no difference in colour. */
function fill(name, pattern) {
  const tile = element("canvas", { width: "8", height: "8" });
  const pen = tile.getContext("2d");
  pen.fillStyle = colour(name);
  pen.fillRect(0, 0, 8, 8);
  pen.strokeStyle = pen.fillStyle = colour("panel");
  pen.lineWidth = 2;
  for (const [fromX, fromY, toX, toY] of { stripes: [[0, 4, 8, 4]], bars: [[4, 0, 4, 8]], slope: [[-2, 10, 10, -2]] }[pattern] ?? []) {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }
  return pen.createPattern(tile, "repeat");
}

function draw(canvas, labels, series) {
  const ticks = { color: colour("text") };
  const lines = { color: colour("line") };
  return new Chart(canvas, {
    type: "bar",
    data: {
      labels,
      datasets: series.map(({ label, data, name, pattern }) => ({
        label, data, backgroundColor: fill(name, pattern), borderColor: colour("panel"), borderWidth: 1,
      })),
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      scales: {
        x: { stacked: true, beginAtZero: true, ticks: { ...ticks, precision: 0 }, grid: lines },
        y: { stacked: true, ticks, grid: { display: false } },
      },
      plugins: { legend: { position: "bottom", labels: { color: colour("text"), boxWidth: 24 } } },
    },
  });
}

function drawAll() {
  charts = charts.map(({ chart, ...drawn }) => {
    chart?.destroy();
    return { ...drawn, chart: draw(drawn.canvas, drawn.labels, drawn.series) };
  });
}

function picture(title, labels, series) {
  const inWords = labels.map((label, i) => `${label}: ${series.map((one) => `${one.data[i]} ${one.label}`).join(", ")}`);
  const canvas = element("canvas", { role: "img", "aria-label": `Bar chart. ${title}. ${inWords.join(". ")}.` });
  charts.push({ canvas, labels, series });
  return element("div", { class: "picture" }, canvas);
}

function table(id, title, labels, columns) {
  return element("div", { class: "scroll", role: "region", tabindex: "0", "aria-labelledby": id },
    element("table", {},
      element("caption", { id }, title),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, "Theme"),
        columns.map((column) => element("th", { scope: "col" }, column.label)))),
      element("tbody", {}, labels.map((label, i) => element("tr", {}, element("th", { scope: "row" }, label),
        columns.map((column) => element("td", {}, numbers.format(column.data[i]))))))));
}

function beside(id, title, labels, series, more, note) {
  return element("figure", { class: "panel comparison" },
    picture(title, labels, series),
    element("div", {}, table(id, title, labels, [...series, ...more]), element("figcaption", { class: "quiet" }, note)));
}

function themes(groups) {
  return groups.map((group) => group.keys[0].name);
}

function verdictsByTheme(groups) {
  const series = Object.entries(COUNTED).map(([property, name], i) => ({
    label: VERDICTS[name], name, pattern: ["plain", "slope", "stripes", "bars"][i],
    data: groups.map((group) => group.changes[property]),
  }));
  const more = [["One person’s example", "individual"], ["No change computed", "refused"]].map(([label, property]) => ({
    label, data: groups.map((group) => group.changes[property]),
  }));
  return beside("verdicts", "Computed changes by theme", themes(groups), series, more,
    "Series are counted: a metric may have several. One person’s examples count apart, whatever changed.");
}

function usedByTheme(groups) {
  const series = [
    { label: "May be put together", name: "used", pattern: "plain", data: groups.map((group) => group.used) },
    {
      label: "Left out", name: "left-out", pattern: "slope",
      data: groups.map((group) => group.selected - group.used),
    },
  ];
  const more = [{ label: "Selected", data: groups.map((group) => group.selected) }];
  return beside("used", "Printed figures by theme", themes(groups), series, more,
    "Whether figures may be added up or compared is decided by Casebook, not by this page.");
}

function total(number, text) {
  return element("div", { class: "panel" }, element("dt", {}, text), element("dd", {}, numbers.format(number)));
}

function reasons(refused) {
  return element("div", { class: "panel" },
    element("h3", {}, "Why figures are left out"),
    element("ul", { class: "reasons" }, refused.map((reason) =>
      element("li", {}, element("b", {}, numbers.format(reason.count)), element("span", {}, reason.detail)))));
}

function showSummary(summary) {
  charts.forEach(({ chart }) => chart?.destroy());
  charts = [];
  byId("overview").replaceChildren(
    element("dl", { class: "totals" },
      total(summary.selected, "printed figures fit the filter"),
      total(summary.used, "may be put together with others"),
      total(summary.selected - summary.used, "are left out, each for a reason below")),
    verdictsByTheme(summary.groups),
    usedByTheme(summary.groups),
    summary.refused.length === 0 ? "" : reasons(summary.refused));
  drawAll();
}

/* The filter, which lives in the address. */

function chosen() {
  const query = new URLSearchParams(location.search);
  return FILTERS.map((name) => [name, query.get(name)]).filter(([, value]) => value);
}

function option(entry) {
  return new Option(entry.name, entry.code ?? entry.slug);
}

function group(label, entries) {
  return entries.length === 0 ? [] : [element("optgroup", { label }, entries.map(option))];
}

function chooseFromAddress() {
  const query = new URLSearchParams(location.search);
  for (const name of FILTERS) {
    const select = form.elements[name];
    const value = query.get(name) ?? "";
    if (![...select.options].some((known) => known.value === value)) {
      select.append(new Option(value, value));
    }
    select.value = value;
  }
}

async function fillFilters() {
  const [themesKnown, topics, unitsKnown, councils, byCouncil] = await Promise.all([
    get("/v1/vocabularies/themes"), get("/v1/vocabularies/topics"), get("/v1/vocabularies/units"),
    getAll("/v1/councils?adultSocialCare=true&current=true&limit=100"), get("/v1/metrics/summary?groupBy=council"),
  ]);
  units = Object.fromEntries(unitsKnown.entries.map((unit) => [unit.code, unit.name]));
  const withFigures = new Set(byCouncil.groups.map((one) => one.keys[0].code));
  const hasFigures = (council) => withFigures.has(council.slug);
  form.elements.theme.append(new Option("All themes", ""), ...themesKnown.entries.map(option));
  form.elements.topic.append(new Option("All topics", ""), ...topics.entries.map(option));
  form.elements.council.append(new Option("All councils", ""),
    ...group("Lead a case study with figures", councils.filter(hasFigures)),
    ...group("Other councils", councils.filter((council) => !hasFigures(council))));
}

function describe() {
  return FILTERS.map((name) => form.elements[name]).filter((select) => select.value)
    .map((select) => select.selectedOptions[0].text).join(", ");
}

function announce(changes, others) {
  const filter = describe();
  document.title = `${filter || "Figures"} – Casebook`;
  const found = changes.total + others.total;
  byId("status").textContent = found === 0 ? `No figures were found${filter ? ` for ${filter}` : ""}.`
    : `${count(found, "metric was", "metrics were")} found${filter ? ` for ${filter}` : ""}: ${
      numbers.format(changes.total)} with a computed change, ${numbers.format(others.total)} without.`;
  return found;
}

async function load() {
  loading.abort();
  loading = new AbortController();
  const { signal } = loading;
  const filter = chosen();
  const page = (hasChange) => address("/v1/metrics", [...filter, ["hasChange", hasChange], ["limit", CARDS_A_TIME]]);
  byId("results").setAttribute("aria-busy", "true");
  try {
    const [summary, changes, others] = await Promise.all([
      get(address("/v1/metrics/summary", [...filter, ["groupBy", "theme"]]), signal),
      get(page(true), signal), get(page(false), signal),
    ]);
    byId("problem").replaceChildren();
    byId("results").hidden = announce(changes, others) === 0;
    showSummary(summary);
    showCards(byId("changed"), changes, "Of none of these figures a change could be computed.");
    showCards(byId("others"), others, "Of each of these figures a change was computed.");
    byId("results").removeAttribute("aria-busy");
  } catch (failure) {
    showProblem(failure);
  }
}

function keepInAddress() {
  const parameters = FILTERS.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
  history.pushState(null, "", address(location.pathname, parameters));
  load();
}

form.addEventListener("change", keepInAddress);
form.addEventListener("reset", (event) => {
  event.preventDefault();
  FILTERS.forEach((name) => { form.elements[name].value = ""; });
  keepInAddress();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("popstate", () => {
  chooseFromAddress();
  load();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);

try {
  await fillFilters();
  chooseFromAddress();
  await load();
} catch (failure) {
  showProblem(failure);
}
