"""Job titles of the sample, in our own wording: by O*NET-SOC code, else by SOC code.

Titles that build AI systems stand here too; titles that nobody can code are UNCODABLE.
"""

from __future__ import annotations

BUILDS_AI: dict[str, tuple[str, ...]] = {
    "15-1252": ("Machine Learning Engineer", "Deep Learning Software Engineer", "Computer Vision Engineer"),
    "15-1221": ("Machine Learning Research Scientist", "Natural Language Processing Scientist"),
    "15-2051": ("Data Scientist, Machine Learning",),
    "17-2199.08": ("Robotics Perception Engineer",),
}

TITLES: dict[str, tuple[str, ...]] = {
    "15-1244": (
        "Systems Administrator",
        "Network Administrator",
        "Windows Server Administrator",
        "LAN Administrator",
    ),
    "15-1299.08": (
        "Systems Engineer",
        "Systems Architect",
        "IT Infrastructure Engineer",
        "Cloud Systems Engineer",
    ),
    "15-1299.00": ("IT Specialist", "Computer Operations Lead", "IT Coordinator"),
    "15-1299.09": ("IT Project Manager", "Scrum Master", "Technical Project Manager"),
    "15-1299.05": ("Information Security Engineer", "Network Security Engineer"),
    "15-1299.01": ("Web Administrator", "Webmaster"),
    "15-1299.02": ("GIS Analyst", "GIS Technician"),
    "15-1299.03": ("Document Management Specialist",),
    "15-1299.04": ("Penetration Tester",),
    "15-1299.06": ("Digital Forensics Analyst",),
    "15-1299.07": ("Blockchain Engineer",),
    "15-1241": ("Network Engineer", "Network Architect"),
    "15-1241.01": ("Telecommunications Engineer",),
    "15-1212": ("Information Security Analyst", "Cybersecurity Analyst"),
    "15-1211": ("Systems Analyst", "Business Systems Analyst", "ERP Systems Analyst"),
    "15-1211.01": ("Clinical Informatics Specialist",),
    "15-1242": ("Database Administrator", "SQL Server DBA", "Oracle DBA"),
    "15-1243": ("Database Architect", "Data Architect"),
    "15-1243.01": ("Data Warehouse Developer",),
    "15-2051": ("Data Scientist", "Analytics Scientist"),
    "15-2051.01": ("Business Intelligence Analyst", "BI Developer"),
    "15-2051.02": ("Clinical Data Manager",),
    "15-2041": ("Statistician",),
    "15-2041.01": ("Biostatistician",),
    "15-2031": ("Operations Research Analyst",),
    "15-2021": ("Mathematician",),
    "15-2099": ("Quantitative Methods Specialist",),
    "15-2099.01": ("Bioinformatics Technician",),
    "15-1254": ("Web Developer", "Front End Developer"),
    "15-1255": ("UX Designer", "Interaction Designer"),
    "15-1255.01": ("Video Game Designer",),
    "15-1253": ("QA Analyst", "Software Test Engineer"),
    "15-1251": ("Computer Programmer", "COBOL Programmer"),
    "15-1252": (
        "Software Engineer",
        "Java Developer",
        ".NET Developer",
        "Application Developer",
        "DevOps Engineer",
    ),
    "15-1221": ("Research Scientist, Computing", "Computer Scientist"),
    "17-2061": ("Hardware Engineer", "FPGA Design Engineer"),
    "15-1232": (
        "Help Desk Technician",
        "Desktop Support Specialist",
        "IT Support Specialist",
        "Service Desk Analyst",
    ),
    "17-2112": ("Quality Engineer", "Industrial Engineer"),
    "17-2112.01": ("Human Factors Engineer",),
    "17-2112.02": ("Process Validation Engineer",),
    "17-2112.03": ("Manufacturing Engineer", "Process Engineer"),
    "17-2141": ("Mechanical Engineer", "Mechanical Design Engineer"),
    "17-2141.01": ("Fuel Cell Engineer",),
    "17-2141.02": ("Automotive Engineer",),
    "17-2199.02": ("Validation Engineer",),
    "17-2199.00": ("Project Engineer", "Field Engineer"),
    "17-2199.03": ("Energy Engineer",),
    "17-2199.05": ("Mechatronics Engineer",),
    "17-2199.06": ("Microsystems Engineer",),
    "17-2199.07": ("Photonics Engineer",),
    "17-2199.08": ("Robotics Engineer",),
    "17-2199.09": ("Nanosystems Engineer",),
    "17-2199.10": ("Wind Energy Engineer",),
    "17-2199.11": ("Solar Energy Engineer",),
    "17-2071": ("Electrical Engineer", "Power Systems Engineer", "Electrical Design Engineer"),
    "17-2051": ("Civil Engineer", "Structural Engineer", "Site Development Engineer"),
    "17-2051.01": ("Transportation Engineer",),
    "17-2051.02": ("Water Resources Engineer",),
    "11-9041": ("Engineering Manager", "Director of Engineering"),
    "11-9041.01": ("Biofuels Product Development Manager",),
    "11-9199": ("Program Manager", "Product Manager", "Operations Program Lead"),
    "11-9199.01": ("Regulatory Affairs Manager",),
    "11-9199.02": ("Compliance Manager",),
    "11-9199.08": ("Loss Prevention Manager",),
    "11-9199.09": ("Wind Site Operations Manager",),
    "11-9199.10": ("Wind Project Development Manager",),
    "11-9199.11": ("Brownfield Site Manager",),
    "13-1041": ("Compliance Officer", "Compliance Specialist"),
    "13-1041.01": ("Environmental Compliance Inspector",),
    "13-1041.03": ("Equal Opportunity Officer",),
    "13-1041.04": ("Government Property Inspector",),
    "13-1041.07": ("Regulatory Affairs Specialist",),
    "13-1041.08": ("Customs Broker",),
    "13-1111": ("Management Consultant", "Business Analyst", "Management Analyst"),
    "13-1082": ("Project Manager", "Project Coordinator", "Project Management Specialist"),
    "11-3021": ("IT Manager", "Director of Information Technology", "Software Development Manager"),
    "13-1161": ("Market Research Analyst", "Digital Marketing Specialist", "Marketing Specialist"),
    "13-1161.01": ("Search Marketing Strategist", "SEO Specialist"),
    "11-2011": ("Advertising Manager", "Promotions Manager"),
    "11-2021": ("Marketing Manager", "Brand Manager", "Product Marketing Manager"),
    "11-2022": ("Sales Manager", "Regional Sales Manager", "Director of Sales"),
    "13-1199.07": ("Security Management Specialist", "Corporate Security Specialist"),
    "13-1199.01": ("Energy Auditor", "Residential Energy Auditor"),
    "13-1199.00": ("Business Operations Specialist",),
    "13-1199.04": ("Business Continuity Planner",),
    "13-1199.05": ("Sustainability Specialist",),
    "13-1199.06": ("Online Merchant",),
    "29-1141": ("Registered Nurse", "RN, Medical Surgical", "Emergency Department Nurse"),
    "31-1131": ("Certified Nursing Assistant", "Nursing Assistant"),
    "53-3032": ("Truck Driver", "CDL A Driver", "Regional Truck Driver"),
    "41-2031": ("Retail Sales Associate", "Store Associate", "Team Member"),
    "41-1011": ("Store Manager", "Retail Shift Supervisor"),
    "43-4051": ("Customer Service Representative", "Call Center Representative"),
    "13-2011": ("Staff Accountant", "Senior Accountant", "Internal Auditor"),
    "49-9071": ("Maintenance Technician", "Building Maintenance Worker"),
    "11-1021": ("General Manager", "Operations Manager"),
    "17-2011": ("Aerospace Engineer",),
    "17-2072": ("Electronics Engineer",),
    "41-9031": ("Sales Engineer",),
    "27-3042": ("Technical Writer",),
    "23-1011": ("Associate Attorney", "Corporate Counsel"),
}

UNCODABLE: tuple[str, ...] = (
    "Future Openings", "General Application", "Join Our Team", "Apply Here for All Positions",
    "Various Opportunities Available", "Submit Your Interest Here",
)  # fmt: skip

DECORATIONS: tuple[tuple[str, str], ...] = (
    ("", ""), ("", ""), ("", ""), ("Senior ", ""), ("Lead ", ""), ("Junior ", ""), ("", " II"),
    ("", " - Night Shift"),
    ("", " (Contract)"),
)  # fmt: skip


def titles_of(onet_code: str) -> tuple[str, ...]:
    """Titles for an O*NET-SOC code, decorated; those of its SOC code where it has none of its own.

    Titles that build AI systems stand once each, so that they stay rare.
    """
    plain = TITLES.get(onet_code) or TITLES[onet_code[:7]]
    builds = BUILDS_AI.get(onet_code) or (
        BUILDS_AI.get(onet_code[:7], ()) if onet_code.endswith(".00") else ()
    )
    return (*(before + title + after for title in plain for before, after in DECORATIONS), *builds)
