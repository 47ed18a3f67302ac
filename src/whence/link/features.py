"""What speaks for and against two tellings being of one happening: an array of named features, a row for each pair.

All are symmetric in the two tellings. Unknown is a value of its own (-1 or 0 as said), never a guess.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.link.actors import HOSTILE, PARTY, Standings
from whence.link.row import EARLIER, TOLD, Rows
from whence.neural.labels import CLAIM_TYPES, STATUSES
from whence.neural.vectors import PARTS

Floats = NDArray[np.float32]
EARTH = 6371.0  # km, mean radius
FAMILIES = {
    "violence": ("airstrike", "shelling", "bombing", "chemical_attack", "clash", "attack", "execution", "casualties",
                 "destruction", "shootdown"),
    "force": ("capture_territory", "hold_territory", "siege", "withdrawal", "movement", "deployment", "surveillance"),
    "custody": ("abduction", "arrest", "sanction"),
    "relief": ("aid", "obstruct", "displacement", "support"),
    "deals": ("ceasefire", "agreement", "talks"),
    "words": ("accuse", "reject", "demand", "threaten", "statement_support"),
    "street": ("protest", "other"),
}  # fmt: skip
FAMILY = np.array([next(i for i, ts in enumerate(FAMILIES.values()) if t in ts) for t in CLAIM_TYPES], dtype=np.int8)
UNREAL = sum(
    1 << STATUSES.index(s) for s in ("planned", "threatened", "called_for", "conditional", "possible")
)  # not said to have taken place
DENIED = 1 << STATUSES.index("denied")


def pair_features(a: Rows, b: Rows, standings: Standings, affinity: Floats) -> dict[str, Floats]:
    """Return the features of the pairs (a[i], b[i]) by name.

    affinity: types × types, how often two types tell of one event, as log odds.
    """
    out: dict[str, NDArray[Any]] = {}
    out |= _types(a, b, affinity)
    out |= _likeness(a, b)
    out |= _places(a, b)
    out |= _times(a, b)
    out |= _actors(a, b, standings)
    out |= _counts(a, b)
    out |= _weight(a, b)
    return {k: v.astype(np.float32) for k, v in out.items()}


def _types(a: Rows, b: Rows, affinity: Floats) -> dict[str, NDArray[Any]]:
    first, second = FAMILY[a["type"]], FAMILY[b["type"]]
    common, either = np.bitwise_count(a["types"] & b["types"]), np.bitwise_count(a["types"] | b["types"])
    unreal = [((x["statuses"] & UNREAL) > 0) & ((x["statuses"] & (255 - UNREAL)) == 0) for x in (a, b)]
    return {
        "type_same": a["type"] == b["type"],
        "type_shared": common / np.maximum(either, 1),
        "type_affinity": affinity[a["type"], b["type"]],
        "family": np.where(first == second, first, -1),
        "status_shared": (a["statuses"] & b["statuses"]) > 0,
        "status_unreal": unreal[0].astype(int) + unreal[1],
        "status_denied": ((a["statuses"] & DENIED) > 0) | ((b["statuses"] & DENIED) > 0),
    }


def _likeness(a: Rows, b: Rows) -> dict[str, NDArray[Any]]:
    out: dict[str, NDArray[Any]] = {}
    parts = np.cumsum((0, *PARTS))
    for name, start, end in zip(("trigger", "sentence", "report"), parts[:-1], parts[1:], strict=True):
        x, y = (v["vector"][:, start:end].astype(np.float32) / 127 for v in (a, b))
        out[f"{name}_alike"] = np.einsum("ij,ij->i", x, y)
    out["trigger_word"] = _shared(a["trigger"], b["trigger"])
    for name in ("names", "words"):
        both = np.bitwise_count(a[name] & b[name]).sum(axis=1).astype(np.float32)
        sizes = [np.bitwise_count(x[name]).sum(axis=1) for x in (a, b)]
        out[f"{name}_shared"] = both
        out[f"{name}_within"] = both / np.maximum(np.minimum(*sizes), 1)
        out[f"{name}_jaccard"] = both / np.maximum(sizes[0] + sizes[1] - both, 1)
    return out


def _shared(a: NDArray[np.uint32], b: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return how many numbers of the two sides are the same; 0 is none."""
    out: NDArray[np.int64] = ((a[:, :, None] == b[:, None, :]) & (a[:, :, None] > 0)).sum(axis=(1, 2))
    return out


def _places(a: Rows, b: Rows) -> dict[str, NDArray[Any]]:
    x, y = a["level"][:, :, None], b["level"][:, None, :]
    both = (x > 0) & (y > 0)
    same = both & (a["place"][:, :, None] == b["place"][:, None, :])
    cosine = np.einsum("nic,njc->nij", a["point"], b["point"])
    km = np.where(both, EARTH * np.arccos(np.clip(cosine, -1, 1)), 3e4)
    fine = both & (x >= 3) & (y >= 3)
    nearest = np.where(fine, km, 3e4).min(axis=(1, 2))
    nation = both & (a["country"][:, :, None] == b["country"][:, None, :])
    holds = nation & (np.minimum(x, y) < 3) & (x != y) & ((np.minimum(x, y) == 1) | (km < 150))
    finest_a, finest_b = a["level"].max(axis=1), b["level"].max(axis=1)
    met = (np.where(same, np.minimum(x, y), 0)).max(axis=(1, 2))
    return {
        "place_same": met,  # how fine the finest common place is, 0 for none
        "place_common": same.sum(axis=(1, 2)),
        "place_km": np.where(fine.any(axis=(1, 2)), np.log1p(nearest), -1),
        "place_apart": fine.any(axis=(1, 2)) & (nearest > 30) & (met < 3),
        "place_holds": holds.any(axis=(1, 2)),
        "place_nation": np.where(both.any(axis=(1, 2)), nation.any(axis=(1, 2)), -1),
        "place_known": np.minimum(finest_a, finest_b),
        "place_one": np.maximum(finest_a, finest_b),
        "place_named": _shared(a["named"], b["named"]),
        "around_places": _shared(a["around"], b["around"]),
        "around_parties": _shared(a["parties"], b["parties"]),
        "around_place": _shared(a["place"], b["around"]) + _shared(a["around"], b["place"]),
    }


def _times(a: Rows, b: Rows) -> dict[str, NDArray[Any]]:
    known = [x["latest"] > 0 for x in (a, b)]
    printed = [x["published"] > 0 for x in (a, b)]
    both = known[0] & known[1]
    gap = np.maximum(np.maximum(a["earliest"], b["earliest"]) - np.minimum(a["latest"], b["latest"]), 0)
    length = [x["latest"] - x["earliest"] for x in (a, b)]
    low = [np.where(k, x["earliest"], x["published"] - 7) for k, x in zip(known, (a, b), strict=True)]
    high = [np.where(k, x["latest"], x["published"]) for k, x in zip(known, (a, b), strict=True)]
    placed = [k | p for k, p in zip(known, printed, strict=True)]
    guess = np.maximum(np.maximum(*low) - np.minimum(*high), 0)
    age = [
        np.where(k & p, np.log1p(np.maximum(x["published"] - x["latest"], 0)), -1)
        for k, p, x in zip(known, printed, (a, b), strict=True)
    ]
    return {
        "time_gap": np.where(both, np.log1p(gap), -1),
        "time_same": both & (a["earliest"] == b["earliest"]) & (a["latest"] == b["latest"]),
        "time_fine": np.where(both, np.log1p(np.maximum(*length)), -1),
        "time_finest": np.where(both, np.log1p(np.minimum(*length)), -1),
        "time_known": known[0].astype(int) + known[1],
        "time_guess": np.where(placed[0] & placed[1], np.log1p(guess), -1),
        "time_printed": np.where(printed[0] & printed[1], np.log1p(np.abs(a["published"] - b["published"])), -1),
        "time_oldest": np.maximum(*age),
        "time_youngest": np.minimum(*age),
    }


def _actors(a: Rows, b: Rows, standings: Standings) -> dict[str, NDArray[Any]]:
    out: dict[str, NDArray[Any]] = {}
    for role in ("agents", "targets"):
        stand = standings(a[role], b[role])
        best = stand.max(axis=(1, 2))
        out[f"{role}_best"] = best
        out[f"{role}_hostile"] = (stand == HOSTILE).any(axis=(1, 2)) & (best < PARTY)
        out[f"{role}_words"] = _shared(a[f"{role[:-1]}_words"], b[f"{role[:-1]}_words"])
        out[f"{role}_told"] = (a[f"{role[:-1]}_words"][:, 0] > 0).astype(int) + (b[f"{role[:-1]}_words"][:, 0] > 0)
    crossed = np.maximum(
        standings(a["agents"], b["targets"]).max(axis=(1, 2)), standings(a["targets"], b["agents"]).max(axis=(1, 2))
    )
    out["parties_crossed"] = crossed
    out["parties_common"] = _common(a, b, standings)
    return out


def _common(a: Rows, b: Rows, standings: Standings) -> NDArray[np.float32]:
    """Return which share of the parties of the side that names fewer the other names too, whoever did it to whom.

    Those of talks and deals are told in either order. -1 where a side names none.
    """
    x, y = (np.concatenate([r["agents"], r["targets"]], axis=1) for r in (a, b))
    met = standings(x, y) >= PARTY
    told = [np.count_nonzero(r, axis=1) for r in (x, y)]
    shares = [met.any(axis=2 - i).sum(axis=1) / np.maximum(told[i], 1) for i in (0, 1)]
    out: NDArray[np.float32] = np.where(np.minimum(*told) > 0, np.maximum(*shares), -1).astype(np.float32)
    return out


def _counts(a: Rows, b: Rows) -> dict[str, NDArray[Any]]:
    x, y = a["what"][:, :, None], b["what"][:, None, :]
    both = (x > 0) & (y > 0)
    low_a, high_a, low_b, high_b = (
        a["low"][:, :, None],
        a["high"][:, :, None],
        b["low"][:, None, :],
        b["high"][:, None, :],
    )
    equal = both & (low_a == low_b) & (high_a == high_b)
    alike = both & (x == y)
    overlap = alike & (low_a <= high_b) & (low_b <= high_a)
    size = np.log1p(np.minimum(np.maximum(low_a, low_b), 10**6))
    middle = [np.where(r["high"] < 2**30, r["high"], r["low"]).astype(np.float32) for r in (a, b)]
    ratio = np.abs(np.log1p(middle[0])[:, :, None] - np.log1p(middle[1])[:, None, :])
    return {
        "count_equal": np.where(equal & alike, size, 0).max(axis=(1, 2)),
        "number_equal": np.where(equal, size, 0).max(axis=(1, 2)),
        "count_overlap": overlap.any(axis=(1, 2)),
        "count_ratio": np.where(alike.any(axis=(1, 2)), np.where(alike, ratio, 99).min(axis=(1, 2)), -1),
        "count_known": (a["what"][:, 0] > 0).astype(int) + (b["what"][:, 0] > 0),
    }


def _weight(a: Rows, b: Rows) -> dict[str, NDArray[Any]]:
    return {
        "salience_least": np.minimum(a["salience"], b["salience"]),
        "salience_most": np.maximum(a["salience"], b["salience"]),
        "size_least": np.log1p(np.minimum(a["size"], b["size"])),
        "size_most": np.log1p(np.maximum(a["size"], b["size"])),
        "size_rivals": np.log1p(np.maximum(a["rivals"], b["rivals"])),
        "size_rivals_least": np.log1p(np.minimum(a["rivals"], b["rivals"])),
        "offset_least": np.log1p(np.minimum(a["offset"], b["offset"])),
        "offset_most": np.log1p(np.maximum(a["offset"], b["offset"])),
        "earlier": ((a["flags"] & EARLIER) > 0).astype(int) + ((b["flags"] & EARLIER) > 0),
    }


def near_features(a: Rows, b: Rows) -> dict[str, Floats]:
    """Return what more there is to say of two claims of one report: how far apart they stand, and in which form."""
    later = np.where((a["offset"] > b["offset"]), a["flags"], b["flags"])
    out = {
        "distance": np.log1p(np.abs(a["offset"].astype(np.int64) - b["offset"])),
        "told": (later & TOLD) > 0,
        "one_sentence": (a["names"] == b["names"]).all(axis=1) & (a["words"] == b["words"]).all(axis=1),
    }
    return {k: np.asarray(v, dtype=np.float32) for k, v in out.items()}
