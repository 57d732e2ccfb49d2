"""Words that tell a credential's name from other text: generic ones, places, an employer's own certificates.

How a name is found around them belongs to `unnamed`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from credscope.rules import Wording

NOUN_STEMS = ("cert", "licen", "credential", "designation", "regist", "charter", "accredit")
"""What every noun or participle begins with that makes the words around it a credential, in small letters."""
NOUN = re.compile(
    r"(certifications?|certificates?|certified|certs?|licensed|licensure|licen[sc]es?|credentials?|"
    r"designations?|"
    r"registration|registered|chartered|accredited)"
)
MOST_NOUNS = 200
"""A text that has more of these nouns is no posting; its first are read and the rest left."""
NAMED, TOPIC, NOTHING = "named", "topic", "nothing"


def verdict(words: Iterable[str], wording: Wording) -> str:
    """What `words` (lower case) near "certification" do: NAMED, TOPIC (a field of work alone) or NOTHING."""
    rest = []
    for word in words:
        bare = word.strip(".'&")
        if bare and bare not in wording.generic and bare not in wording.places:
            rest += (
                [bare]
                if any(c.isdigit() for c in bare)
                else [part for part in re.split(r"[-/&]", bare) if part and part not in wording.generic]
            )
    rest = [word for word in rest if not NOUN.fullmatch(word)]
    if not rest:
        return NOTHING
    if all(word in wording.topics for word in rest):
        phrase = " ".join(words).replace("-", " ")
        return NAMED if any(name in phrase for name in wording.names) else TOPIC
    return NAMED if any(len(w) > 1 and any(c.isalpha() for c in w) for w in rest) else NOTHING


NO_CREDENTIAL = re.compile(
    r"\biso[ /-]?(?:iec[ /-]?)?\d{3,5}(?!.*(?:audit|lead))|\bcmmi\b|\bsoc[ -]?[12]\b|\bb[ -]corp|"
    r"\b8\(?a\)?\b|\bm/?w?be\b|\b[mwdlesh]be\b|"
    r"\bhubzone\b|x\.509|\bssl\b|\btls\b|\bdog\b|\bmarriage\b|\bgpl\b|\bsoftware licen|\bfaa certified$|"
    r"\bft?se?m[ae] badge|"
    r"\bgmp\b|\bul\b|\bce mark|\bsafety data\b|great place|\bfood bank\b|"
    r"\bbroker(?:age)? licen|\bveh|"
    r"training (?:&|and) certif|\bloan\b|\bemployer\b|\bbusiness$|\bcompany\b|carbonneutral|stewardship|"
    r"\bbirth\b|\bretirement|of disability|covid|vaccin|employers institute|great workplace|mansfield|"
    r"fedramp|"
    r"maturity model|of disposition|operational licen|drug free|climate|carbon offset|sharing agreement|"
    r"\bwoman-|"
    r"(?:college|university)$|\boffice of\b|foreign equival|certificate of (?:insurance|release|occupancy|"
    r"analysis|"
    r"conform|authority|incorpor|"
    r"good standing|need|completion|compliance|origin|attend|service|live)|\bwomen\b|disabled|veteran|"
    r"business enterprise|"
    r"\bosha'?s|pre-employment|self-certif|tax exempt|certificate of (?:citizen|expected)|"
    r"naturali[sz]ation|national guard|"
    r"armed forces|military department|\bflsa\b|\bfunds certif|registered investment advis|\bmagnet\b|"
    r"\biso certif|standard chartered|chartered bank|\b510\(?k|\bdo-?\d{3}\b|\bemv\b|labor certif|"
    r"of eligibles|\bproduct certif|\bpos certif|\bmmis\b|\bpcmh\b|\bn/a\b|\bresume\b|\breal id\b|"
    r"\bre-?certif|mbe certif|\bsba\b|\bclia\b|e-verify|certified employer|place to work|public trust|"
    r"\bdd ?214|"
    r"\b(?:identity|device|stock|server|client|root) certificate|licensed healthcare professional|"
    r"certificates? of (?:coverage|discharge)|\beducation(?:al)? development\b|\bged\b|centers for medicare|"
    r"\bsuppliers?$|limited liability|\btuition\b|\bsdb$|\bcandidates$"
)
NO_NOUN = re.compile(
    r"\s*(?:(?:and|&|/)\s?accreditation|applications?\b|polic(?:y|ies)\b|and provides|product holders|"
    r"(?:required|preferred|requirements?)?\s?[:?-]\s*(?:n/a|na\b|none\b|no\b)|testing of\b|"
    r"life ?cycles?\b|measures|maturity|services?\b|process|reports?\b|bod(?:y|ies)\b|authorit|costs?\b|"
    r"reimbursement|assistance|and written|agreements?\b|"
    r"events?\b|categor|statement|checklist|toolkit|officers?\b|teams?\b|staff\b|activit|board\b|"
    r"commission\b|council\b|"
    r"corporation\b|institute\b|denials|effort|campaign|authority|revocation|"
    r"fees?\b|copies|keys?\b|management\b|plates?\b)"
)
EMPLOYER = re.compile(
    r"\b(?:we are|we're|we have (?:received|earned|achieved)|(?:our|the) [\w-]+ practice is|"
    r"great place to work|b corp|bank\b|company is|women[- ]owned|veteran[- ]owned|"
    r"minority|"
    r"small business|"
    r"best places|(?:the|our) staff (?:is|are)|"
    r"our (?:company|facility|products?|lab\w*|hospital|clinic|firm|team)|"
    r"proud(?:ly)? (?:to be )?(?:an? )?)\b[^.]{0,40}$"
    r"|(?<!candidate )(?<!applicant )(?<!who )(?<!you )(?<!individual )(?<!required )\b(?:is|are|as) an? "
    r"(?!plus|must|bonus|nice|requirement|strong|huge|big)(?:[\w-]+ ){0,2}$"
)
# Certificates of encryption, which no person holds.
KEYS = re.compile(r"\bx\.?509\b|\bpki\b|\bssl\b|\btls\b|public key|\bkeystore|encrypt")
# "AWS certified partner": a company or a thing, not a person.
COMPANY = re.compile(
    r"[\s-]+(?:sustainable|building|compan|firm\b|firms\b|partner|dealer|vendor|supplier|manufactur|"
    r"facilit|business|laborator|projects?\b|"
    r"organi[sz]ation|"
    r"product|fabricat|shop\b|enterprise|employer|minority|women|small\b|school|center\b|lab\b|hospital|"
    r"sites?\b)"
)
BODY_WORD = re.compile(
    r"\b(?:Board|Society|Association|Institute|Council|Academy|Commission|College|Registry)\b"
)
# People whose work the posting handles: "plans submitted by a professional engineer".
DONE_BY = re.compile(
    r"\b(?:submitted|performed|prepared|signed|conducted|provided|reviewed|supervised|directed|overseen|"
    r"stamped|"
    r"sealed|delegated|assigned)(?: only)? by "
    r"(?:an? |the |our |any )?(?:\w+ )?(?:\w+ (?:\w+ )?or (?:an? )?)?$"
)
