"""What is counted about education in one posting: lowest level, preferred level, what may replace it."""

from __future__ import annotations

from credscope.accuracy.counts import Counts, Hits, flag_hits
from credscope.accuracy.labelled import Row


def education_counts(label: Row, reading: Row) -> Counts:
    """Counts of one posting. A preferred level is right where it is the labelled one; most postings have
    none, so that precision and recall over those that name one say more than the accuracy."""
    said, got = label["preferred_education"], reading["preferred_education"]
    same = int(said == got)
    named = int(said is not None and said == got)
    preferred = Hits(named, int(got is not None) - named, int(said is not None) - named)
    replaced = flag_hits(label["degree_substitutable"], reading["degree_substitutable"])
    return (
        {
            "education.min_accuracy": (int(label["min_education"] == reading["min_education"]), 1),
            "education.preferred_accuracy": (same, 1),
        }
        | preferred.counts("education.preferred_")
        | replaced.counts("substitution.")
    )
