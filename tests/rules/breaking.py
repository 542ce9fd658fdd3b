"""Conforming documents, and each of them broken in one known way; `breaks.yaml` is the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from notice_kit.building import prepare
from notice_kit.composing import compose_file
from notice_kit.rendering import render
from tests.rules.editing import base, edited

ROOT = Path(__file__).parents[2]
_TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "breaks.yaml").read_text(encoding="utf-8")
)
BASES: dict[str, dict[str, Any]] = _TABLE["bases"]


@dataclass(frozen=True, eq=False)
class Break:
    """One break of one document.

    Attributes:
        rule: the id of the rule that must tell of it.
        name: what is wrong.
        base: the document that is broken.
        edits: that break it; see `test_cases.py`.
        also: other rules that rightly tell of it too, with the reason.
    """

    rule: str
    name: str
    base: str
    edits: list[dict[str, Any]]
    also: dict[str, str]

    def __str__(self) -> str:
        return f"{self.rule}: {self.name} ({self.base})"


def breaks() -> Iterator[Break]:
    """Every line of the table for every document that it names."""
    for line in _TABLE["breaks"]:
        where = line["in"]
        for name in _TABLE["groups"][where] if isinstance(where, str) else where:
            edits = _filled(line["edit"], BASES[name])
            yield Break(line["rule"], line["break"], name, edits, line.get("also", {}))


def broken(one: Break) -> bytes:
    """The Word file with the break."""
    return edited(conforming(one.base), one.edits)


@cache
def conforming(name: str) -> bytes:
    """The Word file of a base."""
    source = BASES[name]
    if "case" in source:
        return base(source["case"])
    if "built" in source:
        return _built()[source["built"]]
    content, _warnings = compose_file(ROOT / "samples" / f"{source['sample']}.yaml")
    return edited(content, [{"text": {old: new}} for old, new in source.get("fill", {}).items()])


@cache
def _built() -> dict[str, bytes]:
    """The first document of each template of the example that bases name."""
    names = [source["built"] for source in BASES.values() if "built" in source]
    planned = prepare(ROOT, names).plan
    assert planned is not None
    jobs = {job.template.name: job for job in reversed(planned.jobs)}
    return {name: render(jobs[name]) for name in names}


def _filled(value: Any, words: dict[str, Any]) -> Any:
    """The value with the words of the base for $body and the like."""
    if isinstance(value, dict):
        return {_filled(key, words): _filled(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, words) for inner in value]
    if isinstance(value, str):
        for key, text in words.items():
            value = value.replace(f"${key}", str(text))
    return value
