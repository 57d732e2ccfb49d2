"""The one error a user is meant to read: a sentence that names what, where and what to do."""


class CredscopeError(Exception):
    """A failure with a sentence for people; the command line prints it without a traceback."""
