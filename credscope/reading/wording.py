"""Words that tell a credential's name from other text: generic ones, places, an employer's own certificates.

How a name is found around them belongs to `unnamed`.
"""

from __future__ import annotations

import re

GENERIC = frozenset(
    [
        "a", "an", "and", "any", "the", "of", "in", "for", "or", "to", "valid", "current", "active",
        "relevant", "related", "industry", "industries", "professional", "required", "preferred",
        "desired", "minimum", "basic", "technical", "other", "additional", "all", "must", "have", "has",
        "possess", "possesses", "hold", "holds", "obtain", "maintain", "education", "educational",
        "licenses", "license", "certifications", "certification", "certificate", "certificates",
        "certified", "training", "skills", "experience", "qualifications", "requirements", "one",
        "more", "appropriate", "applicable", "state", "national", "federal", "local", "government",
        "strong", "advanced", "successful", "completion", "complete", "completed", "degree", "bachelor",
        "bachelor's", "bachelors", "master", "master's", "masters", "high", "school", "diploma",
        "special", "specialized", "specific", "our", "your", "we", "you", "this", "these", "with",
        "required:", "preferred:", "knowledge", "ability", "e.g.", "i.e.", "etc", "vendor", "it",
        "product", "company", "iso", "job", "work", "benefits", "medical", "dental", "vision", "life",
        "insurance", "birth", "marriage", "death", "gift", "tax", "organization", "organic", "business",
        "equal", "career", "personal", "individual", "multiple", "various", "recognized", "level",
        "entry", "senior", "software", "driver", "site", "draft", "direct", "cross", "testing",
        "verifies", "what", "be", "clinical", "recommended", "clearance", "background", "position",
        "employee", "employees", "department", "teacher's", "associate", "associate's",
        "post-secondary", "postsecondary", "college", "accredited", "recognised", "trade", "technology",
        "no", "please", "proof", "copy", "city", "county", "united", "states", "u.s.", "us", "usa",
        "american", "end", "user", "cloud", "computer", "application", "open", "source", "enterprise",
        "gpl", "mit", "apache", "concurrent", "if", "as", "at", "by",
    ]
)  # fmt: skip
# Told apart from names: places, and what companies and products rather than workers are certified for.
PLACES = frozenset(
    [
        "new", "york", "nys", "nyc", "jersey", "california", "texas", "florida", "washington",
        "illinois", "ohio", "pennsylvania", "virginia", "georgia", "michigan", "massachusetts",
        "maryland", "colorado", "arizona", "nevada", "oregon", "indiana", "tennessee", "missouri",
        "wisconsin", "minnesota", "carolina", "north", "south", "west", "dakota", "louisiana",
        "kentucky", "alabama", "iowa", "kansas", "utah", "arkansas", "mississippi", "nebraska", "idaho",
        "hawaii", "maine", "montana", "delaware", "vermont", "wyoming", "alaska", "oklahoma",
        "connecticut", "n/a", "na", "none", "not", "tbd", "department", "services", "human", "health",
        "science", "information", "systems", "technology", "and", "on", "inc", "llc", "site",
    ]
)  # fmt: skip
NO_CREDENTIAL = re.compile(
    r"\biso[ /-]?(?:iec[ /-]?)?\d{3,5}(?!.*(?:audit|lead))|\bcmmi\b|\bsoc[ -]?[12]\b|\bb[ -]corp|"
    r"\b8\(?a\)?\b|\bm/?w?be\b|\b[mwdlesh]be\b|"
    r"\bhubzone\b|x\.509|\bssl\b|\btls\b|\bdog\b|\bmarriage\b|\bgpl\b|\bsoftware licen|\bfaa certified$|"
    r"\bft?se?m[ae] badge|"
    r"\bas\s?9100\b|\biatf\b|\bgmp\b|\bul\b|\bce mark|\bsafety data\b|great place|\bfood bank\b|"
    r"\bbroker(?:age)? licen|\bveh|"
    r"training (?:&|and) certif|\bloan\b|\bemployer\b|\bbusiness$|\bcompany\b|carbonneutral|stewardship|"
    r"\bbirth\b"
)
STARTS = frozenset(
    [
        "experience", "must", "requires", "required", "preferred", "possess", "knowledge",
        "proficiency", "familiarity", "valid", "ability",
    ]
)  # fmt: skip
NOT_ACRONYMS = frozenset(
    [
        "AND", "THE", "FOR", "USA", "MBA", "PHD", "BSC", "MSC", "SQL", "AWS", "GCP", "SAP", "ERP",
        "CRM", "API", "SDLC", "IT", "HR", "AI", "ML", "BI", "ETL", "JSON", "XML", "HTML", "CSS", "ITSM",
        "NIST", "ISO", "SOX", "GAAP", "PCI", "GDPR", "HIPAA", "DOD", "DOE", "TSA", "FBI", "CIA", "NSA",
        "EEO", "ADA", "ABA", "LMS", "CAD", "GIS", "SAAS", "TCP", "DNS", "DHCP", "VPN", "LAN", "WAN",
        "SIEM", "IDS", "IPS", "BSN", "JIRA", "AGILE", "PLUS", "MUST", "NOT", "ONE", "ALL", "ANY", "NYC",
        "NYS", "COVID", "GED", "GPA", "TS", "SCI", "HVAC", "KPI", "ROI", "B2B", "B2C", "SEO", "PPC",
        "OOP", "MVC",
    ]
)  # fmt: skip
NO_NOUN = re.compile(
    r"\s*(?:measures|maturity|services?\b|process|reports?\b|bod(?:y|ies)\b|authorit|costs?\b|"
    r"reimbursement|assistance|and written|agreements?\b|"
    r"fees?\b|copies|keys?\b|management\b|plates?\b)"
)
EMPLOYER = re.compile(
    r"\b(?:we are|we're|is an?|are an?|as an?|proud(?:ly)? (?:to be )?(?:an? )?|great place to work|b corp|"
    r"company is|women[- ]owned|"
    r"veteran[- ]owned|minority|small business|best places|our (?:company|facility|products?))\b[^.]{0,40}$"
)
TITLE_WORDS = frozenset(
    ("certified", "licensed", "registered", "chartered", "accredited", "board", "board-certified")
)
