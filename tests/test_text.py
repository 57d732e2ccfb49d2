"""What is stored of a text: lines of HTML, repaired accents, no e-mail address and no telephone number."""

from __future__ import annotations

import pyarrow as pa
import pytest

from credscope.text import clean_line, clean_text, mask


def cleaned(text: str) -> str | None:
    return clean_text(pa.array([text], pa.string()))[0].as_py()


def masked(text: str) -> str:
    return mask(pa.array([text], pa.string()))[0].as_py()


@pytest.mark.parametrize(
    "number",
    [
        "555-123-4567", "(555) 123-4567", "(555)123-4567", "555.123.4567", "555 123 4567", "1-800-555-0199",
        "+1 555 123 4567", "+1 (555) 123-4567", "+44 20 7946 0958", "+49 (0) 30 901820", "+15551234567",
    ],
)  # fmt: skip
def test_telephone_numbers_are_masked(number: str) -> None:
    """Prevents a recruiter's number from being stored, in any of its usual spellings."""
    assert masked(f"Call {number} or write") == "Call [phone] or write"
    assert masked(f"({number})").count("[phone]") == 1


def test_bare_digits_are_a_number_only_where_they_are_called_one() -> None:
    """Prevents ten digits after "Phone:" from being stored, and an id of ten digits from being lost."""
    assert masked("Phone: 5551234567, tel 5551234567") == "Phone: [phone], tel [phone]"
    assert masked("Requisition 5551234567") == "Requisition 5551234567"


@pytest.mark.parametrize(
    "text",
    [
        "posted 2019-03-05 until 03/05/2019", "2010-2011-2012", "$100,000 - 120,000", "$55,000.00-65,000.00",
        "Req. 123-456-7890123", "JR-555-123-4567", "NIST 800-171 and 800-53", "ISO 27001:2013", "24-7-365",
        "10+ years, 5 + 3", "ZIP 60601-1234", "https://x.example/555-123-4567", "041-555-1234",
        "v10.100.200.3000",
        "401(k) 403(b)", "grades 1-12, 100-200 students", "+5 years\n2021\n2022\n2023", "555-123-45678",
    ],
)  # fmt: skip
def test_dates_pay_and_ids_stay(text: str) -> None:
    """Prevents dates, salaries, standards and ids from being taken for telephone numbers."""
    assert masked(text) == text


def test_email_addresses_are_masked() -> None:
    """Prevents an address from being stored; a handle or a price "@ 5" is none."""
    assert masked("Write to jane.doe+jobs@mail.example.co.uk.") == "Write to [email]."
    assert masked("<a@b.example>") == "<[email]>"
    assert masked("@example, 10 @ 5.00, name@host") == "@example, 10 @ 5.00, name@host"


def test_html_keeps_lines_and_lists() -> None:
    """Prevents "DescriptionAccounting": blocks, breaks and list items of HTML begin new lines."""
    text = (
        "<h2>Duties</h2><p>One &amp; two<br>three</p><ul><li>First</li><li>Second</li></ul><p>x@y.example</p>"
    )
    assert cleaned(text) == "Duties\n\nOne & two\nthree\n\n• First\n• Second\n\n[email]"


def test_html_leaves_scripts_out_and_source_breaks_mean_nothing() -> None:
    """Prevents scripts from becoming text and wrapped source from becoming lines."""
    assert cleaned("<div>a\n   b<script>var x</script></div>\n<div>c</div>") == "a b\n\nc"


def test_escaped_html_is_html() -> None:
    """Prevents a doubly escaped description from being stored as tags."""
    assert cleaned("&lt;p&gt;R&amp;amp;D&lt;/p&gt;") == "R&D"


@pytest.mark.parametrize("text", ["jobs <at> example", "<5 years and >2 years", "A & B", "x &y; z", "if a<b"])
def test_plain_text_is_no_html(text: str) -> None:
    """Prevents words in angle brackets and lone ampersands of plain text from being swallowed."""
    assert cleaned(text) == text


def test_unknown_tags_survive_beside_known_ones() -> None:
    """Prevents "<at>" from vanishing because the same text has a <br>."""
    assert cleaned("one<br>jane <at> example\ntwo") == "one\njane <at> example\ntwo"


@pytest.mark.parametrize(
    ("broken", "right"),
    [("Full-Time â€“ 35", "Full-Time – 35"), ("itâ€™s", "it’s"), ("cafÃ©", "café"), ("Ã¢â‚¬â„¢s", "’s"),
     ("Â§ 3", "§ 3"),
     ("SÃO PAULO", "SÃO PAULO"), ("château", "château")],
)  # fmt: skip
def test_broken_accents_are_repaired(broken: str, right: str) -> None:
    """Prevents text that was read in the wrong encoding upstream from hiding dashes and bullets."""
    assert cleaned(broken) == right


def test_lines_blanks_and_control_characters() -> None:
    """Prevents three kinds of line end, null bytes and blank strings from reaching the lake."""
    assert cleaned("a\r\nb\rc\x00\u00a0d") == "a\nb\nc d"
    assert clean_text(pa.array([" \n ", None])).to_pylist() == [None, None]
    assert clean_line(pa.array(["  Data\n Engineer  "])).to_pylist() == ["Data Engineer"]
