"""How each kind of span looks: a style where there is colour, a pair of marks where there is none."""

from typing import Literal

from rich.theme import Theme

Kind = Literal["content", "source", "cue", "actor", "place", "time", "trigger"]

STYLES: dict[Kind, str] = {  # drawn in this order, so that the small kinds show on top of the long ones
    "content": "italic",
    "actor": "dark_orange",
    "source": "bold cyan",
    "cue": "cyan underline",
    "place": "green",
    "time": "magenta",
    "trigger": "bold red",
}

MARKS: dict[Kind, tuple[str, str]] = {
    "content": ("«", "»"),
    "actor": ("_", "_"),
    "source": ("{", "}"),
    "cue": ("<", ">"),
    "place": ("@", ""),
    "time": ("#", ""),
    "trigger": ("*", "*"),
}

THEME = Theme({str(kind): style for kind, style in STYLES.items()})
