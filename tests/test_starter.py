"""`init`: the example campaign in a new folder."""

import pytest

from notice_kit.building import prepare
from notice_kit.errors import DeliverError, UsageError
from notice_kit.starter import init


def test_a_new_folder_holds_a_campaign_that_is_ready(tmp_path):
    folder = tmp_path / "new" / "campaign"
    written = init(folder)
    assert all((folder / path).is_file() for path in written)
    assert sorted(path.name for path in folder.iterdir()) == [
        *("campaign.yaml", "criteria.yaml", "data", "manuscripts", "rules", "samples", "templates")
    ]
    prepared = prepare(folder)
    assert prepared.is_ready(strict=False)
    assert len(prepared.plan.jobs) > 100


def test_hidden_and_lock_files_are_left_behind(tmp_path):
    assert not [path for path in init(tmp_path / "new") if path.name.startswith((".", "~$"))]


@pytest.mark.parametrize("name", ["campaign.yaml", "data", "templates"])
def test_what_is_there_already_is_never_written_over(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(UsageError) as caught:
        init(tmp_path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.file) == ("NK-P10", str(tmp_path))
    assert finding.message == f"{name} is there already"
    assert finding.remedy
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"


def test_other_files_are_no_hindrance(tmp_path):
    (tmp_path / "说明.txt").write_text("mine")
    assert init(tmp_path)
    assert (tmp_path / "说明.txt").read_text() == "mine"


def test_a_file_in_place_of_the_folder_is_told(tmp_path):
    target = tmp_path / "file"
    target.write_text("mine")
    with pytest.raises(DeliverError):
        init(target)
    assert target.read_text() == "mine"
