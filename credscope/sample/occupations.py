"""Which occupations the sample advertises, and in what proportion: codes and weights only.

Within a team the order matters: credentials are dealt in the same order (see `mentions`), so that an
engineering licence meets an engineer and a server certification an administrator.
"""

from __future__ import annotations

from typing import NamedTuple

TEAMS = ("technical_1", "technical_2", "product", "commercial")


class Occupation(NamedTuple):
    """One SOC-2018 code of a team, with its weight among the team's postings and matched postings."""

    soc_code: str
    family: str
    posting_weight: float
    matched_weight: float
    details: dict[str, float]


ALL = {"00": 1.0}

OCCUPATIONS: dict[str, tuple[Occupation, ...]] = {
    "technical_1": (
        Occupation("15-1244", "network", 0.080, 0.288, ALL),
        Occupation(
            "15-1299", "systems", 0.150, 0.214,
            {"08": 61, "00": 14, "09": 12, "05": 5, "01": 2, "02": 2, "03": 1.5, "04": 1.5, "06": 0.7,
             "07": 0.3},
        ),
        Occupation("15-1241", "network", 0.030, 0.045, {"00": 88, "01": 12}),
        Occupation("15-1212", "security", 0.045, 0.060, ALL),
        Occupation("15-1211", "analysis", 0.110, 0.070, {"00": 91, "01": 9}),
        Occupation("15-1242", "data", 0.035, 0.055, ALL),
        Occupation("15-1243", "data", 0.020, 0.018, {"00": 64, "01": 36}),
        Occupation("15-2051", "science", 0.025, 0.020, {"00": 52, "01": 42, "02": 6}),
        Occupation("15-2041", "science", 0.006, 0.004, {"00": 66, "01": 34}),
        Occupation("15-2031", "science", 0.012, 0.009, ALL),
        Occupation("15-2021", "science", 0.001, 0.0015, ALL),
        Occupation("15-2099", "science", 0.002, 0.0028, {"00": 70, "01": 30}),
        Occupation("15-1254", "software", 0.030, 0.010, ALL),
        Occupation("15-1255", "design", 0.012, 0.0055, {"00": 90, "01": 10}),
        Occupation("15-1253", "software", 0.040, 0.022, ALL),
        Occupation("15-1251", "software", 0.025, 0.012, ALL),
        Occupation("15-1252", "software", 0.360, 0.143, ALL),
        Occupation("15-1221", "science", 0.008, 0.007, ALL),
        Occupation("17-2061", "engineering", 0.009, 0.0137, ALL),
    ),
    "technical_2": (
        Occupation("15-1232", "support", 0.400, 0.340, ALL),
        Occupation("17-2112", "engineering", 0.160, 0.170, {"00": 70, "03": 25, "01": 3, "02": 2}),
        Occupation("17-2141", "engineering", 0.150, 0.155, {"00": 90, "02": 8, "01": 2}),
        Occupation(
            "17-2199", "engineering", 0.080, 0.070,
            {"02": 47, "00": 22, "08": 9, "05": 7, "03": 6, "11": 4, "10": 2, "07": 2, "06": 0.7, "09": 0.3},
        ),
        Occupation("17-2071", "engineering", 0.110, 0.120, ALL),
        Occupation("17-2051", "engineering", 0.100, 0.145, {"00": 80, "01": 14, "02": 6}),
    ),
    "product": (
        Occupation("11-9041", "engineering_management", 0.060, 0.240, {"00": 99, "01": 1}),
        Occupation(
            "11-9199", "management", 0.200, 0.360,
            {"00": 94, "02": 2.5, "01": 2, "08": 1, "09": 0.2, "10": 0.2, "11": 0.1},
        ),
        Occupation(
            "13-1041", "compliance", 0.100, 0.070, {"00": 62, "07": 20, "01": 10, "04": 4, "03": 2, "08": 2}
        ),
        Occupation("13-1111", "analysis", 0.340, 0.130, ALL),
        Occupation("13-1082", "project", 0.140, 0.090, ALL),
        Occupation("11-3021", "management", 0.160, 0.110, ALL),
    ),
    "commercial": (
        Occupation("13-1161", "marketing", 0.340, 0.330, {"00": 88, "01": 12}),
        Occupation("11-2011", "marketing", 0.040, 0.070, ALL),
        Occupation("11-2021", "marketing", 0.220, 0.270, ALL),
        Occupation("11-2022", "sales", 0.300, 0.190, ALL),
        Occupation(
            "13-1199", "operations", 0.100, 0.140, {"07": 35, "01": 26, "00": 27, "04": 5, "05": 4, "06": 3}
        ),
    ),
}  # fmt: skip


class Outside(NamedTuple):
    """An occupation outside every team under cset_2021, with weight and credentials of its own."""

    onet_code: str
    family: str
    weight: float
    credentials: tuple[str, ...]


OUTSIDE: tuple[Outside, ...] = (
    Outside("29-1141.00", "nursing", 18, ("registered_nurse", "bls")),
    Outside("31-1131.00", "nursing", 6, ("certified_nursing_assistant", "bls")),
    Outside("53-3032.00", "driving", 14, ("commercial_drivers_license", "drivers_license")),
    Outside("41-2031.00", "retail", 16, ()),
    Outside("41-1011.00", "retail", 7, ("drivers_license",)),
    Outside("43-4051.00", "service", 11, ()),
    Outside("13-2011.00", "accounting", 10, ("cpa", "cma", "computer_applications")),
    Outside("49-9071.00", "maintenance", 6, ("epa_608", "drivers_license", "automation_certification")),
    Outside("11-1021.00", "management", 4, ("pmp", "drivers_license")),
    Outside("17-2011.00", "engineering", 2, ("abet_accreditation", "licensed_professional_engineer")),
    Outside("17-2072.00", "engineering", 2, ("abet_accreditation", "licensed_professional_engineer")),
    Outside("41-9031.00", "sales", 2, ("mcp", "abet_accreditation")),
    Outside("27-3042.00", "operations", 1, ("computer_applications",)),
    Outside("23-1011.00", "compliance", 1, ("bar_admission",)),
)
