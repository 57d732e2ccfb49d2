"""Whether one text says what another says in other words: sentence by sentence, whatever their order.

An employer's ads for different jobs share its standing paragraphs, so what counts is how much of the shorter
text the other one has too. Only pairs that a sketch could not decide come here.
"""

from __future__ import annotations

import re

import numpy as np

_END = re.compile(r"[.!?;:•|\n]+|(?<=[a-z)])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z0-9+#]+")
_LEAST_WORDS = 3


def said_again(one: str, other: str, similarity: float) -> tuple[int, int]:
    """How many words of the shorter text stand in sentences that the other has too, and how many it has.

    Two sentences are the same where words they share, in any order, make up `similarity` of their letters.
    """
    from rapidfuzz import fuzz, process

    short, long = sorted((_sentences(one), _sentences(other)), key=lambda text: sum(map(len, text)))
    if not short or not long:
        return 0, 0
    scores = process.cdist(short, long, scorer=fuzz.token_sort_ratio, score_cutoff=100 * similarity)
    words = np.array([sentence.count(" ") + 1 for sentence in short])
    return int(words[scores.max(axis=1) > 0].sum()), int(words.sum())


def _sentences(text: str) -> list[str]:
    """Sentences as words in small letters; headings and other scraps are left out."""
    found = (_WORD.findall(part.lower()) for part in _END.split(text))
    return [" ".join(words) for words in found if len(words) >= _LEAST_WORDS]
