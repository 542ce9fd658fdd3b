"""The key of a document: a digest of all that can change it.

That is its template, what template.yaml says of it, the values of the fields that these name, the
custom by which it is checked, and the program. The files that its data name are not in it: which
those are is known when it is made (`Row.read`).
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from notice_kit.planning import Job
from notice_kit.profile import Profile
from notice_kit.template.catalog import Template

_ITEMS = "[]"
_SHARED = "campaign"

Tree = dict[str, "Tree"]
"""Steps of paths: a name, or `[]` for each item of a list; one without steps takes all."""


class Fingerprints:
    """Keys of the documents of a run; what documents share is looked at once."""

    def __init__(self, profile: Profile | None) -> None:
        """For documents checked by that profile."""
        custom = "" if profile is None else repr(sorted(profile.model_dump().items()))
        self._program = f"{program()}\n{custom}"
        self._of_templates: dict[str, tuple[str, Tree]] = {}

    def of(self, job: Job) -> str:
        """The key of a document."""
        name = job.template.name
        if name not in self._of_templates:
            self._of_templates[name] = self._of_template(job.template, job.context[_SHARED])
        shared, tree = self._of_templates[name]
        own = {key: job.context[key] for key in job.context if key != _SHARED}
        values = {key: chosen(own[key], tree.get(key, {})) for key in own if key in tree}
        values["document"] = job.context["document"]
        return _digest(shared, job.path, _text(values))

    def _of_template(self, template: Template, campaign: Mapping[str, Any]) -> tuple[str, Tree]:
        paths = [*template.spec.fields, *(path for path, _place in template.word.uses())]
        tree = tree_of(paths)
        shared = _text(chosen(campaign, tree[_SHARED])) if _SHARED in tree else ""
        return (
            _digest(self._program, template.word.digest(), template.spec.model_dump_json(), shared),
            tree,
        )


def tree_of(paths: Iterable[str]) -> Tree:
    """The paths as one tree; where one takes all, longer ones add nothing."""
    whole: set[tuple[str, ...]] = set()
    split = sorted({_steps(path) for path in paths}, key=lambda steps: (len(steps), steps))
    tree: Tree = {}
    for steps in split:
        if any(steps[:length] in whole for length in range(1, len(steps))):
            continue
        whole.add(steps)
        inner = tree
        for step in steps:
            inner = inner.setdefault(step, {})
    return tree


def _steps(path: str) -> tuple[str, ...]:
    return tuple(step for step in path.replace(_ITEMS, f".{_ITEMS}").split(".") if step)


def chosen(value: Any, tree: Tree) -> Any:
    """The part of a value that the tree takes; all of it where the tree does not fit."""
    if not tree:
        return value
    if isinstance(value, Mapping) and _ITEMS not in tree:
        return {key: chosen(value[key], tree[key]) for key in tree if key in value}
    if isinstance(value, list) and list(tree) == [_ITEMS]:
        return [chosen(item, tree[_ITEMS]) for item in value]
    return value


@cache
def program() -> str:
    """The program that makes documents: its version, and the state of its files."""
    folder = Path(__file__).parents[1]
    state = [
        (path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*.py"))
    ]
    return _digest(version("notice_kit"), platform.python_version(), repr(state))


def _text(value: Any) -> str:
    """The value as text, another for each other value."""
    return json.dumps(value, default=_tagged, ensure_ascii=False)


def _tagged(value: object) -> object:
    if isinstance(value, Decimal | date | bytes):
        return {f"\0{type(value).__name__}": repr(value)}
    raise TypeError(type(value).__name__)


def _digest(*texts: str) -> str:
    whole = hashlib.sha256()
    for text in texts:
        encoded = text.encode(errors="surrogatepass")
        whole.update(len(encoded).to_bytes(8, "little"))
        whole.update(encoded)
    return whole.hexdigest()
