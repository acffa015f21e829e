
"use strict";
const at = (id) => document.getElementById(id);

// row makes a table row of texts, the first of them its heading; texts are never markup.
function row(texts, heading) {
  const tr = document.createElement("tr");
  texts.forEach((text, i) => {
    const cell = document.createElement(heading || i === 0 ? "th" : "td");
    cell.scope = heading ? "col" : "row";
    cell.textContent = text;
    tr.append(cell);
  });
  return tr;
}

function price(p) {
  if (!p || !p.price_usd_per_kg) return "–";
  const text = p.price_usd_per_kg.toLocaleString("en", {minimumFractionDigits: 1, maximumFractionDigits: 1});
  return p.buyers_indicative && p.sellers_indicative ? "(" + text + ")" : text;
}

// headline picks the goods of the summary, or the first there are where a scenario has none of them.
function headline(frame) {
  const goods = [...new Set(frame.prices.map((p) => p.good))];
  const known = frame.headline.filter((good) => goods.includes(good));
  return known.length > 0 ? known : goods.slice(0, 4);
}

function showPrices(frame) {
  const open = frame.prices.filter((p) => p.segment === "");
  const regions = [...new Set(open.map((p) => p.region))];
  const rows = headline(frame).map((good) => row([good, ...regions.map((region) =>
    price(open.find((p) => p.good === good && p.region === region)))], false));
  at("prices").replaceChildren(row(["", ...regions], true), ...rows);
}

function showPhases(frame) {
  const all = frame.phases.reduce((sum, p) => sum + p.seconds, 0);
  const ms = (seconds) => (1000 * seconds).toFixed(2);
  const share = (seconds) => all > 0 ? (100 * seconds / all).toFixed(0) : "–";
  const rows = frame.phases.map((p) => row([p.phase, ms(p.seconds), share(p.seconds)], false));
  at("phases").replaceChildren(row(["phase", "ms", "%"], true), ...rows, row(["all", ms(all), share(all)], false));
  const c = frame.clearing;
  at("clearing").textContent = `Clearing: ${c.markets} markets with ${c.orders} orders, ${c.near} of them near last month's prices, ` +
    `${c.steps} steps, ${c.fallbacks} fallbacks.`;
}

// showProgress counts the months of a run, or the runs of a study, which are at as many different months.
function showProgress(frame) {
  const runs = frame.replications, study = runs.planned > 1, over = runs.done + runs.failed;
  const failed = runs.failed > 0 ? `, ${runs.failed} of them failed` : "";
  at("done").textContent = study ? `the month of one run; ${over} of ${runs.planned} runs are over${failed}` : `month ${frame.done} of ${frame.months}`;
  at("progress").max = study ? runs.planned : frame.months;
  at("progress").value = study ? over : frame.done;
}

function show(frame) {
  at("name").textContent = `${frame.name}, seed ${frame.seed}`;
  document.title = `${frame.name} ${frame.month} - Monazite`;
  if (frame.month === "") return;
  at("month").textContent = frame.month;
  showProgress(frame);
  showPrices(frame);
  showPhases(frame);
}

// The run and its server end together: what is here then is the last month that this page was told of.
const events = new EventSource("/api/events");
events.onmessage = (event) => {
  at("state").textContent = "running";
  show(JSON.parse(event.data));
};
events.onerror = () => { at("state").textContent = "not connected: the run has ended or was stopped; above is the last month that came through"; };
