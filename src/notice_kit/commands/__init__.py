"""The commands: each parses, calls one function and hands the result to a module that shows it.

What a command needs is imported when it runs, so that `--help` does not wait for Excel and Word.
The order of the modules here is that of `--help`.
"""

from notice_kit.commands import campaign, batch, assess, forms, documents, check, printing  # isort: skip
from notice_kit.commands.options import app

__all__ = ["app", "assess", "batch", "campaign", "check", "documents", "forms", "printing"]
