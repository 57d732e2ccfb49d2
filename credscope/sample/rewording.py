"""How one text of the sample becomes another that says the same, or nearly: wording only, in our own words.

Which postings are copied, and what else of them changes, belongs to `copies`.
"""

from __future__ import annotations

import re

import numpy as np

SYNONYMS: tuple[tuple[str, str], ...] = (
    ("looking for", "searching for"), ("has an opening for", "wants to hire"), ("join", "become part of"),
    ("Answer", "Respond to"), ("Help", "Assist"), ("help", "assist"), ("Keep", "Maintain"),
    ("keep", "maintain"),
    ("customers", "clients"), ("patients", "people in care"), ("busy", "lively"), ("needs", "wishes"),
    ("Prepare", "Draw up"), ("prepare", "draw up"), ("Inspect", "Check"), ("Carry out", "Perform"),
    ("Support", "Stand by"), ("experience", "background"), ("years", "yrs"), ("similar", "comparable"),
    ("required", "a must"), ("preferred", "an advantage"), ("Working knowledge", "A good grasp"),
    ("Comfortable with", "At ease with"), ("Careful with", "Attentive to"), ("Clear", "Plain"),
    ("vacation", "leave"), ("Paid time off", "Paid leave"), ("insurance", "cover"), ("Flexible", "Adaptable"),
    ("problems", "issues"), ("team", "group"), ("look after", "are in charge of"),
    ("first months", "first weeks"),
    ("report to", "answer to"), ("work with", "collaborate with"), ("calls", "phone calls"),
    ("statements", "reports"), ("deliver", "bring"), ("equipment", "gear"), ("building", "premises"),
)  # fmt: skip
ADDED: tuple[str, ...] = (
    "Apply on this board with one click; your profile is sent on as you left it.",
    "This notice was collected from the careers page of the employer and may have been shortened.",
    "Pay shown beside this notice is an estimate of the board and no offer.",
    "Only those who are chosen for an interview will hear from us. No agencies, please.",
    "New jobs like this one appear every day: sign up for alerts to see them first.",
)
AGENCY_OPENING = (
    "Our client, a well-known name in its field, asked us to fill the post of {title} in {place}."
)
AGENCY_CLOSINGS: tuple[str, ...] = (
    "We place people in lasting jobs and never charge them for it. Send us your resume today.",
    "As a partner in staffing we look after you from the first call to the first day at work and beyond.",
    "Our recruiters know this client well and answer your questions about hours, pay and the way of working.",
)
_BULLET = re.compile(r"^[-•*] ")


def reformatted(text: str, chance: np.random.Generator) -> str:
    """The same words in another form: other bullets, or all lines run together."""
    form = chance.integers(0, 3)
    if form == 0:
        return text.replace("\n", " ")
    mark = ("- ", "• ", "* ")[chance.integers(0, 3)]
    return "\n".join(_BULLET.sub(mark, line) for line in text.split("\n"))


def reworded(text: str, chance: np.random.Generator) -> str:
    """Synonyms in half of the lines, bullets in another order, one or two gone, two sentences more."""
    lines = [
        _swapped(line) if chance.random() < 0.5 else line for line in _shuffled(text.split("\n"), chance)
    ]
    bullets = [number for number, line in enumerate(lines) if _BULLET.match(line)]
    gone = set(chance.permutation(bullets)[: int(chance.integers(1, 3))].tolist())
    kept = [line for number, line in enumerate(lines) if number not in gone]
    added = chance.choice(len(ADDED), 2, replace=False)
    return "\n".join([*kept, "", *(ADDED[number] for number in sorted(added))])


def passed_on(text: str, title: str, place: str, chance: np.random.Generator) -> str:
    """The text as an agency shows it: without the employer's opening and a bullet, its own around it."""
    lines = text.strip().split("\n")[1:]
    del lines[int(chance.choice([number for number, line in enumerate(lines) if _BULLET.match(line)]))]
    swapped = [_swapped(line) if chance.random() < 0.2 else line for line in lines]
    opening = AGENCY_OPENING.format(title=title, place=place)
    return "\n".join([opening, *swapped, "", AGENCY_CLOSINGS[chance.integers(0, len(AGENCY_CLOSINGS))]])


def with_particulars(text: str, other: str) -> str:
    """The text with the particulars of another: a different job of one employer, from the same template."""
    return text.replace(_particulars(text), _particulars(other))


def _particulars(text: str) -> str:
    """The paragraph below the one on the work in general: opening, heading, that one, particulars."""
    return [line for line in text.split("\n") if line.strip()][3]


def _swapped(line: str) -> str:
    for word, other in SYNONYMS:
        line = re.sub(rf"\b{word}\b", other, line)
    return line


def _shuffled(lines: list[str], chance: np.random.Generator) -> list[str]:
    """Bullets in another order within every list."""
    done: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if _BULLET.match(line):
            run.append(line)
            continue
        done += [run[number] for number in chance.permutation(len(run))]
        run = []
        done.append(line)
    return done[:-1]
