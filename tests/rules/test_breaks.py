"""Conforming documents broken in one known way each: the right rule tells of it, and it alone.

`breaks.yaml` is the table; it says how to read it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from notice_kit.building import prepare
from notice_kit.checking import check_document
from notice_kit.composing import compose_file
from notice_kit.document.document import read_document
from notice_kit.findings import Finding
from notice_kit.rendering import render
from notice_kit.rules.registry import all_rules
from tests.rules.editing import base, edited

ROOT = Path(__file__).parents[2]
TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "breaks.yaml").read_text(encoding="utf-8")
)
BASES: dict[str, dict[str, Any]] = TABLE["bases"]
LEAST = 200


def bases_of(entry: dict[str, Any]) -> list[str]:
    where = entry["in"]
    return TABLE["groups"][where] if isinstance(where, str) else where  # type: ignore[no-any-return]


BREAKS = [
    pytest.param(name, entry, id=f"{entry['rule']}: {entry['break']} ({name})")
    for entry in TABLE["breaks"]
    for name in bases_of(entry)
]


@cache
def built() -> dict[str, bytes]:
    """The first document of each template of the example that bases name."""
    names = [source["built"] for source in BASES.values() if "built" in source]
    planned = prepare(ROOT, names).plan
    assert planned is not None
    jobs = {job.template.name: job for job in reversed(planned.jobs)}
    return {name: render(jobs[name]) for name in names}


@cache
def conforming(name: str) -> bytes:
    source = BASES[name]
    if "case" in source:
        return base(source["case"])
    if "built" in source:
        return built()[source["built"]]
    content, _warnings = compose_file(ROOT / "samples" / f"{source['sample']}.yaml")
    return edited(content, [{"text": {old: new}} for old, new in source.get("fill", {}).items()])


@cache
def told(name: str) -> Counter[str]:
    """How often each rule tells of something in the document as it stands."""
    return Counter(one.code for one in findings(name, conforming(name)))


def findings(name: str, content: bytes) -> list[Finding]:
    return check_document(read_document(content, name))


def filled(value: Any, words: dict[str, Any]) -> Any:
    """The value with the words of the base for $body and the like."""
    if isinstance(value, dict):
        return {filled(key, words): filled(inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, words) for inner in value]
    if isinstance(value, str):
        for key, text in words.items():
            value = value.replace(f"${key}", str(text))
    return value


@pytest.mark.parametrize(("name", "entry"), BREAKS)
def test_a_break_is_told_by_its_rule_alone(name, entry):
    broken = edited(conforming(name), filled(entry["edit"], BASES[name]))
    found = findings(name, broken)
    new = Counter(one.code for one in found) - told(name)
    assert set(new) == {entry["rule"], *entry.get("also", {})}, [str(one) for one in found]


@pytest.mark.parametrize("name", BASES)
def test_the_documents_conform_before_they_are_broken(name):
    assert [str(one) for one in findings(name, conforming(name))] == []


def test_the_table_is_large_and_of_rules_that_there_are():
    assert len(BREAKS) >= LEAST
    assert {entry["rule"] for entry in TABLE["breaks"]} <= set(all_rules())
    assert all(reason for entry in TABLE["breaks"] for reason in entry.get("also", {}).values())
