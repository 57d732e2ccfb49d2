"""What is counted about credentials in one posting: found or not, which one, which kind, which status.

Which mentions belong together is decided in `pairing`, what a labelled name means in `names`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from credscope.accuracy.counts import Counts, Hits, flag_hits
from credscope.accuracy.labelled import Row
from credscope.accuracy.pairing import paired
from credscope.contract import KINDS

Resolve = Callable[[str], str | None]
"""Catalogue id of a labelled name, or None."""


def credential_counts(label: Row, reading: Row, resolve: Resolve) -> Counts:
    """Counts of the credentials of one posting and of its ask for unnamed ones.

    `found` is by the mention; `exact` by the catalogue's id, over labels whose name the catalogue knows;
    kinds are those of the label for what was missed and of the reading for what was invented.
    """
    labelled, read = label["credentials"], reading["credentials"]
    pairs = paired(labelled, read)
    right = len(pairs)
    counts = Hits(right, len(read) - right, len(labelled) - right).counts("credentials.")
    counts["credentials.status_accuracy"] = (sum(a["status"] == b["status"] for a, b in pairs), right)
    counts["credentials.kind_accuracy"] = (sum(a["kind"] == b["kind"] for a, b in pairs), right)
    counts |= _exact(label, reading, pairs, resolve)
    for kind in KINDS:
        same = sum(a["kind"] == b["kind"] == kind for a, b in pairs)
        said, got = (sum(each["kind"] == kind for each in side) for side in (labelled, read))
        counts |= Hits(same, got - same, said - same).counts(f"credentials.{kind}_")
    generic = flag_hits(label["generic_credential"], reading["generic_credential"])
    return counts | generic.counts("generic.")


def disagreements(label: Row, reading: Row, resolve: Resolve) -> tuple[list[Row], list[Row]]:
    """Found credentials whose catalogue id is not the one that their labelled name means; then those whose
    labelled name the catalogue does not know although an entry was read, which cannot be judged."""
    wrong, unjudged = [], []
    spare = _ids(reading["credentials"])
    for labelled, read in paired(label["credentials"], reading["credentials"]):
        expected, got = resolve(labelled["name"]), read["credential_id"]
        told = {
            "id": label["id"], "labelled_surface": labelled["surface"], "labelled_name": labelled["name"],
            "expected_id": expected, "read_surface": read["surface"], "read_id": got,
        }  # fmt: skip
        if expected is None:
            unjudged += [told] if got is not None else []
        elif spare[expected]:
            spare[expected] -= 1
        else:
            wrong.append(told)
    return wrong, unjudged


def _exact(label: Row, reading: Row, pairs: list[tuple[Row, Row]], resolve: Resolve) -> Counts:
    """Counts by catalogue id. A reading that stands for a label without an id is not judged.

    Ids are compared within the posting and not within a pair: of two credentials that share their telling
    words, each may have been paired with the other.
    """
    named = Counter(known for each in label["credentials"] if (known := resolve(each["name"])))
    found = sum(resolve(each["name"]) is not None for each, _ in pairs)
    unjudged = _ids([read for each, read in pairs if resolve(each["name"]) is None])
    ids = _ids(reading["credentials"])
    right = (named & ids).total()
    judged = (ids - (unjudged - named)).total()
    wrong, _ = disagreements(label, reading, resolve)
    rightly = found - len(wrong)
    counts = Hits(right, judged - right, named.total() - right).counts("credentials.exact_")
    counts["credentials.id_accuracy"] = (rightly, found)
    counts["credentials.given_id_accuracy"] = (
        rightly,
        rightly + sum(each["read_id"] is not None for each in wrong),
    )
    counts["credentials.resolved_share"] = (named.total(), len(label["credentials"]))
    return counts


def _ids(read: list[Row]) -> Counter[str]:
    return Counter(each["credential_id"] for each in read if each["credential_id"])
