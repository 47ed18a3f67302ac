#!/bin/sh
# Put the scripts that the desk brings with it, with their licences, from the folder that fetch.sh filled into $2.
set -eu
from=${1:?folder}/node_modules
to=${2:?folder}
for file in maplibre-gl-csp.js maplibre-gl-csp-worker.js; do
	sed '/^\/\/# sourceMappingURL=/d' "$from/maplibre-gl/dist/$file" >"$to/$file"
done
cp "$from/maplibre-gl/dist/maplibre-gl.css" "$to/"
cp "$from/maplibre-gl/LICENSE.txt" "$to/maplibre-gl.LICENSE.txt"
cp "$from/htmx.org/dist/htmx.min.js" "$to/"
cp "$from/htmx.org/LICENSE" "$to/htmx.LICENSE.txt"
