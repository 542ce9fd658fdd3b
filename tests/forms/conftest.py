"""A campaign folder with the forms of the example, and forms that were filled in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from notice_kit.loading import load
from notice_kit.planning import plan
from notice_kit.rendering import render
from notice_kit.template.catalog import read_catalog

ROOT = Path(__file__).resolve().parents[2]
FORMS = ("申报表", "空白申报表")


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Path:
    """The example campaign with its YAML roster, without rules, its templates only the forms."""
    folder = tmp_path_factory.mktemp("forms") / "campaign"
    folder.mkdir()
    for name in ("criteria.yaml", "data"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    facts = (ROOT / "campaign.yaml").read_text("utf-8")
    facts = facts.replace("data: [data/units.xlsx]", "data: [data/units.yaml]")
    facts = re.sub(r"required_rules:.*?(?=\n\S)", "required_rules: []", facts, flags=re.DOTALL)
    (folder / "campaign.yaml").write_text(facts, "utf-8")
    for name in FORMS:
        shutil.copytree(ROOT / "templates" / name, folder / "templates" / name)
    return folder


@pytest.fixture(scope="session")
def made(example) -> dict[str, bytes]:
    """The forms as `build` makes them: by the code of the branch, and `blank`."""
    campaign, findings = load(example)
    assert findings == []
    templates, _findings = read_catalog(example)
    jobs = plan(campaign, templates, only=["T01", "T02"]).jobs
    forms = {job.codes[-1]: render(job) for job in jobs}
    (blank,) = plan(campaign, templates, ["空白申报表"]).jobs
    return {**forms, "blank": render(blank)}


@pytest.fixture
def campaign(example, tmp_path) -> Path:
    """A copy of the campaign that a test may change."""
    return Path(shutil.copytree(example, tmp_path / "campaign"))
