"""How far what is said of a level reaches: its clause, and the next line where the text is broken by width.

Where clauses begin belongs to `clauses`.
"""

from __future__ import annotations

from credscope.reading.sections import Layout


def has_any(piece: str, stems: tuple[str, ...]) -> bool:
    """Whether one of `stems` stands in `piece`: what is asked before a pattern that costs more."""
    for stem in stems:  # noqa: SIM110 - a generator would cost as much as what it saves
        if stem in piece:
            return True
    return False


def sentence(layout: Layout, at: int) -> tuple[int, int]:
    """Start and end of the clause around position `at`, with the line that carries its sentence on."""
    first, last = layout.clause(at)
    text = layout.text
    if text[last - 1] != "\n" or not text[last : last + 2].islower() or not text[last : last + 2].isalpha():
        return first, last
    return first, layout.clause(last)[1]
