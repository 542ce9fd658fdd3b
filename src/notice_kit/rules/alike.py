"""Faults that say the same of several paragraphs, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from notice_kit.document.paragraphs import Paragraph
from notice_kit.rules import shown
from notice_kit.rules.registry import Fault


def once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, those with one message and value made one at the first place."""
    groups: dict[tuple[str, str | None, str | None], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.message, fault.found, fault.wanted), []).append(fault)
    for (message, _found, _wanted), alike in groups.items():
        places = [fault.at for fault in alike if isinstance(fault.at, Paragraph)]
        yield replace(alike[0], message=shown.times(message, places))
