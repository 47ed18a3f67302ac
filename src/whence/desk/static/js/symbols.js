/* The symbols of the map, drawn on a canvas when they are first asked for. Their names say what is on them:
   "donut|radius|a,b,c,d,e|label|plural|told" and "area|a,b,c,d,e|label|plural|told" with events by number of roots. */
"use strict";

const Symbols = (() => {
  const RATIO = 2;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const palette = () => ({
    roots: ["--r1", "--r2", "--r3", "--r4", "--r6"].map(colour),
    paper: colour("--raised"), ink: colour("--ink"), edge: colour("--edge"), warn: colour("--told"),
  });

  const short = (n) => n < 1000 ? String(n) : n < 10000 ? (n / 1000).toFixed(1).replace(/\.0$/, "") + "k" : n < 1e6 ? Math.round(n / 1000) + "k" : (n / 1e6).toFixed(1) + "M";

  /* Reports as a radius in pixels: by their logarithm, so that 1 and 1000 can both be seen. */
  const radius = (reports) => Math.min(40, 3.6 + 2.5 * Math.log2(1 + reports));

  const name = (p) => {
    const told = p.contradicted && p.events === 1 ? 1 : 0, plural = p.kind.endsWith("s") ? 1 : 0;
    /* Shares in twelfths: no more symbols than can be told apart. */
    const shares = p.by_roots.map((n) => n ? Math.max(1, Math.round(12 * n / p.events)) : 0).join(",");
    if (p.kind.startsWith("area")) return `area|${shares}|${short(p.events)}|${plural}|${told}`;
    return `donut|${Math.round(Math.max(9, radius(p.reports)))}|${shares}|${short(p.events)}|${plural}|${told}`;
  };

  const canvas = (width, height) => {
    const made = document.createElement("canvas");
    made.width = Math.ceil(width * RATIO);
    made.height = Math.ceil(height * RATIO);
    const c = made.getContext("2d");
    c.scale(RATIO, RATIO);
    c.textAlign = "center";
    c.textBaseline = "middle";
    return c;
  };

  const donut = (r, shares, label, plural, told) => {
    const p = palette(), half = r + 5, c = canvas(2 * half, 2 * half), ring = Math.max(3.5, r * 0.32);
    if (plural) { circle(c, half, r + 3); c.strokeStyle = p.edge; c.globalAlpha = 0.45; c.lineWidth = 1; c.stroke(); c.globalAlpha = 1; }
    circle(c, half, r); c.fillStyle = p.paper; c.fill();
    const all = shares.reduce((a, b) => a + b, 0) || 1;
    let from = -Math.PI / 2;
    shares.forEach((n, i) => {
      if (!n) return;
      const to = from + 2 * Math.PI * n / all;
      c.beginPath(); c.arc(half, half, r - ring / 2, from, to); c.lineWidth = ring; c.strokeStyle = p.roots[i]; c.stroke();
      from = to;
    });
    circle(c, half, r); c.lineWidth = told ? 2 : 1; c.strokeStyle = told ? p.warn : p.edge; c.stroke();
    const size = Math.max(9, Math.min(14, (r - ring) * 1.5 / Math.max(1, label.length * 0.62)));
    c.font = `600 ${size}px system-ui, sans-serif`; c.fillStyle = p.ink; c.fillText(label, half, half + 0.5);
    return c;
  };

  const area = (shares, label, plural, told) => {
    const p = palette(), width = Math.max(26, 14 + 7.2 * label.length), height = 20, c = canvas(width + 4, height + 4);
    c.translate(2, 2);
    box(c, width, height); c.globalAlpha = 0.86; c.fillStyle = p.paper; c.fill(); c.globalAlpha = 1;
    c.save(); box(c, width, height); c.clip();
    const all = shares.reduce((a, b) => a + b, 0) || 1;
    let x = 0;
    shares.forEach((n, i) => { const w = width * n / all; c.fillStyle = p.roots[i]; c.fillRect(x, height - 5.5, w, 5.5); x += w; });
    c.restore();
    box(c, width, height); c.setLineDash(plural ? [1.5, 1.5] : [3.5, 2.5]); c.lineWidth = told ? 2 : 1.2; c.strokeStyle = told ? p.warn : p.edge; c.stroke();
    c.font = "600 11px system-ui, sans-serif"; c.fillStyle = p.ink; c.fillText(label, width / 2, height / 2 - 2);
    return c;
  };

  const arrow = () => {
    const p = palette(), c = canvas(12, 12);
    c.beginPath(); c.moveTo(2, 2); c.lineTo(10, 6); c.lineTo(2, 10); c.lineTo(4, 6); c.closePath();
    c.fillStyle = p.edge; c.fill();
    return c;
  };

  const circle = (c, at, r) => { c.beginPath(); c.arc(at, at, r, 0, 2 * Math.PI); };
  const box = (c, w, h) => { c.beginPath(); c.roundRect(0, 0, w, h, 4); };

  const draw = (id) => {
    const [kind, ...rest] = id.split("|");
    if (kind === "arrow") return arrow();
    const shares = rest.at(-4).split(",").map(Number), [label, plural, told] = rest.slice(-3);
    return kind === "area" ? area(shares, label, +plural, +told) : donut(+rest[0], shares, label, +plural, +told);
  };

  const add = (map, id) => {
    const c = draw(id), { width, height } = c.canvas;
    if (!map.hasImage(id)) map.addImage(id, c.getImageData(0, 0, width, height), { pixelRatio: RATIO });
  };

  return { add, colour, name, radius, short };
})();
