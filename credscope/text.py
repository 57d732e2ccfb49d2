"""Text as it is stored: HTML turned into lines, broken accents repaired, e-mail and telephone numbers masked.

Everything here works on whole columns and touches only the rows that a quick test points at. What the text
says is read in `credscope.reading`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc
from selectolax.lexbor import LexborHTMLParser

_BLOCKS = "p|div|ul|ol|li|h[1-6]|table|tr|section|article|header|footer|blockquote|dl|dt|dd|pre|body|main"
_INLINE = (
    "br|b|i|u|a|em|strong|span|font|small|sub|sup|label|center|td|th|tbody|thead|hr|img|"
    "script|style|html|head|meta"
)
_TAG = re.compile(rf"</?(?:{_BLOCKS}|{_INLINE})(?:\s[^<>]*)?/?>", re.I)
_OTHER_TAG = re.compile(rf"<(?!/?(?:{_BLOCKS}|{_INLINE})(?:\s[^<>]*)?/?>|!--)", re.I)
_BLOCK = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>", re.I)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.I)
_BREAK = re.compile(r"<br\s*/?>|<hr\s*/?>", re.I)
_CELL = re.compile(r"</t[dh]>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_LINE = "\x0b"
_BLANKS = re.compile(rf"[^\S\n{_LINE}]+")
LONGEST = 300_000
"""Characters of a text that are kept, HTML included: nine times the longest of 90,000 real postings."""

_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?![A-Za-z])")
# Three groups with separators; "+" and country code; ten bare digits only after a word for a telephone.
_NORTH_AMERICAN = r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\)[ .-]?|[2-9]\d\d[ .-])\d{3}[ .-]\d{4}(?![\w-]|[.,]\d)"
_INTERNATIONAL = r"\+(?=(?:[ ().-]*\d){8,15}(?!\d))\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?!\w)"
_NAMED = r"(?:(?<=phone)|(?<=tel)|(?<=call)|(?<=cell)|(?<=fax)|(?<=mobile))[:.# ]{1,3}1?\d{10}(?!\d)"
_PHONE = re.compile(rf"(?<![\w$€£#.,/+-])(?:{_INTERNATIONAL}|{_NORTH_AMERICAN})|(?P<named>{_NAMED})", re.I)
_PHONE_HINT = r"\d{3}[ .-]\d{4}|\+\d|(?i:phone|tel|call|cell|fax|mobile)[:.# ]{1,3}\d{10}"

# Letters that UTF-8 turns into when it is read as Windows-1252: "â€“" for a dash, "Ã©" for é.
_MOJIBAKE = re.compile("[ÂÃâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")
_MOJIBAKE_HINT = "â€|Ã.|Â."
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"


def clean_text(values: pa.Array) -> pa.Array:
    """A string column as it is stored: text of HTML, repaired, one kind of line end, masked, no blanks."""
    values = _repaired(from_html(values))
    values = pc.replace_substring(pc.replace_substring(values, "\r\n", "\n"), "\r", "\n")
    values = pc.replace_substring(values, "\u00a0", " ")
    values = mask(_where(values, _CONTROL, lambda text: re.sub(_CONTROL, "", text)))
    values = pc.utf8_trim_whitespace(values)
    return pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)


def clean_line(values: pa.Array) -> pa.Array:
    """`clean_text` for what stands on one line, such as a title: every run of white space is one space."""
    return pc.replace_substring_regex(clean_text(values), r"\s+", " ")


def from_html(values: pa.Array) -> pa.Array:
    """HTML in a string column turned into text that keeps line and list breaks; plain text stays as it is."""
    return _where(_cut(values), r"[<&]", html_to_text)


def _cut(values: pa.Array) -> pa.Array:
    if (pc.max(pc.binary_length(values)).as_py() or 0) <= LONGEST:
        return values
    return pc.utf8_slice_codeunits(values, 0, LONGEST)


def mask(values: pa.Array) -> pa.Array:
    """E-mail addresses in a string column as [email], telephone numbers as [phone]."""
    values = _where(values, r"@", lambda text: _EMAIL.sub("[email]", text))
    return _where(values, _PHONE_HINT, lambda text: _PHONE.sub(_masked_phone, text))


def html_to_text(text: str) -> str:
    """Text of `text` where it holds HTML tags or entities, else `text` itself.

    Only tags of HTML count: "<5 years" or "jobs <at> example" are left alone. Where the markup has blocks,
    line breaks of its source mean nothing; where it has only inline tags they are kept.
    """
    if not _TAG.search(text):
        if "&lt;" in text and _TAG.search(unescaped := html.unescape(text)):
            return html_to_text(unescaped)
        return _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    text = _OTHER_TAG.sub("&lt;", text)
    text = re.sub(r"\s+", " ", text) if _BLOCK.search(text) else re.sub(r"\r\n?|\n", _LINE, text)
    text = _ITEM.sub(f"{_LINE}• ", text)
    text = _BREAK.sub(_LINE, _CELL.sub(lambda match: f" {match.group()}", text))
    text = _BLOCK.sub(lambda match: " " if match.group()[:4].lower() == "</li" else _LINE, text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "head"])
    written = _BLANKS.sub(" ", tree.body.text() if tree.body else "")
    lines = [line.strip() for line in written.split(_LINE)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _repaired(values: pa.Array) -> pa.Array:
    """Twice, because some text was spoilt twice."""
    for _ in range(2):
        values = _where(
            values, _MOJIBAKE_HINT, lambda text: _MOJIBAKE.sub(lambda match: _letter(match.group()), text)
        )
    return values


# Some thousand spellings at most, and a spoilt text is full of them.
@cache
def _letter(letters: str) -> str:
    """The letter that `letters` were made of, or themselves where they are no such ruin."""
    for length in range(len(letters), 1, -1):
        raw = bytearray()
        for letter in letters[:length]:
            try:
                raw += letter.encode("cp1252")
            except UnicodeEncodeError:
                raw += letter.encode("latin-1", "ignore")
        try:
            repaired = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return letters[1:] if "\x80" <= repaired <= "\x9f" else repaired + letters[length:]
    return letters


def _masked_phone(match: re.Match[str]) -> str:
    if match.group("named"):
        return re.sub(r"\d+$", "[phone]", match.group())
    return "[phone]"


def _where(values: pa.Array, pattern: str, change: Callable[[str], str]) -> pa.Array:
    """`values` with `change` applied to those that match the RE2 `pattern`."""
    hits = pc.fill_null(pc.match_substring_regex(values, pattern), False)
    if not pc.any(hits).as_py():
        return values
    changed = [change(text) for text in values.filter(hits).to_pylist()]
    return pc.replace_with_mask(values, hits, pa.array(changed, values.type))
