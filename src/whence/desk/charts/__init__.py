"""Charts drawn on the server as SVG: this package lays them out, templates/charts draws them."""
