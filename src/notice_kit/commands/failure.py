"""What the user is told when a command could not go on."""

from __future__ import annotations

from notice_kit.errors import NoticeKitError
from notice_kit.findings import Location, error
from notice_kit.messages import _


def show_error(caught: NoticeKitError) -> None:
    """Tell the user why a command could not go on."""
    from notice_kit import report

    report.show_findings(caught.findings)


def show_fault(caught: Exception) -> None:
    """Tell the user that the kit itself has failed."""
    from notice_kit import report

    report.show_findings(
        [
            error(
                "NK-X01",
                _("a fault in notice_kit itself: {reason}").format(reason=repr(caught)),
                Location("notice-kit"),
                remedy=_("Run the same with --debug before the command, and report what it says."),
            )
        ]
    )
