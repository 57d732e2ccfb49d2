"""Education read from text: the lowest level that qualifies, the level preferred, what replaces a degree."""

from __future__ import annotations

import time

import pytest

from credscope.reading import read_text
from credscope.rules import Rules

Read = tuple[str, str | None, bool | None]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return Rules.load()


def education(text: str, rules: Rules) -> Read:
    reading = read_text(text, rules)
    return reading["min_education"], reading["preferred_education"], reading["degree_substitutable"]


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("You enjoy working with people.", "none_stated"),
        ("High school diploma or GED required.", "high_school"),
        ("HS/GED required.", "high_school"),
        ("Highschool graduate.", "high_school"),
        ("Two years of college required.", "some_college"),
        ("High school graduate, with some college.", "some_college"),
        ("Associates degree in drafting.", "associate"),
        ("A 2-year technical degree is required.", "associate"),
        ("Associate s or Bachelor s degree in design.", "associate"),
        ("Bachelors in Marketing required.", "bachelor"),
        ("B.Tech or equivalent.", "bachelor"),
        ("BS/MS in Computer Science.", "bachelor"),
        ("BA and/or MS in Finance.", "bachelor"),
        ("Must be a degreed engineer.", "bachelor"),
        ("College degree required.", "bachelor"),
        ("4 year degree required.", "bachelor"),
        ("Degree in logistics required.", "bachelor"),
        ("Graduation from an accredited university.", "bachelor"),
        ("Graduate degree in statistics.", "master"),
        ("Bachelor's and a Master's degree in geology.", "master"),
        ("Degree (MS or PhD) in chemistry.", "master"),
        ("Must hold a PhD in physics.", "doctorate"),
        ("DNP required.", "doctorate"),
        ("Juris Doctor required.", "professional"),
        ("Graduates of an approved law school.", "professional"),
        ("PharmD required.", "professional"),
        ("M.D. or D.O. degree.", "professional"),
        ("Education: BS", "bachelor"),
        ("Minimum Education: Associate", "associate"),
        ("Associates in Information Technology.", "associate"),
        ("MA/MS in a policy field.", "master"),
        ("An undergraduate or advanced degree in a quantitative field.", "bachelor"),
        ("Undergraduate education in geology.", "bachelor"),
        ("BS and a minimum of 5 years in industry.", "bachelor"),
        ("Two- or four-year degree in networking.", "associate"),
        ("Graduation in Engineering.", "bachelor"),
        ("Degree qualified in a discipline related to drafting.", "bachelor"),
        ("Associates or higher degree in drafting.", "associate"),
        ("MS or 4 years of research.", "master"),
        ("Qualificationsdegree in general business.", "bachelor"),
        ("HS + 9 years, BS + 5 years, MS + 3 years.", "high_school"),
        ("Open to undergraduate students interested in carpentry.", "some_college"),
        ("Bachelor's degree in tax required High School Diploma or GED required", "bachelor"),
        ("Bachelor's degree (required) MBA or other relevant master's degree (required)", "master"),
        ("Bachelor's degree in tax required. Masters and/or CFA designation required.", "bachelor"),
        ("Bachelor's degree.\nHigh school diploma required unless otherwise noted above.", "bachelor"),
        ("Fine marks from both high school and university\nUndergraduate degree in physics", "bachelor"),
    ],
)
def test_levels_by_their_words(text: str, minimum: str, rules: Rules) -> None:
    """Fails when a usual way of naming a level is not known or names another level."""
    assert read_text(text, rules)["min_education"] == minimum


@pytest.mark.parametrize(
    "text",
    [
        "A high degree of independence and proficiency in MS Office.",
        "You rotate parts by 90 degrees and work with the Scrum Master.",
        "DUO for MFA security, BA team lead, 55 MPH.",
        "We coach high school students and their parents.",
        "We sell to B2B tech companies.",
        "Requirements:\n- Two years of sales\n\nBenefits:\n- Tuition reimbursement for a Bachelor's degree",
        "Programs range from high school completion to bachelor's degrees, tuition is paid by us.",
        "A master's degree may be substituted for one year of the required experience.",
        "Interns earn $20 (bachelor's students) to $30 (Masters/MBA students).",
        "At least 15 of the 30 semester hours were in statistics.",
        "No college degree is needed.",
        "Our people have advanced degrees in geology.",
        "The BSC should expect to write tests.",
        "The program covers staff; programs range from high school completion to bachelor's degrees.",
        "Our school offers BS and MS degrees in geology.",
        "We offer undergraduate, doctoral and certificate programs.",
        "Report only attendance and/or degrees from schools accredited by recognized institutions.",
        "A master's degree from a college accredited by bodies recognized by the U.S. Secretary of Education "
        "may be substituted for one year of the required work.",
    ],
)
def test_levels_that_nobody_asks_for(text: str, rules: Rules) -> None:
    """Fails when benefits, pay, pupils, angles, short forms or what counts as experience become an ask."""
    assert education(text, rules) == ("none_stated", None, None)


@pytest.mark.parametrize(
    ("text", "minimum", "preferred"),
    [
        ("Bachelor's degree required; Master's preferred.", "bachelor", "master"),
        ("Bachelor's degree, Master's degree preferred in a related field", "bachelor", "master"),
        ("Minimum of bachelor's degree in biology, master's degree preferred.", "bachelor", "master"),
        ("Bachelor's degree preferred.", "none_stated", "bachelor"),
        ("Bachelor's or Master's degree preferred.", "none_stated", "bachelor"),
        ("Preferably BA minimum.", "none_stated", "bachelor"),
        ("Advanced degree, such as an MBA or JD, is preferred.", "none_stated", "master"),
        (
            "Bachelor's in art or equivalent experience preferred but not required.",
            "none_stated",
            "bachelor",
        ),
        ("Bachelor's degree in law, finance, or similar degree preferred.", "none_stated", "bachelor"),
        ("Bachelor's degree (Accounting preferred)", "bachelor", None),
        ("Bachelor's degree, technical field preferred.", "bachelor", None),
        ("Bachelor's degree, preference for a focus on water.", "bachelor", None),
        ("Bachelor's degree plus 2 years of sales.", "bachelor", None),
        ("BS degree in a Technical Field, Computer Science preferred", "bachelor", None),
        ("Bachelor's degree (BA/BS) (drafting or surveying a plus)", "bachelor", None),
        ("Degree in Accounting, CPA highly desirable.", "bachelor", None),
        ("CCNA certification - highly preferred Bachelor's degree in networks", "bachelor", None),
        ("Must have a bachelor's, ideally a master's.", "bachelor", "master"),
        ("MBA or other advanced degree welcome.", "none_stated", "master"),
        ("Education & Preferred Qualifications\nBachelor's degree in law\nSales", "bachelor", None),
        (
            "Minimum Qualifications:\nAssociate's degree\nThe ideal candidate will have:\nBachelor's degree",
            "associate",
            "bachelor",
        ),
        ("Bachelor's degree, 5 years of retail experience preferred.", "bachelor", None),
        ("The ideal candidate will possess a bachelor's degree.", "bachelor", None),
        ("Bachelor's degree preferred, 2 year associates degree required.", "associate", "bachelor"),
        (
            "Associate's degree or certification in law, tax or another field preferred.",
            "none_stated",
            "associate",
        ),
        ("Must have High School Diploma or Associate Degree preferred.", "high_school", "associate"),
        ("Required: Bachelor's degree.\nPreferred Qualifications:\nMBA", "bachelor", "master"),
        ("Preferred Skills:\nExcel\nEducation Level: Bachelor's degree", "bachelor", None),
        ("Required:\nBachelor's degree\nPreferred Education: Master's degree", "bachelor", "master"),
        ("Preferred Skills:\nSQL. Education/Certifications BS degree in geography", "bachelor", None),
        ("Desired SkillsSQL 3 YearsBachelor's degree in financeRequired4Years", "bachelor", None),
        ("Ideal Candidate\nBachelor's degree in design\n3 years of sales", "bachelor", None),
        ("Bachelor's degree, ideally in engineering.", "bachelor", None),
        ("Bachelor's degree with a GPA of 3.0 Desired majors include law and tax.", "bachelor", None),
        ("Bachelor's degree in design, law or tax Desired Training Safety", "bachelor", None),
        ("Skills - Desirable Bachelor's degree in design.", "none_stated", "bachelor"),
        ("Bachelor's degree in planning or another\nrelated field preferred.", "none_stated", "bachelor"),
        (
            "Bachelor's degree in statistics, mathematics, economics, engineering, computer science, "
            "operations research, public health or a closely related subject is strongly preferred.",
            "none_stated",
            "bachelor",
        ),
        ("Advanced degree preferred (Master's or PhD).", "none_stated", "master"),
        ("Bachelor's degree preferred. May also have a Master's degree.", "none_stated", "bachelor"),
        ("Bachelor's degree preferred; experience may substitute for a degree.", "none_stated", "bachelor"),
        ("High school diploma required, degree in a technical field preferred.", "high_school", "bachelor"),
    ],
)
def test_preferred_levels(text: str, minimum: str, preferred: str | None, rules: Rules) -> None:
    """Fails when a preferred level becomes the minimum, or what is preferred besides it softens the level."""
    assert education(text, rules)[:2] == (minimum, preferred)


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("Currently pursuing a Bachelor's degree in engineering.", "some_college"),
        ("Pursuing a Mapping/Surveying Degree.", "some_college"),
        ("In the process of receiving a Planning Degree (Bachelors or Masters).", "some_college"),
        ("Will be graduating by spring with a Bachelor's degree.", "some_college"),
        ("High school diploma.\nMust be enrolled in a technical degree program.", "some_college"),
        ("Pursuing a Master's degree in economics.", "bachelor"),
        ("Working towards a degree in biology.", "some_college"),
        ("In pursuit of a university degree (Associate's or Bachelor's).", "some_college"),
        ("Enrolled in or have completed coursework in civil drafting.", "some_college"),
    ],
)
def test_degrees_under_way(text: str, minimum: str, rules: Rules) -> None:
    """Fails when a degree that is not finished counts as held, or the diploma before it as enough."""
    assert read_text(text, rules)["min_education"] == minimum


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's degree or equivalent work experience.",
        "Associate's degree, or experience in lieu of a degree.",
        "Bachelor's degree in finance or five years of audit work.",
        "Bachelor's degree plus 5 years' experience, or 10 years of comparable experience.",
        "Bachelor's degree or equivalent education and experience.",
        "Bachelor's degree or equivalent (minimum 12 years) work experience.",
        "Bachelor's degree or technical certificate.",
        "BA plus 4 years or demonstrated equivalency of experience.",
        "Bachelor's degree.\nAn equivalent combination of education and experience may be considered.",
        "Bachelor's degree. Ten years of testing; or any combination of education and experience.",
        "Bachelor's degree required. Equivalent experience will be considered.",
        "Bachelor's degree in law. Degree can be substituted with years of service.",
        "Bachelor's degree.\nOne year of experience may substitute for thirty hours of study.",
        "Bachelor's degree. Will also consider three years of progressive experience in lieu of every year.",
        "Bachelor's degree and 5 years of experience\nOR, if no degree, at least nine years of experience",
        "5 years of experience or a bachelor's degree.",
        "3 years of experience as a loan analyst or a bachelor's degree.",
        "Degree/certification in ventilation.",
        "Bachelor's degree or the equivalent of 4 years of audits.",
        "Bachelor's degree.\nEquivalent work experience may satisfy the degree requirement.",
        "Bachelor's degree. In some cases, educational requirements may be waived for long service.",
        "With a Bachelor's degree, 5 years.\nWithout an applicable degree, 9 yrs of audits.",
        "Bachelor's degree in drafting, or\nfour years of field work.",
        "Associate's degree required; may be supplemented with work experience.",
        "Bachelor's degree. Applicants who lack it may substitute additional bookkeeping experience.",
        "Option 1: Bachelor's degree in math and 2 years of modelling. Option 2: 4 years of modelling.",
        "Bachelor's degree; Master's preferred, or in lieu of a Bachelor's degree, four more years.",
        "Bachelor's degree. Approved training may substitute for some of the required education.",
        "BA/BS. The applicant may possess a combination of equivalent education and work experience.",
        "Bachelor's degree or equivalent technical and business experience.",
        "Bachelor's degree in law or a related field, orEquivalent training, certifications, and experience.",
        "Bachelor's degree in tax or related field, OR4 years of audits.",
        "Bachelor's degree from a four-year college or appropriate industry experience.",
        "Bachelor's degree in drafting, or equivalent experience4-7 years of drawing",
        "BA/BS or MA/MS in science. In absence of a degree, nine years of surveys.",
        "Option 1- Bachelor's degree and 3 years. Option 2- Master's degree. Option 3 - 5 years of sales.",
        "Bachelor's degree.\nWe consider relevant education or experience for the stated qualifications.",
        "Bachelor's degree. Applicants lacking the degree may substitute appropriate related experience.",
        "Bachelor's degree required, though we look at candidates with comparable hands-on experience.",
        "Degree in drafting or proven track record.",
        "Bachelor's degree in drafting (5 years of experience can replace the degree).",
        "Associate's degree or completion of a registered apprenticeship.",
        "Bachelor's degree or equivalent on-the-job training.",
        "Bachelor's degree required. We accept equivalent experience instead.",
    ],
)
def test_what_may_stand_in_for_a_degree(text: str, rules: Rules) -> None:
    """Fails when a usual way of taking experience, training or a credential instead is not seen."""
    reading = read_text(text, rules)
    assert reading["degree_substitutable"] is True
    assert "substitution" in {span["says"] for span in reading["education_evidence"]}


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's degree or equivalent.",
        "Bachelor's degree in finance or a related field and 5 years of experience.",
        "Bachelor's degree in biology or related with three or more years of experience.",
        "Bachelor's degree with trade compliance or related experience.",
        "Bachelor's degree or Master's degree.",
        "Bachelor's degree and 12 years of experience with a focus on rock or Master's and 10 years.",
        "Six years of experience with a Bachelor's degree or four years with a Master's degree.",
        "Six years with a Bachelor's degree or four years of experience with a Master's degree.",
        "Bachelor's degree or equivalent 3+ years of audits",
        "Master's degree. A PhD may substitute for 2 years of experience.",
        "Bachelor's degree. A higher degree may be substituted for two years of experience.",
        "Bachelor's degree with 5 years of experience or Associate's degree with 7 years of experience.",
        "Bachelor's degree; three years of underwriting or equivalent experience in consulting.",
        "Bachelor's degree.\nRegistry or equivalent certification.",
        "4-year degree in science; or a 2-year degree with 3 years of experience.",
        "Bachelor's degree or equivalent Experience writing reports",
        "Bachelor's degree. No substitution of experience for the degree.",
        "Bachelor's degree; Master's preferred or equivalent combination of education and experience.",
        "Bachelor's degree and either 3 years of sales experience or 2 years of retail experience.",
        "Bachelor's degree and PMP or equivalent certification.",
        "Bachelor's degree and CPA or CMA certification required.",
        "Bachelor's degree. A master's degree can substitute one year of professional experience.",
        "Bachelor's degree and five years of audits or five years of progressive, post-baccalaureate audits.",
        "PhD with 2 years, or 3 years of experience with a bachelor's degree.",
        "Bachelor's degree that included 24 hours in any combination of the following fields: law, tax.",
    ],
)
def test_what_does_not_stand_in_for_a_degree(text: str, rules: Rules) -> None:
    """Fails when a related field, another degree or experience asked for besides passes for a substitute."""
    assert read_text(text, rules)["degree_substitutable"] is False


NUMBERED = (
    "1. A master's degree and two years of audits; or 2. A baccalaureate degree and four years of audits; or "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NUMBERED + "3. A four-year high school diploma and six years.", ("high_school", None, None)),
        (NUMBERED + '3. Education and/or experience equivalent to "1" above.', ("bachelor", None, True)),
        (
            NUMBERED + "3. Education and/or experience equivalent. However, all candidates must have a "
            "baccalaureate degree.",
            ("bachelor", None, False),
        ),
        ("1. A baccalaureate degree; or 2. A valid license as an accountant.", ("bachelor", None, True)),
        (
            "1. Five years of plumbing experience; or 2. Three years of experience and an associate degree.",
            ("none_stated", None, None),
        ),
        ("An associate degree or completion of 60 semester credits.", ("some_college", None, None)),
        (
            "1. A high school diploma and five years; or 2. Two years and an associate degree. Matriculation "
            "in an undergraduate college degree program may be substituted for the required work.",
            ("high_school", None, None),
        ),
        (
            "1. A high school diploma and three years; or 2. Education and experience. In addition to the "
            "minimum qualification requirements, candidates must possess a baccalaureate degree.",
            ("bachelor", None, False),
        ),
        ("A baccalaureate degree including 30 semester credits in biology.", ("bachelor", None, False)),
    ],
)
def test_numbered_ways_to_qualify(text: str, expected: Read, rules: Rules) -> None:
    """Fails when one of the alternatives of a city's announcement is read for all of them."""
    assert education(text, rules) == expected


FEDERAL = "To qualify for the GS-09 grade you need one year of specialized experience.\nOR\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FEDERAL + "A master's degree or two years of graduate education.", ("none_stated", None, None)),
        ("Basic Requirement: Degree: physics or geology.\n" + FEDERAL + "a PhD.", ("bachelor", None, False)),
        (
            "Basic Requirements:\nA. Degree: biology.\nOR\nB. Combination of education and experience.\n"
            + FEDERAL,
            ("bachelor", None, True),
        ),
        ("5 years of specialized experience in audits.\nBachelor's degree.", ("bachelor", None, False)),
        (
            "You need specialized experience at GS-11 AND a 4-year course of study leading to a bachelor's.",
            ("bachelor", None, False),
        ),
        (FEDERAL + "a PhD (see Education Requirements section) or LL.M.", ("none_stated", None, None)),
        (
            "Substitution of education for specialized experience: a bachelor's degree meets six months.",
            ("none_stated", None, None),
        ),
    ],
)
def test_federal_announcements(text: str, expected: Read, rules: Rules) -> None:
    """Fails when education that only replaces experience in a grade counts as the minimum."""
    assert education(text, rules) == expected


def test_text_without_line_breaks(rules: Rules) -> None:
    """Fails when a lost line break hides a degree or lets the next line soften it."""
    text = "Requirements5 years in salesBS in Computer ScienceStrong writing"
    assert education(text, rules) == ("bachelor", None, False)


def test_evidence_is_what_the_text_says(rules: Rules) -> None:
    """Fails when the spans do not hold the words that decided, in the text as it was delivered."""
    text = "Needs:\t“Bachelor’s degree” or equivalent experience. Master’s degree preferred."
    said = {
        span["says"]: text[span["start"] : span["end"]]
        for span in read_text(text, rules)["education_evidence"]
    }
    assert said == {
        "minimum": "Bachelor’s", "substitution": "or equivalent experience", "preferred": "Master’s degree",
    }  # fmt: skip
    assert read_text("Nothing asked.", rules)["education_evidence"] == []


@pytest.mark.parametrize(
    "piece",
    [
        "Bachelor's degree or ", "Bachelor's degree preferred.\n", "or 2. 1. experience ", "pursuing ",
        "any combination of ", "specialized experience federal service gs-9 Bachelor's degree or\n",
        "Bachelor's, ", "Bachelor's degree. experience in lieu of ", "option 2 ", "master's may be ",
        "preferred (", "bachelor or\n",
    ],
)  # fmt: skip
def test_repetition_takes_no_time(piece: str, rules: Rules) -> None:
    """Fails when one phrase repeated through a long text makes the reading slow."""
    text = (piece * 20_000)[:100_000]
    start = time.process_time()
    read_text(text, rules)
    assert time.process_time() - start < 4
