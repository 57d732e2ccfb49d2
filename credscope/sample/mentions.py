"""How often credentials are named, beyond what the brief prints: full-size counts, sets and free riders.

The brief's top tens come from the published seeds. Here stand the fillers below them, the share of big tech,
the sets of credentials that stand together, and credentials without any keyword, which must not match.
Names come from the catalogue of credentials; `uncatalogued:` ones are names that no catalogue knows.
"""

from __future__ import annotations

UNCATALOGUED = {
    "uncatalogued:fenwick_data_custodian_certificate": "Fenwick Data Custodian Certificate",
    "uncatalogued:tallis_cloud_practitioner_badge": "Tallis Cloud Practitioner Badge",
    "uncatalogued:brandywell_marketing_data_specialist": "Brandywell Marketing Data Specialist",
}

FILLERS: dict[str, dict[str, int]] = {
    "technical_1": {
        "ocp": 17_840,
        "mcitp": 14_905,
        "aws_certified_solutions_architect": 12_012,
        "mcdba": 11_160,
        "mcpd": 10_420,
        "veeam_vmce": 9_730,
        "aws_developer_associate": 9_085,
        "gcp_professional_cloud_architect": 8_350,
        "java_programmer": 7_640,
        "ccsp": 7_015,
        "aws_sysops_administrator_associate": 6_390,
        "certified_software_quality_engineer": 5_720,
        "azure_administrator_associate": 5_105,
        "mcad": 4_480,
        "microsoft_office_specialist": 3_860,
        "gcp_professional_data_engineer": 3_240,
        "uncatalogued:fenwick_data_custodian_certificate": 2_610,
        "microsoft_sql_server_certification": 1_985,
        "tensorflow_developer": 1_370,
        "aws_machine_learning_specialty": 1_140,
        "uncatalogued:tallis_cloud_practitioner_badge": 750,
    },
    "technical_2": {
        "certified_reliability_engineer": 7_180,
        "mcitp": 6_390,
        "microsoft_office_specialist": 5_610,
        "certified_software_quality_engineer": 4_870,
        "mcsd": 4_090,
        "rhce": 3_340,
        "oracle_certification": 2_650,
        "automation_certification": 2_020,
        "aws_cwi": 1_900,
        "civil_engineering_certificate": 800,
        "aws_certified_solutions_architect": 1_460,
        "veeam_vmce": 1_075,
    },
    "product": {
        "oracle_certification": 2_170,
        "engineer_in_training": 2_095,
        "certified_software_project_manager": 1_960,
        "mcsd": 1_905,
        "mcse_legacy": 1_790,
        "rhce": 1_685,
        "google_adwords_training": 1_570,
        "aws_certified_solutions_architect": 1_465,
        "certified_reliability_engineer": 1_350,
        "mcitp": 1_235,
        "ccsp": 1_120,
        "microsoft_office_specialist": 1_005,
        "gcp_professional_cloud_architect": 890,
        "certified_software_quality_engineer": 775,
        "marketing_automation_certification": 660,
        "mcdst": 545,
    },
    "commercial": {
        "oracle_certification": 532,
        "rhce": 518,
        "mcsd": 505,
        "microsoft_office_specialist": 491,
        "google_analytics_certification": 478,
        "computer_applications": 464,
        "cqe": 451,
        "aws_certified_solutions_architect": 437,
        "mcse_legacy": 424,
        "engineer_in_training": 410,
        "civil_engineering_certificate": 397,
        "automation_certification": 383,
        "certified_software_quality_engineer": 370,
        "mcitp": 356,
        "aws_developer_associate": 343,
        "uncatalogued:brandywell_marketing_data_specialist": 290,
        "ccsp": 210,
    },
}

BIG_TECH: dict[str, dict[str, int]] = {
    "technical_1": {
        "mcse": 3_300, "mcsd": 1_070, "licensed_professional_engineer": 46, "mcsa": 560, "mcts": 520,
        "mcp": 330,
        "oracle_certification": 430, "rhce": 390, "abet_accreditation": 120, "mcse_legacy": 210,
        "aws_certified_solutions_architect": 330, "gcp_professional_cloud_architect": 240,
    },
    "technical_2": {
        "mcse": 330, "licensed_professional_engineer": 560, "mcsa": 120, "mcts": 80, "mcp": 110,
        "abet_accreditation": 290, "cqe": 170, "engineer_in_training": 60, "mcse_legacy": 40,
    },
    "product": {
        "mcse": 110, "mcsd": 32, "licensed_professional_engineer": 180, "mcsa": 20, "mcts": 12, "mcp": 20,
        "abet_accreditation": 60, "automation_certification": 45, "computer_applications": 30,
    },
    "commercial": {
        "mcse": 30, "licensed_professional_engineer": 20, "mcsa": 5, "mcts": 5, "mcp": 10,
        "google_adwords_training": 130, "marketing_automation_certification": 25,
    },
}  # fmt: skip

BIG_TECH_POSTING_WEIGHT = {"technical_1": 0.60, "technical_2": 0.08, "product": 0.24, "commercial": 0.08}

RECIPES: dict[str, list[tuple[tuple[str, ...], float]]] = {
    "technical_1": [
        (("mcse", "mcsa"), 30), (("mcse", "mcsa", "mcp"), 9), (("mcse", "mcsa", "mcp", "mcts"), 4),
        (("mcse", "mcp"), 8), (("mcse", "rhce"), 4), (("oracle_certification", "mcsd"), 5),
        (("mcsd", "mcts"), 4), (("mcsa", "mcse_legacy"), 5),
        (("abet_accreditation", "licensed_professional_engineer"), 6), (("mcp", "mcts", "mcse_legacy"), 3),
    ],
    "technical_2": [
        (("abet_accreditation", "licensed_professional_engineer"), 34), (("mcsa", "mcp"), 12),
        (("mcsa", "mcse", "mcp"), 6), (("mcp", "mcsa", "mcse", "mcts"), 3),
        (("licensed_professional_engineer", "engineer_in_training"), 18), (("cqe", "abet_accreditation"), 9),
        (("mcp", "mcdst"), 5),
    ],
    "product": [
        (("licensed_professional_engineer", "abet_accreditation"), 40), (("mcse", "mcsa"), 14),
        (("mcse", "mcsa", "mcp"), 7), (("mcse", "mcsa", "mcp", "mcts"), 4),
        (("cqe", "abet_accreditation"), 8),
    ],
    "commercial": [
        (("google_adwords_training", "marketing_automation_certification"), 30), (("mcse", "mcsa"), 16),
        (("mcse", "mcsa", "mcp"), 6), (("mcse", "mcsa", "mcp", "mcts"), 3),
        (("licensed_professional_engineer", "abet_accreditation"), 20),
    ],
}  # fmt: skip

ORDER: tuple[str, ...] = (
    "google_adwords_training", "google_analytics_certification", "marketing_automation_certification",
    "marketing_cloud_consultant", "uncatalogued:brandywell_marketing_data_specialist", "mcse", "mcsa",
    "mcp", "mcts",
    "mcse_legacy", "mcdst", "mcitp", "veeam_vmce", "microsoft_office_specialist",
    "computer_applications", "rhce", "ccsp", "aws_sysops_administrator_associate",
    "azure_administrator_associate", "aws_certified_solutions_architect",
    "gcp_professional_cloud_architect", "uncatalogued:tallis_cloud_practitioner_badge",
    "oracle_certification", "ocp", "mcdba",
    "uncatalogued:fenwick_data_custodian_certificate", "microsoft_sql_server_certification",
    "gcp_professional_data_engineer", "mcsd", "mcpd", "mcad", "aws_developer_associate",
    "java_programmer", "certified_software_project_manager",
    "certified_software_quality_engineer", "tensorflow_developer", "aws_machine_learning_specialty",
    "automation_certification", "aws_cwi", "cqe", "certified_reliability_engineer", "abet_accreditation",
    "licensed_professional_engineer", "engineer_in_training", "civil_engineering_certificate",
)  # fmt: skip

PROJECT_MANAGEMENT: dict[str, dict[tuple[str, ...], float]] = {
    "technical_1": {("pmp",): 1.1, ("pmp", "prince2"): 0.1, ("csm",): 0.3, ("pmi_acp",): 0.2},
    "technical_2": {("pmp",): 0.7, ("capm",): 0.1},
    "product": {
        ("pmp",): 4.9, ("pmp", "pmi_acp"): 0.4, ("pmp", "prince2"): 0.4, ("pmp", "capm"): 0.3,
        ("pmp", "csm"): 0.3, ("capm",): 1.1, ("csm",): 0.9, ("prince2",): 0.8,
        ("pmi_acp",): 0.7, ("cspo",): 0.6, ("pgmp",): 0.4,
    },
    "commercial": {("pmp",): 0.5, ("prince2",): 0.1},
}  # fmt: skip

WITHOUT_KEYWORD: dict[str, tuple[str, ...]] = {
    "network": ("ccna", "ccna_security", "ccnp", "comptia_network_plus", "comptia_a_plus", "itil_foundation"),
    "systems": ("cissp", "itil_foundation", "ccna", "togaf"),
    "security": ("cissp", "cism", "ccna_security", "comptia_security_plus", "ceh", "gsec"),
    "support": ("comptia_a_plus", "comptia_network_plus", "itil_foundation", "hdi", "ibm_skillsbuild"),
    "analysis": ("cbap", "six_sigma_green_belt", "itil_foundation"),
    "data": ("itil_foundation", "six_sigma_green_belt", "coursera_certificate", "udacity_nanodegree"),
    "science": ("six_sigma_green_belt", "udacity_nanodegree", "micromasters"),
    "software": ("istqb", "itil_foundation", "comptia_security_plus", "codecademy", "edx_certificate"),
    "engineering": ("six_sigma_green_belt", "six_sigma_black_belt", "leed_ap", "drivers_license"),
    "engineering_management": ("six_sigma_black_belt", "leed_ap"),
    "management": ("six_sigma_black_belt", "itil_foundation", "drivers_license"),
    "project": ("six_sigma_green_belt", "itil_foundation"),
    "compliance": ("cia", "cams", "bar_admission"),
    "marketing": ("hubspot_inbound", "drivers_license", "trailhead_badge"),
    "sales": ("drivers_license",),
    "operations": ("cpp", "leed_ap", "cbcp"),
}
