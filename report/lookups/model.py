"""What a look-up is: a list of teams, occupations, credentials or employers, and exhibits about each one.

One page shows the list, and above it whichever member its address names; the list works without scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from report.exhibits.model import Exhibit


@dataclass(frozen=True)
class Lookup:
    """`name` is the page's file stem; `key` the column that identifies a member and `label` its name.

    `members` is the list as an exhibit, one row per member; the rows of `exhibits` are those of all members
    under a definition, and each member is shown its own.
    """

    name: str
    title: str
    one: str
    lead: str
    key: str
    label: str
    members: Exhibit
    exhibits: tuple[Exhibit, ...]
