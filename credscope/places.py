"""Places as postings write them: "Elkhart, IN", "Austin, Texas, United States", "München, Germany".

A small, honest reader: what it does not know stays unknown. Territories of the United States have country
codes of their own (ISO 3166-1) and are not taken for states.
"""

from __future__ import annotations

import re

import pyarrow as pa

from credscope.distinct import per_distinct

PLACE = pa.struct([("city", pa.string()), ("state", pa.string()), ("country", pa.string())])

_STATES = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|"
    "DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|"
    "KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|"
    "MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|"
    "NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|"
    "PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|"
    "VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"
)
_PROVINCES = "AB|BC|MB|NB|NL|NS|ON|PE|QC|SK"
_COUNTRIES = (
    "US United States|US United States of America|US USA|US U.S.A.|US U.S.|US US|"
    "AE United Arab Emirates|AE UAE|AR Argentina|AT Austria|AU Australia|BD Bangladesh|BE Belgium|"
    "BG Bulgaria|BH Bahrain|BR Brazil|CA Canada|CH Switzerland|CL Chile|CN China|CO Colombia|"
    "CR Costa Rica|CU Cuba|CY Cyprus|CZ Czechia|CZ Czech Republic|DE Germany|DK Denmark|"
    "DO Dominican Republic|EC Ecuador|EE Estonia|EG Egypt|ES Spain|FI Finland|FR France|"
    "GB United Kingdom|GB UK|GB U.K.|GB Great Britain|GB England|GB Scotland|GB Wales|"
    "GB Northern Ireland|GH Ghana|GR Greece|GT Guatemala|GU Guam|HK Hong Kong|HN Honduras|HR Croatia|"
    "HU Hungary|ID Indonesia|IE Ireland|IL Israel|IN India|IS Iceland|IT Italy|JM Jamaica|JP Japan|"
    "KE Kenya|KH Cambodia|KR South Korea|KR Korea|KW Kuwait|KZ Kazakhstan|LK Sri Lanka|LT Lithuania|"
    "LU Luxembourg|LV Latvia|MA Morocco|MT Malta|MX Mexico|MY Malaysia|NG Nigeria|NL Netherlands|"
    "NL The Netherlands|NO Norway|NZ New Zealand|OM Oman|PA Panama|PE Peru|PH Philippines|PK Pakistan|"
    "PL Poland|PR Puerto Rico|PT Portugal|QA Qatar|RO Romania|RS Serbia|RU Russia|SA Saudi Arabia|"
    "SE Sweden|SG Singapore|SI Slovenia|SK Slovakia|TH Thailand|TN Tunisia|TR Turkey|TR Türkiye|"
    "TW Taiwan|UA Ukraine|UG Uganda|UY Uruguay|VE Venezuela|VN Vietnam|ZA South Africa"
)

_ISO_3166 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
)


def _table(text: str) -> dict[str, str]:
    return {name.lower(): code for code, name in (entry.split(" ", 1) for entry in text.split("|"))}


STATE_CODES = _table(_STATES)
COUNTRY_CODES = _table(_COUNTRIES)
_STATE_SET = set(STATE_CODES.values())
_PROVINCE_SET = set(_PROVINCES.split("|"))
_COUNTRY_SET = set(_ISO_3166.split())
_POSTAL = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_AREA = re.compile(r"\s+(?:Metropolitan\s+)?Area$", re.I)


def read_country(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code for a country's code or usual English name; None where it is not known."""
    text = text.strip()
    return text.upper() if text.upper() in _COUNTRY_SET else COUNTRY_CODES.get(text.lower())


def read_state(text: str) -> str:
    """Two-letter code of a U.S. state given by code or name; anything else as it is."""
    text = text.strip()
    return text.upper() if text.upper() in _STATE_SET else STATE_CODES.get(text.lower(), text)


def read_place(text: str) -> dict[str, str | None]:
    """City, state and country of a place as postings write it; each None where the text does not tell.

    "City, ST" and "City, State" are places in the United States. A name alone that is both a state and a
    country or city ("Georgia", "Washington") tells neither.
    """
    text = re.sub(r"\s*\([^)]*\)\s*$", "", text.strip()).replace(" - ", ", ")
    parts = [part for part in (_POSTAL.sub("", part.strip()) for part in text.split(",")) if part]
    country = COUNTRY_CODES.get(parts[-1].lower()) if parts else None
    if country is not None and not (len(parts) == 1 and parts[-1].lower() in STATE_CODES):
        parts.pop()
    elif parts and len(parts) > 1 and parts[-1] in _PROVINCE_SET:
        country = "CA"
    if country in (None, "US"):
        state = _state(parts, alone=country == "US")
        if state is not None:
            parts.pop()
            return {"city": ", ".join(parts) or None, "state": state, "country": "US"}
        return {"city": None, "state": None, "country": country}
    state = parts.pop() if len(parts) > 1 else None
    return {"city": ", ".join(parts) or None, "state": state, "country": country}


def read_places(values: pa.Array) -> pa.Array:
    """`read_place` over a string array, as structs of PLACE."""
    return per_distinct(values, read_place, PLACE)


def _state(parts: list[str], alone: bool) -> str | None:
    """Code of the U.S. state that ends `parts`; alone, a name counts only if it means nothing else."""
    if not parts:
        return None
    last = _AREA.sub("", parts[-1])
    if last in _STATE_SET and (len(parts) > 1 or alone):
        return last
    if len(parts) > 1 or alone or last.lower() not in {"georgia", "washington", "new york"}:
        return STATE_CODES.get(last.lower())
    return None
