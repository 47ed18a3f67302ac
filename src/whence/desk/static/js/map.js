/* The map page. Its whole state stands in the address; what the server sends without this script is the same state. */
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const stage = $("map"), form = $("conditions"), panel = $("panel");
  const EMPTY = { type: "FeatureCollection", features: [] };
  const CLASSES = ["1 root", "2 roots", "3 roots", "4–5 roots", "6 or more roots"];
  const number = (n) => n.toLocaleString("en").replaceAll(",", "\u2009");
  const typed = (type) => form.querySelector(`[name=type][value="${CSS.escape(type)}"]`)?.parentElement.textContent.trim() ?? type.replaceAll("_", " ");
  let map, world, detail, found = EMPTY, asking, listing;

  /* -- the state --------------------------------------------------------------------------------------------------- */

  const state = new URLSearchParams(location.search);

  const conditions = () => {
    const asked = new URLSearchParams();
    for (const [k, v] of new FormData(form)) if (v !== "" && k !== "at") asked.append(k, v);
    return asked;
  };

  const remember = () => {
    const kept = conditions();
    for (const k of ["at", "show"]) if (state.get(k)) kept.set(k, state.get(k));
    const words = kept.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
    history.replaceState(null, "", words ? `?${words}` : location.pathname);
    const asked = conditions();
    $("clear").hidden = ![...asked.keys()].length;
    for (const pick of form.querySelectorAll(".pick")) {
      const chosen = [...pick.querySelectorAll("input:checked")].map((i) => i.parentElement.textContent.trim());
      pick.querySelector(".pick-value").textContent = chosen.join(", ") || "any";
    }
  };

  const seen = () => {
    const b = map.getBounds();
    let [west, east] = [b.getWest(), b.getEast()];
    if (east - west >= 360) [west, east] = [-180, 180];
    const turns = Math.floor((west + 180) / 360) * 360;
    return [west - turns, Math.max(-90, b.getSouth()), east - turns, Math.min(90, b.getNorth())].map((v) => v.toFixed(4)).join(",");
  };

  const inView = () => {
    const asked = conditions();
    if (map) asked.set("bbox", seen());
    else if (state.get("at")) asked.set("at", state.get("at"));
    return asked;
  };

  /* -- what the server tells ------------------------------------------------------------------------------------------ */

  const say = (words) => { $("map-state").textContent = words; };

  const get = async (path, asked, signal) => {
    const answer = await fetch(`${path}?${asked}`, { signal, headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) throw new Error(answer.status === 404 || answer.status === 422 ? (await answer.text()) : `The server answered ${answer.status}.`);
    return answer;
  };

  const quietly = async (work) => {
    try { await work(); } catch (error) { if (error.name !== "AbortError") failed(error); }
  };

  const failed = (error) => {
    let words = error.message;
    try { const { detail } = JSON.parse(words); words = typeof detail === "string" ? detail : detail.map((d) => `${d.loc.at(-1)}: ${d.msg}`).join("; "); } catch { /* not JSON: said as it is */ }
    say(words.length < 300 && !words.includes("<") ? words : "This cannot be asked for.");
  };

  const refresh = (parts = ["map", "time", "list"]) => {
    if (parts.includes("map") && map) quietly(draw);
    asking?.abort();
    const { signal } = (asking = new AbortController());
    if (parts.includes("time")) quietly(async () => fill("histogram", await get("/map/histogram", inView(), signal)).then(brush));
    if (parts.includes("list")) quietly(async () => fill("listed", await get("/map/listed", inView(), signal)));
  };

  const fill = async (id, answer) => { $(id).innerHTML = await answer.text(); };

  const draw = async () => {
    listing?.abort();
    listing = new AbortController();
    const asked = inView();
    asked.delete("at");
    asked.set("zoom", map.getZoom().toFixed(2));
    for (const k of ["since", "until"]) if (asked.get(k)) asked.set(k, day(asked.get(k), k === "until"));
    found = await (await get("/api/map", asked, listing.signal)).json();
    for (const f of found.features) {
      const p = f.properties;
      if (p.kind !== "route") p.icon = Symbols.name(p);
      p.colour = p.by_roots.reduce((last, n, i) => n ? i : last, 0);
      p.size = p.reports;
    }
    show();
    const t = found.totals;
    setTimeout(closer, 300);  // what is asked for comes first
    say(t.in_view ? "" : t.placed ? "No event that fits lies in view." : "No event fits.");
  };

  /* A month or a year stands for its first or last day. */
  const day = (words, last) => {
    const match = /^(\d{4})(?:-(\d\d))?$/.exec(words.trim());
    if (!match) return words;
    const [year, month] = [+match[1], +(match[2] || (last ? 12 : 1))];
    return new Date(Date.UTC(year, last ? month : month - 1, last ? 0 : 1)).toISOString().slice(0, 10);
  };

  /* -- the map -------------------------------------------------------------------------------------------------------- */

  const ring = ([lon, lat], km) => {
    const points = [], dy = km / 111.2, dx = dy / Math.max(0.05, Math.cos(lat * Math.PI / 180));
    for (let i = 0; i <= 48; i++) points.push([lon + dx * Math.cos(i * Math.PI / 24), Math.max(-85, Math.min(85, lat + dy * Math.sin(i * Math.PI / 24)))]);
    return points;
  };

  /* An area is told by a circle that is a symbol, not an outline: never wider than so many pixels. Its badge hangs on
     the rim, so that it covers no point. */
  const WIDEST = 44;

  const show = () => {
    if (!map.getSource("events")) return;
    const circles = [], shown = [];
    for (const f of found.features) {
      const p = f.properties;
      if (!p.kind.startsWith("area")) { shown.push(f); continue; }
      const [lon, lat] = f.geometry.coordinates, pixel = 78.27 * Math.cos(lat * Math.PI / 180) / 2 ** map.getZoom();  // km
      const points = ring([lon, lat], Math.max(18 * pixel, Math.min(p.km || 60, WIDEST * pixel)));
      circles.push({ type: "Feature", properties: p, geometry: { type: "Polygon", coordinates: [points] } });
      shown.push({ type: "Feature", properties: p, geometry: { type: "Point", coordinates: points[36] } });
    }
    map.getSource("events").setData({ type: "FeatureCollection", features: shown });
    map.getSource("circles").setData({ type: "FeatureCollection", features: circles });
    mark();
  };

  const mark = () => {
    const chosen = state.get("show") || "";
    const of = (key) => ["==", ["coalesce", ["get", key], ""], chosen || "-"];
    if (map.getLayer("chosen")) map.setFilter("chosen", ["all", ["==", ["geometry-type"], "Point"], ["any", of("event"), of("place")]]);
  };

  const dress = () => {
    const c = Symbols.colour, roots = ["--r1", "--r2", "--r3", "--r4", "--r6"].map(c);
    const colour = ["match", ["get", "colour"], 1, roots[1], 2, roots[2], 3, roots[3], 4, roots[4], roots[0]];
    const radius = ["min", 40, ["+", 3.6, ["*", 2.5, ["log2", ["+", 1, ["get", "reports"]]]]]];
    const one = ["all", ["==", ["get", "kind"], "place"], ["has", "event"]];
    map.addSource("events", { type: "geojson", data: EMPTY });
    map.addSource("circles", { type: "geojson", data: EMPTY });
    map.addLayer({ id: "area", type: "fill", source: "circles", paint: { "fill-color": colour, "fill-opacity": 0.16 } });
    map.addLayer({ id: "area-edge", type: "line", source: "circles", paint: { "line-color": c("--edge"), "line-opacity": 0.55, "line-width": 1.1, "line-dasharray": [2, 2.5] } });
    map.addLayer({ id: "route-edge", type: "line", source: "events", filter: ["==", ["get", "kind"], "route"], layout: { "line-cap": "round" }, paint: { "line-color": c("--halo"), "line-width": ["+", 3.2, ["log2", ["+", 1, ["get", "reports"]]]] } });
    map.addLayer({ id: "route", type: "line", source: "events", filter: ["==", ["get", "kind"], "route"], layout: { "line-cap": "round" }, paint: { "line-color": ["case", [">", ["get", "contradicted"], 0], c("--told"), c("--edge")], "line-opacity": 0.75, "line-width": ["+", 0.4, ["*", 0.7, ["log2", ["+", 1, ["get", "reports"]]]]] } });
    map.addLayer({ id: "route-way", type: "symbol", source: "events", filter: ["==", ["get", "kind"], "route"], layout: { "icon-image": "arrow|", "symbol-placement": "line", "symbol-spacing": 70, "icon-allow-overlap": true, "icon-ignore-placement": true } });
    map.addLayer({ id: "many", type: "symbol", source: "events", filter: ["all", ["==", ["geometry-type"], "Point"], ["!", one]], layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-padding": 1, "symbol-sort-key": ["get", "reports"] } });
    map.addLayer({ id: "one", type: "circle", source: "events", filter: one, layout: { "circle-sort-key": ["-", 0, ["get", "reports"]] }, paint: { "circle-radius": radius, "circle-color": colour, "circle-stroke-width": ["case", [">", ["get", "contradicted"], 0], 2.2, 1], "circle-stroke-color": ["case", [">", ["get", "contradicted"], 0], c("--told"), c("--edge")] } });
    map.addLayer({ id: "chosen", type: "circle", source: "events", filter: ["==", ["get", "kind"], "none"], paint: { "circle-radius": ["+", radius, 7], "circle-color": "rgba(0,0,0,0)", "circle-stroke-width": 3, "circle-stroke-color": c("--focus") } });
    show();
  };

  const described = (p) => {
    const lines = [];
    if (p.kind === "route") lines.push(`${p.from} → ${p.to}`);
    else lines.push(p.kind === "area" ? `${p.name} (${p.what}: no point is told)` : p.name);
    if (p.event && p.type) lines.push(`${typed(p.type)}${p.status && p.status !== "happened" ? `, ${p.status.replaceAll("_", " ")}` : ""}`);
    const roots = p.event ? CLASSES[p.colour] : p.by_roots.map((n, i) => n ? `${number(n)} with ${CLASSES[i]}` : "").filter(Boolean).join(", ");
    const many = (n, word) => `${number(n)} ${word}${n === 1 ? "" : "s"}`;
    lines.push(p.event ? `${many(p.reports, "report")} · ${roots}` : many(p.events, "event"));
    if (!p.event) lines.push(roots);
    if (p.contradicted) lines.push(p.event ? "accounts contradict each other" : `${p.contradicted} contradicted`);
    return lines;
  };

  const tip = () => {
    const popup = new maplibregl.Popup({ closeButton: false, closeOnClick: false, offset: 14, className: "tip", maxWidth: "20rem" });
    const layers = ["one", "many", "route", "area"];
    const at = (e) => map.queryRenderedFeatures([[e.point.x - 2, e.point.y - 2], [e.point.x + 2, e.point.y + 2]], { layers })[0];
    const parsed = (f) => ({ ...f.properties, by_roots: [].concat(typeof f.properties.by_roots === "string" ? JSON.parse(f.properties.by_roots) : f.properties.by_roots), bounds: typeof f.properties.bounds === "string" ? JSON.parse(f.properties.bounds) : f.properties.bounds });
    map.on("mousemove", (e) => {
      const f = at(e);
      map.getCanvas().style.cursor = f ? "pointer" : "";
      if (!f) return popup.remove();
      const box = document.createElement("div");
      described(parsed(f)).forEach((line, i) => { const p = document.createElement(i ? "p" : "strong"); p.textContent = line; box.append(p); });
      popup.setLngLat(f.geometry.type === "Point" ? f.geometry.coordinates : e.lngLat).setDOMContent(box).addTo(map);
    });
    map.on("mouseout", () => popup.remove());
    map.on("click", (e) => {
      const f = at(e);
      if (!f) return;
      const p = parsed(f);
      popup.remove();
      if (p.bounds) return nearer(p.bounds, f.geometry.coordinates);
      if (p.event) open(p.event);
      else if (p.place) open(p.place);
    });
  };

  const nearer = ([west, south, east, north], middle) => {
    if (east - west < 1e-3 && north - south < 1e-3) return map.easeTo({ center: middle, zoom: Math.min(13, map.getZoom() + 2) });
    map.fitBounds([[west, south], [east, north]], { padding: 90, maxZoom: Math.max(map.getZoom() + 1, 12), duration: 500 });
  };

  /* -- the panel ------------------------------------------------------------------------------------------------------ */

  const open = (id) => quietly(async () => {
    state.set("show", id);
    remember();
    mark();
    const asked = conditions();
    asked.set("show", id);
    await fill("panel-body", await get("/map/panel", asked));
    htmx.process($("panel-body"));
    panel.hidden = false;
    $("panel-body").focus({ preventScroll: true });
  });

  const close = () => { panel.hidden = true; state.delete("show"); remember(); if (map) mark(); };

  panel.addEventListener("click", (e) => {
    const link = e.target.closest("[data-show]");
    if (!link || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    open(link.dataset.show);
  });

  /* -- the brush ------------------------------------------------------------------------------------------------------ */

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const worded = (iso) => { const [y, m, d] = iso.split("-").map(Number); return `${d} ${MONTHS[m - 1]} ${y}`; };

  const brush = () => {
    const figure = document.querySelector(".histogram");
    if (!figure) { $("span").textContent = ""; return; }
    const bars = [...figure.querySelectorAll(".bar")], box = figure.querySelector(".brush");
    const [low, high] = box.querySelectorAll("input");
    const last = bars.length - 1;
    box.hidden = false;
    const ends = () => [Math.min(+low.value, +high.value), Math.max(+low.value, +high.value)];
    const paint = () => {
      const [a, b] = ends();
      let events = 0;
      bars.forEach((bar, i) => { const within = i >= a && i <= b; bar.classList.toggle("bar-out", !within); if (within) events += +bar.dataset.events; });
      for (const end of [low, high]) end.setAttribute("aria-valuetext", bars[+end.value].dataset.said);
      const whole = a === 0 && b === last;
      $("span").textContent = whole ? `${number(events)} dated events in view. Drag over the bars, or move the ends, to choose a span.` : `${worded(bars[a].dataset.from)} to ${worded(bars[b].dataset.to)}: ${number(events)} began`;
    };
    let later;
    const choose = () => {
      paint();
      clearTimeout(later);
      later = setTimeout(() => {
        const [a, b] = ends();
        form.since.value = a === 0 ? "" : bars[a].dataset.from;
        form.until.value = b === last ? "" : bars[b].dataset.to;
        remember();
        refresh(["map", "list"]);
      }, 180);
    };
    low.addEventListener("input", choose);
    high.addEventListener("input", choose);
    const svg = figure.querySelector(".histogram-bars");
    const index = (e) => { const r = svg.getBoundingClientRect(); return Math.max(0, Math.min(last, Math.floor((e.clientX - r.left) / r.width * bars.length))); };
    let from = null;
    svg.addEventListener("pointerdown", (e) => { from = index(e); svg.setPointerCapture(e.pointerId); e.preventDefault(); });
    svg.addEventListener("pointermove", (e) => {
      if (from === null) { const b = bars[index(e)]; svg.setAttribute("data-at", b.dataset.said); $("span").textContent = `${b.dataset.said}: ${number(+b.dataset.events)} began`; return; }
      [low.value, high.value] = [from, index(e)].sort((x, y) => x - y);
      paint();
    });
    svg.addEventListener("pointerup", (e) => { const to = index(e); [low.value, high.value] = [from, to].sort((x, y) => x - y); from = null; choose(); });
    svg.addEventListener("pointerleave", () => { if (from === null) paint(); });
    svg.addEventListener("dblclick", () => { [low.value, high.value] = [0, last]; choose(); });
    paint();
  };

  /* -- the conditions ------------------------------------------------------------------------------------------------- */

  const changed = () => { remember(); refresh(); };
  form.addEventListener("submit", (e) => { e.preventDefault(); changed(); });
  form.addEventListener("change", changed);
  document.addEventListener("click", (e) => { for (const pick of form.querySelectorAll(".pick[open]")) if (!pick.contains(e.target)) pick.open = false; });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    const pick = form.querySelector(".pick[open]");
    if (pick) { pick.open = false; pick.querySelector("summary").focus(); } else if (!panel.hidden) close();
  });
  $("panel-close").hidden = false;
  $("panel-close").addEventListener("click", close);
  form.querySelector(".map-submit").classList.add("hidden");
  if (matchMedia("(max-width: 52rem)").matches) document.querySelector(".legend").open = false;

  /* -- the start ------------------------------------------------------------------------------------------------------ */

  const begin = async () => {
    brush();
    if (!window.maplibregl) throw new Error("The map's script is missing.");
    maplibregl.setWorkerUrl(stage.dataset.worker);
    world = await Basemap.unpack(stage.dataset.world);
    const [west, south, east, north] = stage.dataset.home.split(",").map(Number);
    const at = (state.get("at") || "").split(",").map(Number);
    const where = at.length === 3 ? { center: [at[1], at[0]], zoom: at[2] } : { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 24, maxZoom: 9 } };
    map = new maplibregl.Map({ container: stage, style: Basemap.style(world), ...where, minZoom: 0.6, maxZoom: 14, dragRotate: false, pitchWithRotate: false, touchPitch: false, attributionControl: false, fadeDuration: 100, canvasContextAttributes: { preserveDrawingBuffer: false } });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-left");
    map.addControl(new maplibregl.ScaleControl({ maxWidth: 90 }), "bottom-right");
    map.addControl(new maplibregl.AttributionControl({ compact: false }), "bottom-right");
    map.getCanvas().setAttribute("aria-label", "Map of events; arrow keys move it, + and − zoom");
    map.on("styleimagemissing", (e) => { if (e.id.includes("|")) Symbols.add(map, e.id); });
    map.on("style.load", dress);
    map.on("moveend", moved);
    tip();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(Basemap.style(world), { diff: false }));
    window.whenceMap = map;
    refresh();
  };

  const closer = () => quietly(async () => {
    if (map.getZoom() < Basemap.NEAR - 0.3) return;
    detail ||= Basemap.unpack(stage.dataset.detail);
    const data = await detail;
    if (map.isStyleLoaded() || map.getSource("world")) Basemap.refine(map, data);
  });

  let settling;
  const moved = () => {
    const { lng, lat } = map.getCenter().wrap();
    state.set("at", [lat.toFixed(3), lng.toFixed(3), map.getZoom().toFixed(2)].join(","));
    form.at.value = state.get("at");
    remember();
    clearTimeout(settling);
    settling = setTimeout(() => refresh(), 120);
  };

  begin().catch(() => {
    stage.classList.add("map-broken");
    const words = document.createElement("p");
    words.className = "map-none";
    words.textContent = "This browser cannot draw the map (it needs WebGL). The events in view are listed below, and all conditions work.";
    stage.replaceChildren(words);
  });
})();
