"""The plain ways to code an occupation: looking the whole title up, and a linear classifier.

The classifier is fitted on the very labels it is measured with, by cross-validation that never fits and
measures on one employer; it knows more of these postings than the reading does.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from credscope.rules import Rules

FOLDS = 5
_COLUMNS = 1 << 13
_RIDGE = 0.3
_WORD = re.compile(r"[a-z][a-z0-9+#]+")

Matrix = npt.NDArray[np.float32]


def looked_up(titles: Sequence[str | None], rules: Rules) -> list[str | None]:
    """The code of each title that is, word for word, an official one, a phrase of the lexicon or one of the
    reference that was fetched; None for every other."""
    codes = {_folded(title): code for title, code in rules.listed_titles.items()}
    surest_last = sorted(rules.phrases, key=lambda row: row.probability)
    codes |= {_folded(row.phrase): row.soc_code for row in surest_last}
    codes |= {_folded(title): code for code, title in rules.soc_titles.items()}
    return [codes.get(_folded(title or "")) for title in titles]


def classified(postings: pa.Table, codes: Sequence[str], with_text: bool) -> list[str]:
    """The code that a linear classifier gives each posting, fitted on the postings of other employers.

    Ridge regression on one column per code, over the words and pairs of words of the title and, `with_text`,
    the words of the description. `codes` are the labelled ones, in the order of `postings`.
    """
    titles = [_words(title) for title in postings["title"].to_pylist()]
    weighed = _weighed([[*words, *map(" ".join, pairwise(words))] for words in titles])
    if with_text:
        texts = [_words(text) for text in postings["description"].to_pylist()]
        weighed = np.hstack([weighed, _weighed(texts)])
    alike = weighed @ weighed.T
    classes = sorted(set(codes))
    targets = (np.array(codes)[:, None] == np.array(classes)).astype(np.float32)
    folds = np.array([_fold(*each) for each in _employers(postings)])
    chosen = np.zeros(len(codes), np.int64)
    for fold in range(FOLDS):
        out = folds == fold
        if not out.any() or out.all():
            continue
        known = alike[np.ix_(~out, ~out)]
        mean = targets[~out].mean(axis=0)
        ridge = known + _RIDGE * np.eye(len(known), dtype=np.float32)
        solved = np.linalg.solve(ridge, targets[~out] - mean)
        chosen[out] = (alike[np.ix_(out, ~out)] @ solved + mean).argmax(axis=1)
    return [classes[at] for at in chosen]


def _employers(postings: pa.Table) -> list[tuple[str | None, str | None]]:
    return list(zip(postings["employer_name"].to_pylist(), postings["title"].to_pylist(), strict=True))


def _fold(employer: str | None, title: str | None) -> int:
    """Part that an employer's postings belong to; that of the title where no employer is named."""
    named = (employer or title or "").strip().lower()
    return hashlib.sha256(named.encode()).digest()[0] % FOLDS


def _weighed(texts: list[list[str]]) -> Matrix:
    """A row of length 1 per text: how often each word stands in it, rare words weighing more."""
    counts = np.zeros((len(texts), _COLUMNS), np.float32)
    for row, words in enumerate(texts):
        for word in words:
            counts[row, zlib.crc32(word.encode()) % _COLUMNS] += 1
    rarity = np.log((1 + len(texts)) / (1 + (counts > 0).sum(axis=0))).astype(np.float32)
    weights = np.log1p(counts) * rarity
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    return np.asarray(weights / np.maximum(lengths, 1e-9), np.float32)


def _words(text: str | None) -> list[str]:
    return _WORD.findall((text or "").lower())


def _folded(title: str) -> str:
    return " ".join(re.findall(r"[a-z0-9+#]+", title.lower()))
