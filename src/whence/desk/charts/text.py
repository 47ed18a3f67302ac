"""How much text fits: SVG does not wrap."""

from whence.desk.rendering import words

WIDTH = 7.3  # px of an average character of 13 px sans, in the broader ones of those that browsers take


def fit(text: str, px: float, size: float = 13) -> str:
    """Return `text` on one line, cut with an ellipsis where it is longer than `px`."""
    shown, most = words(text), max(1, int(px / (WIDTH * size / 13)))
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"
