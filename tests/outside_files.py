"""Files as the Bureau of Labor Statistics and the Indeed Hiring Lab hand them out, with invented numbers."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

OEWS = (
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE",
    "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "A_MEAN",
)  # fmt: skip
NATION = ("99", "U.S.", "1", "US", "000000", "Cross-industry", "cross-industry", "1235")

FORMATS = "http://schemas.openxmlformats.org"
MAIN = f"{FORMATS}/spreadsheetml/2006/main"
LEADS = f"{FORMATS}/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{FORMATS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{FORMATS}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{LEADS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LEADS}">'
    '<sheets><sheet name="All May data" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{FORMATS}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{LEADS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def oews(path: Path, jobs: Mapping[str, object], more: Iterable[tuple] = ()) -> Path:
    """The file "All data" as CSV: jobs by SOC code in the nation, totals and an industry beside them."""
    rows = [(*NATION, "00-0000", "All Occupations", "total", "151,000,000", "0.1", "60000")]
    rows += [(*NATION, "15-0000", "Computer Occupations", "major", "5,000,000", "0.5", "100000")]
    rows += [
        (*NATION, code, f"Title of {code}", "detailed", count, "1.2", "#") for code, count in jobs.items()
    ]
    industry = ("99", "U.S.", "1", "US", "510000", "Information", "sector", "5")
    rows += [(*industry, code, f"Title of {code}", "detailed", "7", "1.2", "*") for code in jobs]
    return _written(path, OEWS, [*rows, *more], ",")


def jolts(path: Path, months: Mapping[str, float], industry: str = "000000", season: str = "U") -> Path:
    """The survey's text file: thousands of openings by month, YYYY-MM, with other series beside them."""
    rows = []
    for element in ("JOL", "JOR", "HIL"):
        series = f"JT{season}{industry}000000000{element}"
        for month, thousands in months.items():
            value = f"{thousands:12}" if element == "JOL" else "3.1"
            rows.append((f"{series:30}", month[:4], f"M{month[5:]}", value, ""))
        rows.append((series, "2020", "M13", "99", ""))
    headings = (f"{'series_id':30}", "year", "period", f"{'value':>12}", "footnote_codes")
    return _written(path, headings, rows, "\t")


def indeed(path: Path, months: Mapping[str, float], country: str = "US") -> Path:
    """The AI tracker: per cent by day, the mean of each month as given in `months` as a share."""
    rows = []
    for month, share in months.items():
        rows += [(f"{month}-01", country, 90 * share), (f"{month}-15", country, 110 * share)]
        rows += [(f"{month}-01", "GB", 4.25)]
    return _written(path, ("date", "jobcountry", "AI_share_postings"), rows, ",")


def workbook(table: Path) -> Path:
    """A CSV as the first sheet of a workbook beside it, whole numbers as numbers."""
    with table.open(newline="", encoding="utf-8") as opened:
        lines = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in csv.reader(opened))
    path = table.with_suffix(".xlsx")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in PARTS.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def _cell(value: str) -> str:
    if value.isdecimal():
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _written(path: Path, headings: Iterable[str], rows: Iterable[tuple], delimiter: str) -> Path:
    with path.open("w", newline="", encoding="utf-8") as opened:
        writer = csv.writer(opened, delimiter=delimiter)
        writer.writerow(headings)
        writer.writerows(rows)
    return path
