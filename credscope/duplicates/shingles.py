"""Texts as sets of shingles, and sketches of such sets. What texts are compared for is decided elsewhere.

A shingle is sixteen letters or digits in a row, about three words, whatever stands between them: boards
change case, punctuation and spaces, and lose line breaks. Other alphabets than the Latin are left out.
"""

from __future__ import annotations

import string

import numpy as np
import pyarrow as pa

SLOTS = 128
"""Hashes of a sketch: of two sketches alike in a share s of them, the sets are alike in s ± 4 points."""

_SEED = 2021
_HALF = 8
_WIDTH = 2 * _HALF
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
_KEPT = string.ascii_lowercase + string.digits
_FOLDED = np.zeros(256, np.uint8)
_FOLDED[list(_KEPT.encode())] = list(_KEPT.encode())
_FOLDED[list(string.ascii_uppercase.encode())] = list(string.ascii_lowercase.encode())


def sketched(texts: pa.Array) -> pa.Table:
    """Sketches of a string column, row by row; null is an empty text.

    Columns: text_key (uint64, equal for texts with the same shingles), shingle_count (int32) and sketch
    (SLOTS numbers of four bytes).
    """
    from rensa import RMinHash

    hashes, starts = _shingles(texts)
    counts = np.diff(starts)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, starts, SLOTS, _SEED)
    sketches = np.array(matrix.to_rows(), "<u4").reshape(len(counts), SLOTS)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(hashes, dtype=np.uint64)])
    return pa.table(
        {
            "text_key": pa.array(sums[starts[1:]] - sums[starts[:-1]]),
            "shingle_count": pa.array(counts.astype(np.int32)),
            "sketch": pa.FixedSizeBinaryArray.from_buffers(
                pa.binary(4 * SLOTS), len(counts), [None, pa.py_buffer(sketches.tobytes())]
            ),
        }
    )


def _shingles(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Hashes of all shingles, text after text; where each text's begin, one more than there are texts."""
    texts = texts.cast(pa.large_string()).fill_null("")
    _, offsets, data = texts.buffers()
    edges = np.frombuffer(offsets, np.int64, len(texts) + 1, 8 * texts.offset)
    folded = _FOLDED[np.frombuffer(data or b"", np.uint8)[edges[0] : edges[-1]]]
    kept = folded > 0
    letters = folded[kept]
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])[edges - edges[0]]
    counts = np.maximum(np.diff(before) - (_WIDTH - 1), 0)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    places = np.arange(starts[-1]) + np.repeat(before[:-1] - starts[:-1], counts)
    return _hashes(letters)[places], starts


def _hashes(letters: np.ndarray) -> np.ndarray:
    """Hash of the shingle that begins at every letter but the last few."""
    if len(letters) < _WIDTH:
        return np.empty(0, np.uint64)
    eights = np.ndarray(len(letters) - _HALF + 1, "<u8", letters.tobytes(), strides=(1,)).astype(np.uint64)
    hashes = eights[:-_HALF] * _MIX[0] ^ eights[_HALF:] * _MIX[1]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX[0]
    hashes ^= hashes >> np.uint64(29)
    return hashes
