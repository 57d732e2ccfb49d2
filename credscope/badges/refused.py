"""Why a badge is refused: one sentence for people. Only the error stands here; the checks raise it."""

from credscope.errors import CredscopeError


class Refused(CredscopeError):
    """A badge that does not verify; the text goes on from "it is refused: " and ends without a full stop."""
