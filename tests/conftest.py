"""Fixtures of all tests: a small valid campaign, as files and as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.campaign import Files, campaign_files, write_tree


@pytest.fixture
def files() -> Files:
    return campaign_files()


@pytest.fixture
def folder(tmp_path: Path, files: Files) -> Path:
    return write_tree(tmp_path / "campaign", files)


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")
    parser.addoption("--kills", type=int, default=8, help="how often builds are killed")
