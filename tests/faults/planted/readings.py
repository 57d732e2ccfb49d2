"""Faults of reading and linking: code and rules that would put wrong mentions, codes or links in place."""

from __future__ import annotations

from planted.fault import Fault

READING = "credscope/reading/__init__.py"
LINKING = "credscope/duplicates/linking.py"


def _code(file: str, old: str, new: str):
    return lambda ground: ground.edit(file, old, new)


FAULTS = (
    Fault("spans are off by one", _code(READING, '"start": m.start,', '"start": m.start + 1,')),
    Fault(
        "the status of a mention is unheard of",
        _code(READING, '"status": verdict, "start"', '"status": "desired", "start"'),
    ),
    Fault("a mention has no name", _code(READING, '"name": m.name,', '"name": " ",')),
    Fault(
        "a probability is above one",
        _code(
            "credscope/reading/occupation.py",
            "return Code(ranked[0], probability,",
            "return Code(ranked[0], probability + 1,",
        ),
    ),
    Fault(
        "a code that is read is none",
        _code(
            "credscope/reading/occupation.py",
            "return Code(ranked[0], probability,",
            "return Code(ranked[0].replace('-', ''), probability,",
        ),
    ),
    Fault("a posting repeats itself", _code(LINKING, 'there["posting_id"],', 'here["posting_id"],')),
    Fault(
        "the original is later than the copy",
        _code(
            LINKING,
            "rows.named.take(pa.array(numbers)) for numbers in (found.row, found.other)",
            "rows.named.take(pa.array(numbers)) for numbers in (found.other, found.row)",
        ),
    ),
    Fault(
        "links reach beyond the window",
        _code(
            LINKING,
            "np.abs(rows.day[found.row] - rows.day[found.other])",
            "90 + np.abs(rows.day[found.row] - rows.day[found.other])",
        ),
    ),
)
