"""Short forms that stand for something else in the text at hand ("CPA" where it says cost per action).

What a short form may stand for is a rule of the catalogue (column `ambiguity`); where it counts, is here.
"""

from __future__ import annotations

import re

from credscope.reading.mention import Mention

_CUE = r"(?:certif\w*|licen[sc]\w*|credential\w*|accredit\w*|designations?|registration|exams?|charter\w*)"
# Members of one list may stand between a short form and the word about all of them.
_LIST = r"(?:[^\w\n]{1,3}(?:such as|like|including|as|in|an?|or|and|either|[a-z+-]{2,6}(?=[^\w])))"
_CUE_AFTER = re.compile(rf"(?:{_LIST}){{0,6}}\W{{0,3}}(?:\w+\W)?{_CUE}")
_CUE_BEFORE = re.compile(rf"\b{_CUE}(?:{_LIST}){{0,8}}[^\w\n]{{0,3}}$")
_BESIDE = 60


def stands_for_other(text: str, low: str, mention: Mention) -> bool:
    """Whether `text` spells out another meaning of the short form and nothing beside it says credential.

    A text that spells out the credential too decides nothing. `low` is `text` in small letters.
    """
    if mention.credential is None or not mention.credential.ambiguity:
        return False
    meanings = mention.credential.ambiguity.get(text[mention.start : mention.end].rstrip("s"), ())
    if not any(_says(low, meaning) for meaning in meanings):
        return False
    if mention.credential.name.partition(" (")[0].lower() in low:
        return False
    beside = _CUE_BEFORE.search(low[max(0, mention.start - _BESIDE) : mention.start])
    return not (beside or _CUE_AFTER.match(low[mention.end : mention.end + _BESIDE]))


def _says(low: str, meaning: str) -> bool:
    """Whether `meaning` stands in `low` as whole words, a plural s allowed."""
    at = low.find(meaning)
    while at >= 0:
        end = at + len(meaning)
        if low[end : end + 1] == "s":
            end += 1
        if not (low[max(0, at - 1) : at].isalnum() or low[end : end + 1].isalnum()):
            return True
        at = low.find(meaning, at + 1)
    return False
