"""Text of others as a terminal may show it: visible, and without a word to the terminal itself.

File names, titles and names of employers may hold characters that move the cursor, colour the screen or turn
the reading direction. Files keep them; what is printed for people shows them as escapes.
"""

from __future__ import annotations

import unicodedata

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
_KEPT = "\n\t"


def shown(text: object) -> str:
    """`text` with every control character but line end and tab, and halves of characters, as escapes."""
    said = str(text)
    if said.isascii() and said.isprintable():
        return said
    return "".join(_escaped(letter) if _speaks(letter) else letter for letter in said)


def _speaks(letter: str) -> bool:
    return letter not in _KEPT and (unicodedata.category(letter) in ("Cc", "Cs") or letter in _TURNING)


def _escaped(letter: str) -> str:
    return f"\\x{ord(letter):02x}" if letter.isascii() else f"\\u{ord(letter):04x}"
