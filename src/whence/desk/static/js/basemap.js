/* The map under the events: Natural Earth, unpacked from our own files and drawn in the colours of the style sheet. */
"use strict";

const Basemap = (() => {
  const NEAR = 5.3;  // the zoom from which the finer map is drawn
  const FONT = ["system-ui, sans-serif"];  // drawn by the browser itself: no glyphs are fetched

  const unpack = async (url) => {
    const held = await (await fetch(url)).json(), features = [];
    const add = (layer, type, coordinates, said) => features.push({ type: "Feature", properties: { layer, ...said }, geometry: { type, coordinates } });
    for (const [layer, parts] of Object.entries(held.shapes)) {
      const type = layer === "land" || layer === "water" ? "MultiPolygon" : "MultiLineString";
      add(layer, type, parts, {});
    }
    for (const [name, parts] of held.disputed || []) add("disputed", "MultiLineString", parts, { name });
    for (const layer of ["country", "place"])
      for (const [lon, lat, z, name, capital] of held[layer] || []) add(layer, "Point", [lon, lat], { name, z, capital: capital || 0 });
    return { type: "FeatureCollection", features };
  };

  const of = (layer, also) => also ? ["all", ["==", ["get", "layer"], layer], also] : ["==", ["get", "layer"], layer];
  const wide = (a, b, c) => ["interpolate", ["linear"], ["zoom"], 1, a, 6, b, 11, c];

  /* The layers of one of the two files; the coarse one gives way to the fine one. */
  const layers = (source, near, c) => {
    const range = near ? { minzoom: NEAR } : {};
    const known = ["<=", ["get", "z"], ["zoom"]];
    return [
      { id: `${source}-land`, type: "fill", source, filter: of("land"), ...range, paint: { "fill-color": c("--land"), "fill-outline-color": c("--coast") } },
      { id: `${source}-water`, type: "fill", source, filter: of("water"), ...range, paint: { "fill-color": c("--sea"), "fill-outline-color": c("--coast") } },
      { id: `${source}-river`, type: "line", source, filter: of("river"), minzoom: 3.2, paint: { "line-color": c("--river"), "line-width": wide(0.3, 1, 2.2) } },
      { id: `${source}-state`, type: "line", source, filter: of("state"), ...range, paint: { "line-color": c("--state"), "line-width": 0.8, "line-dasharray": [1.5, 2] } },
      { id: `${source}-border`, type: "line", source, filter: of("border"), ...range, layout: { "line-join": "round" }, paint: { "line-color": c("--border"), "line-width": wide(0.5, 1.1, 1.8) } },
      { id: `${source}-disputed`, type: "line", source, filter: of("disputed"), ...range, paint: { "line-color": c("--disputed"), "line-width": wide(0.8, 1.4, 2), "line-dasharray": [3, 2] } },
    ];
  };

  const names = (source, near, c) => {
    const halo = { "text-halo-color": c("--halo"), "text-halo-width": 1.3 };
    const set = { "text-font": FONT, "text-max-width": 7 };
    const size = near ? 11.5 : ["interpolate", ["linear"], ["zoom"], 3, ["case", ["<=", ["get", "z"], 3], 11.5, 10.5], 8, ["case", ["<=", ["get", "z"], 4], 15, 12.5]];
    return [
      { id: `${source}-disputed-name`, type: "symbol", source, filter: of("disputed"), minzoom: 5.5,
        layout: { ...set, "text-field": ["get", "name"], "text-size": 10.5, "symbol-placement": "line", "text-max-angle": 40, "text-offset": [0, 0.8] }, paint: { ...halo, "text-color": c("--disputed") } },
      { id: `${source}-place-dot`, type: "circle", source, filter: of("place", ["<=", ["get", "z"], ["zoom"]]), minzoom: near ? NEAR : 2.5,
        paint: { "circle-radius": ["case", ["==", ["get", "capital"], 1], 2.6, 1.8], "circle-color": c("--place"), "circle-stroke-width": 1, "circle-stroke-color": c("--halo") } },
      { id: `${source}-place`, type: "symbol", source, filter: of("place", ["<=", ["get", "z"], ["zoom"]]), minzoom: near ? NEAR : 2.5,
        layout: { ...set, "text-field": ["get", "name"], "text-size": size, "text-variable-anchor-offset": ["top", [0, 0.4], "bottom", [0, -0.4], "left", [0.5, 0], "right", [-0.5, 0], "left", [1.9, 0], "right", [-1.9, 0], "bottom", [0, -1.8], "top", [0, 1.8]], "text-justify": "auto", "text-padding": 3, "symbol-sort-key": ["get", "z"] },
        paint: { ...halo, "text-color": c("--place") } },
      { id: `${source}-country`, type: "symbol", source, filter: of("country", ["<=", ["get", "z"], ["zoom"]]), maxzoom: 7.5,
        layout: { ...set, "text-field": ["upcase", ["get", "name"]], "text-size": wide(9.5, 13, 15), "text-letter-spacing": 0.12, "symbol-sort-key": ["get", "z"] }, paint: { ...halo, "text-color": c("--country") } },
    ];
  };

  const style = (world) => {
    const c = Symbols.colour;
    return {
      version: 8,
      sources: { world: { type: "geojson", data: world, attribution: "Natural Earth · GeoNames", tolerance: 0.3 } },
      layers: [{ id: "sea", type: "background", paint: { "background-color": c("--sea") } }, ...layers("world", false, c), ...names("world", false, c)],
    };
  };

  /* Draw the finer map under the coarse one's names, and end the coarse land and borders where it begins. */
  const refine = (map, detail) => {
    if (map.getSource("detail")) return;
    map.addSource("detail", { type: "geojson", data: detail, tolerance: 0.2 });
    const c = Symbols.colour;
    for (const layer of layers("detail", true, c).filter((l) => !/water|river/.test(l.id))) map.addLayer(layer, layer.id === "detail-land" ? "world-water" : "world-disputed-name");
    for (const layer of names("detail", true, c).filter((l) => /place/.test(l.id))) map.addLayer(layer, "world-place");
    const ready = (e) => {
      if (e.sourceId !== "detail" || !map.isSourceLoaded("detail")) return;
      map.off("sourcedata", ready);
      for (const id of ["world-land", "world-border", "world-disputed"]) map.setLayerZoomRange(id, 0, NEAR);
    };
    map.on("sourcedata", ready);
  };

  return { NEAR, refine, style, unpack };
})();
