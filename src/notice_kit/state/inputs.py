"""The files that a campaign is read from, and whether they are as they were.

A file with the same size and time of change is taken for the same; of others the content decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from notice_kit.state.manifest import Input

_FACTS = ("campaign.yaml", "criteria.yaml")
_TREES = ("rules", "templates", "data/collected")


def inputs_of(
    folder: Path, named: Iterable[str], known: Mapping[str, Input] | None = None
) -> dict[str, Input]:
    """The files that the campaign in `folder` is read from, by path, as they are now.

    Args:
        folder: the campaign folder.
        named: paths of the other files that it names: data, a profile, pictures; a path with stars
            stands for the list of the files that fit it.
        known: as they were; spares reading those that have not changed.
    """
    found: dict[str, Input] = {}
    for name in dict.fromkeys((*_FACTS, *_below(folder), *named)):
        state = _state(folder, name, (known or {}).get(name))
        if state is not None:
            found[name] = state
    return found


def are_as_known(folder: Path, known: Mapping[str, Input]) -> bool:
    """Whether the files are there as they were, and no others."""
    now = inputs_of(folder, known, known)
    return {name: one.digest for name, one in now.items()} == {
        name: one.digest for name, one in known.items()
    }


def _below(folder: Path) -> Iterator[str]:
    for tree in _TREES:
        for path in sorted((folder / tree).rglob("*")):
            if path.is_file():
                yield path.relative_to(folder).as_posix()


def _state(folder: Path, name: str, known: Input | None) -> Input | None:
    path = folder / name
    if "*" in name:  # which files there are; each is named by itself too
        there = sorted(found.relative_to(folder).as_posix() for found in folder.glob(name))
        return Input(name, len(there), 0, hashlib.sha256("\n".join(there).encode()).hexdigest())
    try:
        state = path.stat()
        if known and (known.size, known.mtime_ns) == (state.st_size, state.st_mtime_ns):
            return known
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    return Input(name, state.st_size, state.st_mtime_ns, digest)
