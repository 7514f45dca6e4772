"""Stems: which word of a story is the one that a question uses, in another tense or number."""

from __future__ import annotations

_IRREGULAR = {
    form: verb
    for verb, forms in {
        "say": "said",
        "tell": "told",
        "win": "won winner",
        "write": "wrote written",
        "make": "made",
        "lead": "led",
        "hold": "held",
        "build": "built",
        "take": "took taken",
        "give": "gave given",
        "find": "found",
        "become": "became",
        "come": "came",
        "go": "went gone",
        "run": "ran",
        "buy": "bought",
        "sell": "sold",
        "pay": "paid",
        "lose": "lost",
        "leave": "left",
        "meet": "met",
        "speak": "spoke spoken",
        "begin": "began begun",
        "beat": "beaten",
        "sing": "sang sung",
        "bring": "brought",
        "teach": "taught",
        "think": "thought",
        "send": "sent",
        "fight": "fought",
        "choose": "chose chosen",
        "draw": "drew drawn",
        "break": "broke broken",
        "drive": "drove driven",
        "steal": "stole stolen",
        "see": "saw seen",
        "keep": "kept",
        "fall": "fell fallen",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people",
    }.items()
    for form in forms.split()
}
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "e", "s", "y")


def stem(word: str) -> str:
    """What the forms of a word have in common: `carr` of carry and carried, `win` of won. Lower case."""
    lower = word.lower().removesuffix("’s").removesuffix("'s")
    lower = _IRREGULAR.get(lower, lower)
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3 and not lower.endswith("ss"):
            lower = lower.removesuffix(ending)
            break
    doubled = len(lower) > 3 and lower[-1] == lower[-2] and lower[-1] in "bdgmnpt"
    return lower[:-1] if doubled else lower
