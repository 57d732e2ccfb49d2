"""The pages people read. Knows a release folder and nothing else of Credscope; `render` writes its report."""

from report.site import render

__all__ = ["render"]
