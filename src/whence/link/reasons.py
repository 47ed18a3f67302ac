"""Why two tellings are, or are not, taken for one happening: what each group of features adds, and in words."""

from collections.abc import Callable, Mapping

import numpy as np

from whence.link.actors import ALLIED, HOSTILE, PARTY, SAME, UNKNOWN, UNRELATED, WITHIN
from whence.link.features import Floats
from whence.link.model import Scorer
from whence.link.row import Rows
from whence.records.event import Factor

Values = Mapping[str, float]
STANDING = {
    UNKNOWN: "not both told", HOSTILE: "hostile to each other", UNRELATED: "unrelated", ALLIED: "allied",
    PARTY: "of one party", WITHIN: "one a part of the other", SAME: "the same",
}  # fmt: skip


def reasons(scorer: Scorer, a: Rows, b: Rows) -> tuple[Factor, ...]:
    """Return a factor for each group of features, the weightiest first.

    Its value is in log odds: how much lower the score were if the group told nothing.
    """
    features = scorer.features(a, b)
    whole = _log_odds(scorer, features)
    values = dict(zip(scorer.names, features[0].tolist(), strict=True))
    out = []
    for group, (prefixes, words) in GROUPS.items():
        without = features.copy()
        for i, name in enumerate(scorer.names):
            if name.startswith(prefixes):
                without[:, i] = scorer.neutral[name]
        out.append(Factor(group, round(whole - _log_odds(scorer, without), 2), words(values)))
    return tuple(sorted(out, key=lambda f: -abs(f.value)))


def _log_odds(scorer: Scorer, features: Floats) -> float:
    chance = min(max(float(scorer.chances(features)[0]), 0.001), 0.999)
    return float(np.log(chance / (1 - chance)))


def _type(v: Values) -> str:
    return "the same type" if v["type_same"] else "types in common" if v["type_shared"] else "different types"


def _status(v: Values) -> str:
    if v["status_denied"]:
        return "one denies it"
    return "both not said to have happened" if v["status_unreal"] == 2 else (
        "one not said to have happened" if v["status_unreal"] else "both said to have happened"
    )  # fmt: skip


def _place(v: Values) -> str:
    if v["place_same"]:
        return {1: "the same country", 2: "the same region", 3: "the same district"}.get(
            int(v["place_same"]), "the same place"
        )
    if v["place_km"] >= 0:
        return f"places {np.expm1(v['place_km']):.0f} km apart"
    if v["place_named"]:
        return "a name in common that no place was chosen for"
    return "one place holds the other" if v["place_holds"] else "places not both told"


def _time(v: Values) -> str:
    if v["time_gap"] > 0:
        return f"times {np.expm1(v['time_gap']):.0f} days apart"
    if v["time_gap"] == 0:
        return "the same time" if v["time_same"] else "times that overlap"
    if v["time_guess"] > 0:
        return f"by the days of publication {np.expm1(v['time_guess']):.0f} days apart"
    return "times not both told"


def _actors(v: Values) -> str:
    return f"agents {STANDING[int(v['agents_best'])]}, targets {STANDING[int(v['targets_best'])]}"


def _counts(v: Values) -> str:
    if v["count_equal"]:
        return f"both count {np.expm1(v['count_equal']):.0f}"
    if v["count_overlap"]:
        return "counts that can both hold"
    return "different counts" if v["count_ratio"] > 0 else "counts not both told"


def _wording(v: Values) -> str:
    return f"likeness of triggers {v['trigger_alike']:.2f}, of sentences {v['sentence_alike']:.2f}"


def _text(v: Values) -> str:
    return f"{v['names_within']:.0%} of the names and {v['words_within']:.0%} of the other words of one in the other"


def _report(v: Values) -> str:
    return f"likeness of reports {v['report_alike']:.2f}, {v['around_places']:.0f} chief places in common"


def _weight(v: Values) -> str:
    return f"salience {v['salience_least']:.2f} and {v['salience_most']:.2f}"


GROUPS: dict[str, tuple[tuple[str, ...], Callable[[Values], str]]] = {
    "type": (("type_", "family"), _type),
    "status": (("status_",), _status),
    "place": (("place_",), _place),
    "time": (("time_", "earlier"), _time),
    "actors": (("agents_", "targets_", "parties_"), _actors),
    "counts": (("count_", "number_"), _counts),
    "wording": (("trigger_", "sentence_"), _wording),
    "text": (("names_", "words_"), _text),
    "report": (("report_", "around_"), _report),
    "weight": (("salience_", "size_", "offset_"), _weight),
}
"""Names of the factors, the features that each sums up, and what says it in words."""
