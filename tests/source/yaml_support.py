"""YAML texts, read from a file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.source.support import lines, written

from notice_kit.errors import SourceError
from notice_kit.source.located import Plain, plain
from notice_kit.source.yaml_file import read_yaml


def read(folder: Path, text: str | bytes) -> tuple[Plain, list[str]]:
    """What the text says, and its findings as the user reads them."""
    node, findings = read_yaml(written(folder, "a.yaml", text), "a.yaml")
    return plain(node), lines(findings)


def refused(folder: Path, text: str | bytes) -> SourceError:
    """The error for a text that cannot be read."""
    with pytest.raises(SourceError) as caught:
        read_yaml(written(folder, "a.yaml", text), "a.yaml")
    assert all(one.location.file == "a.yaml" for one in caught.value.findings)
    return caught.value
