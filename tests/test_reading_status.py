"""How much a posting wants the credentials it names, by the kind of wording; all texts are invented."""

from __future__ import annotations

import pytest

from credscope.reading import read_text
from credscope.rules import Rules


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def check(rules: Rules, text: str, **expected: str) -> None:
    """Compare statuses by credential_id with `expected`; other credentials are not looked at."""
    found = {c["credential_id"]: c["status"] for c in read_text(text, rules)["credentials"]}
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("CISSP certification is a plus.", "preferred"),
        ("A CISSP certification would be a definite plus", "preferred"),
        ("CISSP certification highly prefered", "preferred"),
        ("We will look favorably on a CISSP certification.", "preferred"),
        ("CISSP certification, or knowledge of ISO requirements, is a plus.", "preferred"),
        ("CISSP certification preferred but not required.", "preferred"),
        ("CISSP certification required; a degree in mathematics is preferred.", "required"),
        ("Must hold a current CISSP certification.", "required"),
        ("CISSP certification plus five years in audit.", "required"),
        ("CISSP certification but a doctorate is desired.", "required"),
        ("Strong writing and a CISSP certification preferredExperience with audits required", "preferred"),
        ("A degree is preferred, CISSP certification required", "required"),
        ("Licenses Desired: PMP, CISSP Competencies Required: Teamwork", "preferred"),
        ("CISSP certification desired5 - 7 years of audit work", "preferred"),
        ("CISSP certification preffered", "preferred"),
        ("CISSP certification pref.", "preferred"),
        ("Bonus: CISSP certification", "preferred"),
        ("Bonus points if you have a CISSP certification.", "preferred"),
        ("Candidates with a CISSP certification will be favored.", "preferred"),
        ("Certifications: CISSP  (Is a huge plus)", "preferred"),
        ("CISSP certificationHighly Desired", "preferred"),
        ("Nice to have: CISSP certification This job will require you to audit ledgers", "preferred"),
        ("Security certification required (CISSP or similar)", "required"),
        ("CISSP, QZX or similar security certification a plusW2 only", "preferred"),
        ("Skills: Knowledge of ledgers is an advantage, CISSP certification", "required"),
    ],
)
def test_nearest_word_of_the_clause_decides(text: str, status: str, rules: Rules) -> None:
    """Fails when a word about something else, a misspelling or a glued word decides over the nearest one."""
    check(rules, text, cissp=status)


def test_sentence_may_end_in_a_short_form(rules: Rules) -> None:
    """Fails when a full stop between capitals with no blank lets the next sentence decide."""
    check(rules, "Must be a licensed CPA.MBA or a master's degree in audit preferred.", cpa="required")


@pytest.mark.parametrize(
    "heading",
    [
        "Nice to Have\n",
        "Nice If You Have:\n",
        "We'd be Impressed if You Had:\n",
        "What Sets You Apart:\n",
        "What Will Put You Ahead\n",
        "PREFERRED SKILLS\n",
        "Preferred Knowledge, Skills and Abilities \u00b7\n",
        "Desirable Qualities Include\n",
        "Desired Skills and Capabilities?\n",
        "Certifications or Desired skills if any\n",
        "Preferred qualifications, capabilities, and skills\n",
        "Preferred Qualifications...\n",
        "Helpful Skills\n",
        "Highly Favorable Qualifications\n",
        "What you may bring:\n",
        "Plusses:\n",
        "The ideal candidate will have:\n",
        "Skills (preferred, but not required)\n",
        "We'd love it if you had:\n",
    ],
)
def test_soft_headings(heading: str, rules: Rules) -> None:
    """Fails when an unusual heading for what is preferred goes unseen, or a requirement word hides it."""
    text = f"Requirements:\n- Three years of audit work\n{heading}- Knowledge of ledgers\n- Valid CISSP"
    check(rules, text, cissp="preferred")


@pytest.mark.parametrize(
    "run_in",
    [
        "Three years of audit work Nice to HaveCISSP certification",
        "Three years of audit work. DESIRED CERTIFICATIONCurrent CISSP",
        "Three years of audit work Preferred Job QualificationsKnowledge of ledgersCISSP certification",
        "three years of audit work. Preferred: CISSP certification",
        "three years of audit work Preferred qualifications, capabilities, and skillsCISSP certification",
    ],
)
def test_soft_headings_without_a_line_of_their_own(run_in: str, rules: Rules) -> None:
    """Fails when a lost line break leaves a preferred credential under the requirements before it."""
    check(rules, f"Requirements:\n{run_in}", cissp="preferred")


@pytest.mark.parametrize(
    "item",
    [
        "PMP preferred, but not required with suitable experience\n",
        "Knowledge of ledgers nice to have\n",
        "Experience with Ledgerix would be a plus\n",
        "You like ledgers but also love to work with a team\n",
        "Preferred Master's degree in audit\n",
        "Three years of audit work a plus. ",
        "Ledgerix experience (preferred)",
        "A Bachelor's degree in audit preferred",
        "Ledgerix Desired\n\nCertifications:\n\n",
    ],
)
def test_soft_word_of_an_item_stays_with_it(item: str, rules: Rules) -> None:
    """Fails when an item that is only preferred passes for a heading, or softens the item behind it."""
    check(rules, f"Requirements:\n{item}Valid CISSP certification", cissp="required")


@pytest.mark.parametrize(
    "text",
    [
        "Three years of audit preferred Certificates and Licenses CISSP, CISM, or CISA Additional "
        "certifications preferred",
        "Three years of audit preferredCertificates and LicensesCISM, CISSP, or CISA-CAdditional "
        "certifications preferred",
    ],
)
def test_neighbours_in_a_line_keep_their_soft_words(text: str, rules: Rules) -> None:
    """Fails when the items before and after, all on one line, soften a list that nothing softens."""
    check(rules, f"Requirements: {text}", cissp="alternative", cism="alternative")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Desired Skills:\n- Ledgers\n\nCertifications:\n- CISSP", "required"),
        ("Good To Have\n- Ledgers\nLicenses and Certifications\n- CISSP", "required"),
        ("Desired Skills:\n- Ledgers\n- Relevant certifications: CISSP", "preferred"),
        ("Preferred:\nCertifications:\n- CISSP", "preferred"),
        ("Preferred Qualifications:\nEducation:\n- MBA\nCertifications:\n- CISSP", "preferred"),
        ("Preferred Qualifications:\nExperience:\n- Audit\nCertifications:\n- CISSP", "preferred"),
    ],
)
def test_heading_of_certifications_behind_wishes(text: str, status: str, rules: Rules) -> None:
    """Fails when wishes go on under a heading of their own for licences, or their own parts end them."""
    check(rules, f"Requirements:\n- Patience\n{text}", cissp=status)


def test_heading_of_requirements_ends_what_is_preferred(rules: Rules) -> None:
    """Fails when "License Requirements" stays preferred because licences as such are a neutral heading."""
    text = "Preferred Qualifications:\n- PMP\nLicense and Registration Requirements:\n- CISSP"
    check(rules, text, pmp="preferred", cissp="required")


def test_heading_behind_an_unfinished_item_is_its_last_word(rules: Rules) -> None:
    """Fails when "PMP certification is Preferred Qualifications:" reads as required."""
    text = (
        "Requirements:\n- Ten years of audit work and PMP certification is Preferred Qualifications: Ledgers"
    )
    check(rules, text, pmp="preferred")


@pytest.mark.parametrize(
    "text",
    [
        "CISSP, CISM or CISA preferred.",
        "CISSP, CISM, CISA certification or equivalent desired",
        "Preferred Qualifications:\n- One of CISSP, CISM or CISA",
        "Security certification is desirable (CISSP, CISM or CISA).",
        "Certifications are not required, but a plus. Other certifications such as CISSP, CISM, or CISA.",
        "Requirements:\n- Security certifications such as CISSP, CISM, CISA are highly desirable",
        "Requirements:\n- Security certification (CISSP, CISM, CISA) preferred",
        "It would be an advantage to have one or more of the following certifications:\nCISSP\nCISM\nCISA",
    ],
)
def test_softened_lists_stay_preferred(text: str, rules: Rules) -> None:
    """Fails when "or" between the members of a softened list makes them alternatives."""
    check(rules, text, cissp="preferred", cism="preferred", cisa="preferred")


@pytest.mark.parametrize(
    "text",
    [
        "Requirements:\n- CISSP, CISM or CISA certification",
        "Requirements:\n- CISSP, CISM, CISA and/or other audit certifications",
        "Must have one of the following certifications: CISSP, CISM, CISA",
        "Must have one of the following:\n- CISSP\n- CISM\n- CISA",
        "Must Have One Of The Following Certifications\nCISSP, CISM, CISA\n",
        "The knowledge is shown by one of the following: a CISSP certification.\n\nA CISM certification.\n\n"
        "CISA certification.\n",
        "CISSP, CISM, CISA or comparable certification required.",
        "Requirements:\n- CISSP, CISM, CISA by a recognized body certification, or equivalent certification",
        "Requirements:\n- Hold one (1) or more of the following: CISSP, CISM, CISA",
        "Requirements:\n- Minimum of one certification: CISSP, CISM, CISA",
        "Requirements:\n- At least one (1) baseline certification: CISSP; CISM; or CISA",
        "Requirements:\n- Certified by one of these:\n- CISSP\n- CISM\n- CISA",
        "Should have below certification (any1) CISSP CISM CISA",
        "Should have any one certification: CISSP, CISM, CISA",
        "Requirements:\n- CISSP, CISM, CISA (any 1)",
        "Certifications: CISSP, CISM, CISA (one required)",
        "Such background must be demonstrated by one of the following: (a) a professional registration in "
        "the state of work, (b) evidence of passing CISSP, (c) CISM; (d) CISA certification",
    ],
)
def test_one_of_several_is_enough(text: str, rules: Rules) -> None:
    """Fails when members of a list of which one is enough count as required."""
    check(rules, text, cissp="alternative", cism="alternative", cisa="alternative")


@pytest.mark.parametrize(
    "text",
    [
        "Professional certifications such as CISSP, CISM, CISA",
        "Security certifications, e.g. CISSP, CISM and CISA",
        "Security certifications (for example CISSP, CISM, CISA)",
        "Security certification such as (but not limited to): CISSP, CISM, CISA",
        "Security certification (CISSP, CISM, CISA)",
        "Security certification required (CISSP, CISM, CISA)",
        "Baseline certifications for analysts: (CISSP, CISM, CISA)",
        "IAT Level III (CISSP, CISM, CISA)",
        "DoD 8570 IAT Level III or higher (CISSP, CISM, CISA) Demonstrated experience in audit",
        "Meets IAM Level III: CISSP, CISM, CISA",
        "Certifications such as:\n- CISSP\n- CISM\n- CISA",
    ],
)
def test_examples_are_one_of_several(text: str, rules: Rules) -> None:
    """Fails when each example of what would do counts as required."""
    check(rules, f"Requirements:\n- {text}", cissp="alternative", cism="alternative", cisa="alternative")


@pytest.mark.parametrize(
    "text",
    [
        "Certifications such as CISSP",
        "Security certifications (CISSP and CISM)",
        "Certifications: CISSP, CISM, CISA",
        "One of the following software packages: Ledgerix, Tallyman\n- CISSP",
        "One or more of the following certifications Q+, QZXA/B, QZ, QZNA, are a start.\n- Active CISSP",
    ],
)
def test_no_choice_is_offered(text: str, rules: Rules) -> None:
    """Fails when a single example, all of a list, or a choice of other things makes a credential optional."""
    check(rules, f"Requirements:\n- {text}", cissp="required")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("CISSP certification or equivalent work experience", "alternative"),
        ("CISSP certification required or equivalent work experience", "alternative"),
        ("Master's degree or CISSP certification", "alternative"),
        ("Formal training or CISSP certification", "alternative"),
        ("CISSP certification or proof of work in a security team", "alternative"),
        ("CISSP certification(s) and/or relevant experience", "alternative"),
        ("CISSP certification will also be considered.", "alternative"),
        ("A CISSP certification may be substituted for one year of experience.", "alternative"),
        ("Bachelor's degree; or\nCISSP certification", "alternative"),
        ("CISSP certification;\nor ten years in a security team", "alternative"),
        ("CISSP certification and experience or associate's degree in audit", "alternative"),
        ("CISSP certification OREquivalent experience in audit", "alternative"),
        ("Evidence of having passed the CISSP exam", "alternative"),
        ("CISSP, GXYZ or KLMN certified", "alternative"),
        ("Audit certification or an active industry CISSP certification", "alternative"),
        ("Business certifications from a vendor or audit certifications such as CISSP", "alternative"),
        ("CISSP certification AB201 or AB202", "required"),
        ("Valid or current CISSP certification", "required"),
        ("CISSP or equivalent certification required", "required"),
        ("CISSP (or higher) certification", "required"),
        ("Degree in finance or accounting, CISSP certification", "required"),
        ("CISSP certification and three years of audit or tax experience", "required"),
    ],
)
def test_something_else_would_do(text: str, status: str, rules: Rules) -> None:
    """Fails when another way in is not seen, or an "or" about other words is taken for one."""
    check(rules, f"Requirements:\n- {text}", cissp=status)


def test_numbered_routes_are_alternatives(rules: Rules) -> None:
    """Fails when a licence in one of several numbered ways to qualify counts as required of all."""
    text = (
        "Minimum Qualifications\n1. A master's degree and four years of audit work; or  2. A valid PMP "
        "certification and two years of audit work; or  3. Training equal to the above. All must have CISSP."
    )
    check(rules, text, pmp="alternative", cissp="required")


def test_routes_parted_by_a_capital_or(rules: Rules) -> None:
    """Fails when a licence in a way to qualify that a capital OR begins counts as required of all."""
    text = (
        "Requirements:\nA degree in audit. OR Current registration in any state of the country or territory "
        "under the rules of its own board, with a CISSP certification. A valid PMP certification."
    )
    check(rules, text, cissp="alternative", pmp="required")


def test_what_all_need_is_no_route(rules: Rules) -> None:
    """Fails when numbered ways to qualify go on behind "All candidates must"."""
    text = (
        "Requirements:\n1. A degree in audit; or 2. A diploma and a CISSP certification. All candidates must "
        "also possess a PMP certification"
    )
    check(rules, text, cissp="alternative", pmp="required")
    badly_decoded = "1. A degree; or 2. Ten years of audit.  \u00e2\u20ac\u00a2Must have a PMP certification."
    check(rules, badly_decoded, pmp="required")


def test_level_of_two_kinds_is_one_ask(rules: Rules) -> None:
    """Fails when the slash in "IAT/IAM Level II" or "or higher" behind it offers a choice."""
    found = read_text("Requirements:\n- DoD 8570 IAT/IAM Level II certificate or higher", rules)[
        "credentials"
    ]
    assert found and {c["status"] for c in found} == {"required"}


def test_degree_or_credential_under_an_offer(rules: Rules) -> None:
    """Fails when a way to qualify is a mere mention since the last heading was about benefits."""
    text = "Benefits: dental\nFive years of audit work. A bachelor's degree in audit or CISSP certification."
    check(rules, text, cissp="alternative")


def test_numbered_requirements_are_no_routes(rules: Rules) -> None:
    """Fails when every numbered list passes for a choice."""
    text = "Requirements:\n(1) Four years of audit work; and (2) a valid PMP certification; and (3) patience."
    check(rules, text, pmp="required")


@pytest.mark.parametrize(
    "text",
    [
        "Ability to obtain CompTIA Security+ within six months",
        "You must obtain CompTIA Security+ before your first deployment",
        "CompTIA Security+ required within 90 days of hire",
        "CompTIA Security+ certification, or willingness to obtain",
        "We expect analysts to achieve CompTIA Security+ certification",
        "CompTIA Security+ is required but can be obtained during the hiring process",
        "CompTIA Security+ certification. Must be obtained within one year of hire.",
        "CompTIA Security+ certification within 6-months of the first day",
        "CompTIA Security+ certification required within a specified time frame",
        "Within 6 months of appointment all candidates must possess a valid U.S. CompTIA Security+",
        "Ability to obtain the following certifications:\n- CompTIA Security+",
        "Obtain and maintain CompTIA Security+ certification",
        "CompTIA Security+ w/in 1 year",
        "CompTIA Security+ certification or in the process of obtaining",
        "CompTIA Security+ certification or potential to obtain in a few years",
        "Within thirty days of appointment candidates must possess CompTIA Security+",
        "Must possess, or obtain by the first day, CompTIA Security+",
        "CompTIA Security+ preferred, or ability to obtain within 6 months of hire",
        "CompTIA Security+ certification by end of first year",
        "CompTIA Security+ certification OR MUST ATTEND training and obtain it",
        "Willingness to obtain certifications (e.g., CompTIA Security+, CISSP)",
        "Commitment to becoming certified in CompTIA Security+",
        "One of the following certifications within one (1) year of hire:\n- CompTIA Security+\n- CISSP",
        "CompTIA Security+ or achieve within 18 months of entry into the position",
        "Attainment of CompTIA Security+ will be mandatory post-hire",
        "CompTIA Security+ not required at time of hiring but applicants must obtain at start of employment",
        "Candidates need CompTIA Security+. The card must be obtained within 30 days.",
        "Must acquire all certifications for the post, among them the ledger card issued by the national "
        "board of ledgers, and CompTIA Security+",
    ],
)
def test_may_come_after_hire(text: str, rules: Rules) -> None:
    """Fails when what may still be obtained counts as required at hire."""
    check(rules, f"Requirements:\n- {text}", comptia_security_plus="obtain")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Requirements:\n- Able to obtain a clearance and CompTIA Security+ certification", "required"),
        ("Requirements:\n- CompTIA Security+ earned within the last five years", "required"),
        ("Requirements:\n- We are currently seeking staff with CompTIA Security+", "required"),
        ("Preferred Qualifications:\n- Ability to obtain CompTIA Security+ within a year", "preferred"),
        ("Preferred Qualifications:\n- Must obtain CompTIA Security+ within a year", "obtain"),
        ("Requirements:\n- CompTIA Security+ or obtain within 1 year preferred", "preferred"),
    ],
)
def test_not_everything_obtained_is_the_credential(text: str, status: str, rules: Rules) -> None:
    """Fails when a clearance to be obtained, or a soft heading, turns a credential into one to obtain."""
    check(rules, text, comptia_security_plus=status)


@pytest.mark.parametrize(
    "text",
    [
        "An ABET-accredited engineering degree (Bachelors or Masters) in civil or electrical engineering",
        "In the process of receiving an ABET accredited engineering degree",
    ],
)
def test_accreditation_of_the_degree_is_required(text: str, rules: Rules) -> None:
    """Fails when levels or subjects joined by "or" make the accreditation of the degree an alternative."""
    found = read_text(f"Qualifications:\n- {text}", rules)["credentials"]
    assert [(c["kind"], c["status"]) for c in found] == [("accreditation", "required")]


@pytest.mark.parametrize(
    "text",
    [
        "Employees assigned such duties must have a valid driver's license.",
        "Employees who drive for the county must have a valid driver's license.",
        "If you are required to drive, you need a valid driver's license.",
        "A valid driver's license may be required.",
        "Licenses (e.g., driver's license, etc.): None required.",
        "Benefits:\n- Reimbursement of fees for your driver's license",
        "If applicable, a valid driver's license.",
        "For positions requiring the operation of vehicles, candidates must have a valid driver's license.",
        "For appointment to certain positions, candidates must possess a valid driver's license.",
        "Staff must have a driver's license valid in Ohio only if operating a vehicle is necessary.",
        "The work may involve driving; if so, a valid driver's license is mandatory.",
        "The following licenses may also be required (depending on the post): driver's license",
        "For assignment to Level III, individuals must possess a valid driver's license.",
        "Those without a driver's license will ride with a colleague.",
        "You can choose to work towards your driver's license.",
        "Please attach your driver's license if the candidate has the license.",
        "Valid driver's license in the state of residence, clean record (when applicable for the position)",
        "Preferred Skills:\n- Patience\n- We encourage and support you in obtaining your driver's license",
        "A driver's license is not awarded by this office.",
    ],
)
def test_not_asked_of_every_worker(text: str, rules: Rules) -> None:
    """Fails when what only some workers need, or what the employer pays for, counts as required."""
    assert {c["status"] for c in read_text(text, rules)["credentials"]} == {"mentioned"}


@pytest.mark.parametrize(
    "text",
    [
        "Must have a valid driver's license (we reimburse mileage).",
        "Some travel; you may be asked to relocate and must hold a valid driver's license.",
        "Individuals must be capable of operating a forklift safely and possess a valid driver's license.",
    ],
)
def test_asked_of_every_worker_beside_other_words(text: str, rules: Rules) -> None:
    """Fails when words on driving, travel or money near a plain requirement make it a mere mention."""
    assert {c["status"] for c in read_text(text, rules)["credentials"]} == {"required"}


def test_own_words_split_a_list(rules: Rules) -> None:
    """Fails when members of one line that carry words of their own share the words of the last."""
    check(
        rules, "CISSP required, CISM preferred, CISA a plus.", cissp="required", cism="preferred",
        cisa="preferred",
    )  # fmt: skip
    check(rules, "Requirements:\n- CISM (CISSP preferred)", cism="required", cissp="preferred")
    check(
        rules, "Certifications:\n- CISSP (Preferred)\n- CISM (Required)", cissp="preferred", cism="required"
    )


def test_names_joined_by_a_slash_for_one_skill(rules: Rules) -> None:
    """Fails when "CPR/AED certified" offers a choice."""
    found = read_text("Requirements:\n- CPR/AED certification", rules)["credentials"]
    assert found and {c["status"] for c in found} == {"required"}


def test_silence_counts_less_than_any_ask(rules: Rules) -> None:
    """Fails when a mention without any word outweighs the clause that says how much it is wanted."""
    check(
        rules, "You join a team of four, like you each with a CISSP.\n\nCISSP is a plus.", cissp="preferred"
    )


def test_status_in_the_column_of_a_table(rules: Rules) -> None:
    """Fails when the rows of a table of skills lose the column that says required or desired."""
    text = "Skill\nRequired / Desired\nYears\nAudit work\nRequired\n7\nCISSP certification\nHighly desired\n3"
    check(rules, text, cissp="preferred")


def test_a_list_behind_a_semicolon(rules: Rules) -> None:
    """Fails when "certifications are a plus; A, B" softens nothing because a new clause begins."""
    text = "Requirements:\n- Audit certifications are a plus; CISA, CISM\n- Five years of audits"
    check(rules, text, cisa="preferred", cism="preferred")
