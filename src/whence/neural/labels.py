"""What the heads of the reader model predict, in the order of their outputs. The trainer and the reader share it."""

CLAIM_TYPES = (
    "abduction", "accuse", "agreement", "aid", "airstrike", "arrest", "attack", "bombing", "capture_territory",
    "casualties", "ceasefire", "chemical_attack", "clash", "demand", "deployment", "destruction", "displacement",
    "execution", "hold_territory", "movement", "obstruct", "other", "protest", "reject", "sanction", "shelling",
    "shootdown", "siege", "statement_support", "support", "surveillance", "talks", "threaten", "withdrawal",
)  # fmt: skip
STATUSES = ("happened", "ongoing", "planned", "threatened", "called_for", "conditional", "possible", "denied")
SOURCE_KINDS = ("person", "organisation", "anonymous", "outlet", "document", "social_media", "witness", "unknown")
ENTITIES = (
    "Organisation", "Location", "Person", "Temporal", "Quantity",
    "Weapon", "DocumentReference", "MilitaryPlatform", "Nationality", "Money",
)  # fmt: skip
COUNTED = (
    "killed", "injured", "captured", "missing", "displaced", "evacuated",
    "destroyed", "seized", "participants", "strikes", "other",
)  # fmt: skip

# What is tagged word by word; each label stands for a begin and an inside tag, after tag 0, outside.
TAGS: dict[str, tuple[str, ...]] = {
    "trigger": ("trigger",),
    "cue": ("cue",),
    "entity": ENTITIES,
    "toponym": ("toponym",),
}

# What is tagged word by word for one trigger. Spans of one group can't overlap, spans of two groups can.
TRIGGER_ROLES: dict[str, tuple[str, ...]] = {
    "party": ("agents", "targets"),
    "place": ("at", "near", "from", "to", "via"),
    "time": ("time",),
    "count": COUNTED,
    "chain": ("origin", "relay"),
    "cue": ("cue",),
}

# What is tagged word by word for one attribution cue.
CUE_ROLES: dict[str, tuple[str, ...]] = {"source": ("source",), "content": ("content",)}


def width(roles: tuple[str, ...]) -> int:
    """Return the number of tags of a group: outside, then begin and inside of each role."""
    return 1 + 2 * len(roles)
