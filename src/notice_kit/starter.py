"""`init`: the example campaign, copied into a new folder."""

from __future__ import annotations

from pathlib import Path

from notice_kit.delivery import deliver
from notice_kit.errors import UsageError
from notice_kit.findings import Location, error
from notice_kit.messages import _

_PACKAGE = Path(__file__).parent / "starter"
_CHECKOUT = Path(__file__).parents[2]
_CONTENTS = (
    "campaign.yaml", "criteria.yaml", "data", "rules", "templates", "manuscripts", "samples",
)  # fmt: skip


def init(folder: Path) -> list[Path]:
    """Copy the example campaign into `folder`, which is made where it does not exist.

    Returns:
        The files written, relative to `folder`.

    Raises:
        UsageError: something of the campaign is there already; nothing is written.
        DeliverError: a file cannot be written.
    """
    there = [name for name in _CONTENTS if (folder / name).exists()]
    if there:
        raise UsageError(
            error(
                "NK-P10",
                _("{names} is there already").format(names="、".join(there)),
                Location(str(folder)),
                remedy=_("Name a folder that is new or empty."),
            )
        )
    # An installed package carries the example; a checkout is itself the example.
    source = _PACKAGE if _PACKAGE.is_dir() else _CHECKOUT
    written: list[Path] = []
    for name in _CONTENTS:
        top = source / name
        for path in sorted([top] if top.is_file() else top.rglob("*")):
            if path.is_file() and not path.name.startswith((".", "~$")):
                relative = path.relative_to(source)
                deliver(path.read_bytes(), folder / relative)
                written.append(relative)
    return written
