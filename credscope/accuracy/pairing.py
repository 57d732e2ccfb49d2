"""Which credential that was read is which labelled one: by the words of their surfaces.

The measure is that of the scorer which comes with the labels, ties included, so that figures can be compared;
what is counted over the pairs belongs to `credentials`.
"""

from __future__ import annotations

import re

from credscope.accuracy.labelled import Row

# Words that say no more than that something is a credential: sharing one of them is no match.
_UNTELLING = frozenset(
    [
        "certified", "certification", "certifications", "certificate", "license", "licence", "licensed",
        "licensure", "credential", "professional", "state", "valid", "current", "the", "and", "for",
    ]
)  # fmt: skip
_TELLING_LETTERS = 3
_WORD = re.compile(r"[a-z0-9+#]+")


def likeness(one: str, other: str) -> float:
    """How far two surfaces name the same credential, 0 (not at all) to 1 (the same words in the same order).

    0.9 where one holds the other as whole words, else half the share of the shorter one's words that both
    have, counting words of three letters or more that tell something.
    """
    ours, theirs = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    spoken, heard = f" {' '.join(ours)} ", f" {' '.join(theirs)} "
    if spoken in heard or heard in spoken:
        return 0.9
    words, others = set(ours), set(theirs)
    telling = [word for word in words & others if len(word) >= _TELLING_LETTERS and word not in _UNTELLING]
    return 0.5 * len(telling) / min(len(words), len(others))


def paired(labelled: list[Row], read: list[Row]) -> list[tuple[Row, Row]]:
    """Labelled and read credentials of one posting that are the same, each used once, the likest first.

    Of equally like ones the later of the list is paired first.
    """
    candidates = sorted(
        (
            (alike, i, j)
            for i, label in enumerate(labelled)
            for j, mention in enumerate(read)
            if (alike := likeness(label["surface"], mention["surface"])) > 0
        ),
        reverse=True,
    )
    free_labels, free_mentions = set(range(len(labelled))), set(range(len(read)))
    pairs = []
    for _, i, j in candidates:
        if i in free_labels and j in free_mentions:
            free_labels.remove(i)
            free_mentions.remove(j)
            pairs.append((labelled[i], read[j]))
    return pairs
