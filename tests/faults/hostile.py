"""A delivery whose every name is an attack, beside the same postings under harmless names.

Hostile postings are of 2019, their harmless twins of 2020: what is counted must be equal. All is invented.
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

DATABASE = Path(tempfile.gettempdir()) / "credscope_attacked.db"
"""What a name tries to make outside every folder of the test."""

NAMES = (
    "'; drop table postings; --",
    f"\"; attach '{DATABASE}' as x; --",
    "'); copy (select 1) to 'credscope_attacked.csv'; --",
    "' || read_text('/etc/passwd') || '",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://attacked.invalid/","Open")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "  =1+1",
    "'=1+1",
    "＝1+1",
    "</script><script>alert(1)</script> tag",
    "&lt;/script&gt;&lt;svg onload=alert(1)&gt;",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>",
    '"><details open ontoggle=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "<!--><svg onload=alert(1)>",
    "]]><!--",
    "javascript:alert(1)//",
    "{{ 7 * 7 }}{% raw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "$(touch credscope_attacked)`touch credscope_attacked`",
    "../../../../credscope_attacked",
    "-rf --output=credscope_attacked",
    "%s%n%00%2e%2e%2f",
    "\\'; drop table postings; --\\",
    "\x1b]0;attacked\x07\x1b[31mred",
    "right\u202eto left\u2028next",
    "null",
    "__proto__",
    "constructor",
)  # fmt: skip
JOBS = (
    ("Software Developer", "15-1252"),
    ("Help Desk Technician", "15-1232"),
    ("Project Manager", "13-1082"),
)
CREDENTIAL = "Cloud Certificate"
FOLDER = "-rf; 'drop' \"table\" $(touch credscope_attacked) {{ 7 * 7 }} <b>é\n2021-06-30"
MAPPING = "'; drop mapping {{ 7 * 7 }}.yml"
FILES = ("'; drop table job; --.csv", "-o [ab]*?.csv")
COLUMNS = {
    "source_posting_id": "id'; drop table postings; --",
    "title": '=HYPERLINK("http://attacked.invalid/")',
    "employer_name": "<script>alert(1)</script>",
    "credential_names": 'names"); --',
    "description": "../../text\n{{ 7 * 7 }}",
    "posted_date": "@day",
    "occupation_code": "code\\'",
    "url": "__proto__",
    "location_text": "-place",
}
BETWEEN = " ;; "


def postings() -> list[dict[str, str]]:
    """Each name with each job, hostile and harmless in turn, by column of the posting contract."""
    rows = []
    for number, name in enumerate(NAMES):
        for place, (job, code) in enumerate(JOBS):
            for year, said in ((2019, name), (2020, f"Harmless {number}")):
                own = number * len(JOBS) + place
                rows.append(
                    {
                        "source_posting_id": f"{said} {year} {own}",
                        "title": f"{said} {job} {number}",
                        "employer_name": f"{said} Works {number}",
                        "credential_names": f"{said} {CREDENTIAL} {number}{BETWEEN}{CREDENTIAL}",
                        "description": f"{said} {job}. A {said} {CREDENTIAL} {number} is asked. Task {own}.",
                        "posted_date": f"{year}-{place + 3:02d}-{number % 27 + 1:02d}",
                        "occupation_code": "" if place == 0 and number % 4 == 0 else code,
                        "url": f"javascript:alert({own})//{said}",
                        "location_text": "Springfield, IL",
                    }
                )
    return rows


def write_delivery(parent: Path) -> tuple[Path, Path]:
    """The delivery, a folder of two CSV files, and the mapping that it needs."""
    folder = parent / FOLDER
    folder.mkdir()
    rows = postings()
    for name, held in zip(FILES, (rows[::2], rows[1::2]), strict=True):
        with (folder / name).open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, list(COLUMNS.values()))
            writer.writeheader()
            writer.writerows({COLUMNS[key]: value for key, value in row.items()} for row in held)
    import yaml

    said = {
        "source": "hostile_board",
        "recognise": [COLUMNS["title"]],
        "columns": COLUMNS,
        "constants": {"country": "US", "occupation_scheme": "soc_2018"},
        "separators": {"credential_names": BETWEEN},
    }
    mapping = parent / MAPPING
    mapping.write_text(yaml.safe_dump(said), encoding="utf-8")
    return folder, mapping
