"""What a text was read as, as the ids of the catalogue."""

from __future__ import annotations

from credscope.reading import read_text
from credscope.rules import Rules


def identities(text: str, rules: Rules) -> list[str | None]:
    """Catalogue ids of the credentials in `text`, in order; None where a name has no entry."""
    found = sorted(read_text(text, rules)["credentials"], key=lambda credential: credential["start"])
    return [credential["credential_id"] for credential in found]
