"""Text from outside, made safe to print: a report must not steer the terminal it is shown on."""

import re

HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls, but not tab and line feed
    "\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible, bidi, line separators
    "\ud800-\udfff"  # lone surrogates, which no encoding can print
    "\U000e0000-\U000e007f"  # tags, which hide text in text
    "]"
)
"""Characters that move the cursor, turn the reading direction or hide. ZWJ and ZWNJ stay: scripts need them."""

_CONTROL_PICTURES = 0x2400


def harmless(text: str) -> str:
    """Return `text` with each harmful character shown by one visible one, so that all offsets still hold."""
    return HARMFUL.sub(_picture, text.replace("\t", " ").replace("\r", " "))


def _picture(match: re.Match[str]) -> str:
    """Return the Unicode picture of a C0 control, and the replacement character for all the rest."""
    code = ord(match[0])
    return chr(_CONTROL_PICTURES + code) if code < 0x20 else "\ufffd"
