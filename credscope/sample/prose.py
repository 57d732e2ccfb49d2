"""Sentences of the sample's postings, all in our own words. How they are put together belongs to `text`.

A sentence with {x} is about one credential; its list says with which status the posting names it.
"""

from __future__ import annotations

OPENINGS: tuple[tuple[str, str, str], ...] = (
    ("", " is looking for a ", " to join the team in "),
    ("", " has an opening for a ", " near "),
    ("At ", " you will work as a ", " in "),
    ("Come and grow with ", ". We need a ", " for our office in "),
)

ABOUT: dict[str, tuple[str, ...]] = {
    "network": ("You keep servers and networks running for several hundred users.",
                "The job covers accounts, backups and the network of three sites."),
    "systems": ("You plan and build the systems that other teams rely on.",
                "You look after the platform from design to operation."),
    "security": ("You watch over our systems and help people work safely.",
                 "You test, document and improve how we protect data."),
    "analysis": ("You find out what users need and turn it into clear requirements.",
                 "You study how work gets done and suggest better ways."),
    "data": ("You run the databases behind our products.", "You design how our data is stored and moved."),
    "science": ("You turn measurements into models that hold up.",
                "You work on methods for hard questions of measurement."),
    "software": ("You write, test and maintain applications in a small team.",
                 "You build services that customers use every day."),
    "design": ("You shape how people meet our products on screen.",),
    "support": ("You are the first person our staff call when a computer misbehaves.",
                "You set up equipment and answer questions by phone and in person."),
    "engineering": ("You take designs from first sketch to tested product.",
                    "You support production and improve the reliability of our equipment."),
    "engineering_management": ("You lead a group of engineers and answer for their results.",),
    "management": ("You bring people, budget and schedule together.",
                   "You own the roadmap of a program and report on it."),
    "project": ("You plan projects, track risks and keep everyone informed.",),
    "compliance": ("You make sure that our work follows the rules that apply to it.",),
    "marketing": ("You plan campaigns and measure what they achieve.",
                  "You study our market and tell our story in it."),
    "sales": ("You lead a sales team and win new accounts.",),
    "operations": ("You keep daily operations safe, economical and well documented.",),
    "nursing": ("You care for patients on a busy unit.", "You help residents with the needs of the day."),
    "driving": ("You deliver freight on time and in one piece.",),
    "retail": ("You greet customers and keep the floor in order.",),
    "service": ("You answer calls and solve problems for customers.",),
    "accounting": ("You close the books each month and prepare statements.",),
    "maintenance": ("You keep the building and its equipment in good repair.",),
    "none": ("We always like to hear from people who want to work with us.",),
}  # fmt: skip

DUTIES: dict[str, tuple[str, ...]] = {
    "network": ("Install and patch servers", "Monitor switches, routers and wireless",
                "Restore service after outages",
                "Document the network"),
    "systems": ("Draw up system designs", "Automate routine deployments", "Review capacity every quarter",
                "Lead technical meetings"),
    "security": ("Review alerts and logs", "Run awareness sessions", "Write findings for managers"),
    "analysis": ("Interview users", "Map processes", "Write acceptance criteria",
                 "Present options to managers"),
    "data": ("Tune slow queries", "Plan backups and recovery", "Model new subject areas"),
    "science": ("Prepare and check data", "Fit and compare models", "Explain results to lay people"),
    "software": ("Write code that others can read", "Review changes of colleagues", "Fix defects",
                 "Write automated tests"),
    "design": ("Sketch and test screens", "Keep the style guide current"),
    "support": ("Answer tickets", "Image and deliver laptops", "Reset passwords",
                "Keep the inventory of equipment"),
    "engineering": ("Prepare drawings and calculations", "Run tests and write reports", "Work with suppliers",
                    "Support the production line"),
    "engineering_management": ("Set priorities for the group", "Review designs", "Hire and coach engineers"),
    "management": ("Prepare the budget", "Report progress to sponsors", "Coordinate across departments"),
    "project": ("Maintain the schedule", "Lead weekly status meetings", "Keep the register of risks"),
    "compliance": ("Carry out reviews", "Train colleagues", "Answer questions of regulators"),
    "marketing": ("Write copy", "Plan media budgets", "Report on campaigns", "Look after our website"),
    "sales": ("Coach account managers", "Forecast revenue", "Visit customers"),
    "operations": ("Inspect sites", "Keep records", "Suggest savings"),
    "nursing": ("Take vital signs", "Keep charts", "Support families"),
    "driving": ("Inspect the vehicle before each trip", "Keep the log", "Secure the load"),
    "retail": ("Stock shelves", "Run the register", "Help customers"),
    "service": ("Answer calls", "Keep notes of each contact"),
    "accounting": ("Reconcile accounts", "Prepare the audit file", "Pay invoices"),
    "maintenance": ("Carry out repairs", "Keep preventive schedules"),
    "none": ("Tell us what you do best",),
}  # fmt: skip

NUMBERS = ("four", "five", "six", "seven", "nine", "eleven", "twelve", "fourteen", "eighteen", "thirty")
SITES = (
    "riverside", "hilltop", "old harbor", "north gate", "market street", "airport", "mill road", "lakeside",
    "east side", "canal", "station square", "college hill",
)  # fmt: skip
CHARGES = (
    "the morning round", "the spare parts", "three small branches", "the late hours", "our oldest accounts",
    "everything that arrives by post", "the visitors of two floors", "the yearly count", "our winter season",
    "the new annex", "the weekend business", "all returns and complaints", "the training kitchen",
    "the fleet of small vans",
)  # fmt: skip
BEGINNINGS = (
    "learn the ropes beside a colleague", "take over a desk that was empty for a while",
    "set up a small archive", "get to know every regular visitor", "sort out a backlog of old forms",
    "help us move to another floor", "write down how things are done", "stand in for people on leave",
    "try out a new roster", "clear two crowded storerooms", "visit each of our sites once",
    "follow one order from start to end",
)  # fmt: skip
EXTRAS = (
    "greet the auditors in spring", "plan the summer party", "find a better place for the printers",
    "look for savings in purchasing", "show newcomers around", "take part in a survey of our neighbors",
    "keep the notice board alive", "join the fire drill committee", "test a new phone system",
    "count what is left of last year", "take care of the plants in the hall", "prepare an open day",
)  # fmt: skip
LEADS = (
    "the site lead", "the head of the branch", "a shift lead", "the owner's daughter", "the deputy director",
    "two partners in turn", "the regional office", "the day manager",
)  # fmt: skip
NEIGHBORS = (
    "the bookkeepers", "two apprentices", "nobody else", "the dispatch desk", "our oldest colleague",
    "the drivers on break", "a therapy dog", "the lost and found",
)  # fmt: skip
Slots = tuple[tuple[str, ...] | str, ...]
PARTICULARS: tuple[tuple[Slots, ...], ...] = (
    (
        ("Our ", NUMBERS, " people at the ", SITES, " location look after ", CHARGES, "."),
        ("This opening is new: ", CHARGES, " became too much for ", NUMBERS, " of us at ", SITES, "."),
        ("Near the ", SITES, " stop you will find us, ", NUMBERS, " in all, busy with ", CHARGES, "."),
        ("Somebody who had ", CHARGES, " in hand for ", NUMBERS, " years is leaving the ", SITES, " house."),
    ),
    (
        (" In your first months you will ", BEGINNINGS, " and ", EXTRAS, "."),
        (" To begin with we want you to ", BEGINNINGS, "; later you may ", EXTRAS, "."),
        (" There is time to ", BEGINNINGS, " before anybody asks you to ", EXTRAS, "."),
        (" What waits on your desk: ", BEGINNINGS, ", then ", EXTRAS, "."),
    ),
    (
        (" You report to ", LEADS, " and share a room with ", NEIGHBORS, "."),
        (" Next door sits ", NEIGHBORS, "; decisions are made by ", LEADS, "."),
        (" Your questions go to ", LEADS, ", your coffee comes from ", NEIGHBORS, "."),
        (" With ", NEIGHBORS, " you take turns at lunch, with ", LEADS, " you talk once a week."),
    ),
)

SKILL_LINES: tuple[str, ...] = (
    "Clear writing and speaking", "Working knowledge of common office programs", "Careful with details",
    "Able to work in a team and alone", "Comfortable with changing priorities",
)  # fmt: skip

TRAPS: tuple[str, ...] = (
    "Hands-on AWS and Azure skills", "You are an A+ player who likes hard problems",
    "Familiar with the MCP bus protocol of our control units", "Experience with PE (private equity) owners",
    "Understanding of CPA (cost per action) pricing", "Six Sigma thinking in everyday work",
    "Experience with Agile and Scrum", "Knowledge of SQL, Python and Oracle databases",
)  # fmt: skip

UNNAMED: tuple[str, ...] = (
    "Relevant certifications are a plus", "Industry certifications preferred",
    "Professional certification desired",
)  # fmt: skip

HEADINGS = {
    "about": ("About the role", "The position", "Job summary"),
    "duties": ("Responsibilities", "What you will do", "Key duties"),
    "required": ("Requirements", "Minimum qualifications", "What you need"),
    "preferred": ("Preferred qualifications", "Nice to have"),
    "benefits": ("Benefits", "What we offer"),
}

STATUS_LINES: dict[str, tuple[str, ...]] = {
    "required": ("{x} required", "Must hold {x}", "Active {x} is required"),
    "obtain": ("Must obtain {x} within six months of hire", "Able to obtain {x} within 90 days of hire"),
    "alternative": (
        "{x} may be accepted in place of two years of experience",
        "{x} accepted in lieu of experience",
    ),
    "preferred": ("{x}", "{x} preferred", "{x} is a plus"),
    "mentioned": ("We reimburse the exam fee for {x}", "Study groups for {x} meet every month"),
}

DEGREE_LINES: tuple[tuple[str, str], ...] = (
    ("High school diploma or GED required", "High school diploma required"),
    (
        "Associate's degree in a related field required",
        "Associate's degree or equivalent experience required",
    ),
    ("Bachelor's degree in a related field required", "Bachelor's degree or equivalent experience required"),
    ("Master's degree in a related field required", "Master's degree or equivalent experience required"),
    ("Doctorate (PhD) in a related field required", "PhD or equivalent experience required"),
)
PREFERRED_DEGREE_LINES: tuple[str, ...] = (
    "High school diploma preferred", "Associate's degree preferred", "Bachelor's degree preferred",
    "Master's degree preferred", "PhD preferred",
)  # fmt: skip

EXPERIENCE: tuple[str, ...] = (
    "One year of experience", "Two or more years of experience in a similar job", "Five years of experience",
    "At least three years in the field",
)  # fmt: skip

BENEFIT_LINES: tuple[str, ...] = (
    "Health, dental and vision insurance", "Paid time off and holidays", "Retirement plan with a match",
    "Flexible hours", "Relocation help",
)  # fmt: skip

CONTACTS: tuple[str, ...] = (
    "Questions? Write to careers@example.com.", "Call 202-555-0143 or send your resume to jobs@example.com.",
    "Apply by phone at (202) 555-0178.", "Contact: hiring.team@example.org, 202.555.0112.",
)  # fmt: skip

CLOSINGS: tuple[str, ...] = (
    "We are an equal opportunity employer.", "All qualified applicants will be considered.",
    "Applicants must be authorized to work in the country of the job.",
)  # fmt: skip
