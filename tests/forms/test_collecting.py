"""Forms that came back are told, checked and, when it is wanted, laid over the roster."""

from __future__ import annotations

import json
import zipfile
from datetime import date

import pytest
from typer.testing import CliRunner

from notice_kit.collecting import Change, collect
from notice_kit.commands import app
from notice_kit.loading import load
from tests.forms.filling import filled, put, without_controls
from tests.support.campaign import codes

PHONE = Change("党组织·联系电话", "0599-60001017", "0599-60009999")


def files(folder):
    data = [path for path in (folder / "data").rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in data}


def branch(folder, code):
    campaign, findings = load(folder)
    (found,) = [one.value for one in campaign.roster.branches if one.value.code == code]
    return found, findings


@pytest.fixture
def changed(made, tmp_path):
    """The form of V01 with another telephone number."""
    return put(tmp_path / "in", "甲.docx", filled(made["V01"], {"branches.phone": "0599-60009999"}))


def test_a_form_as_it_was_sent_changes_nothing(campaign, made, tmp_path):
    before = files(campaign)
    path = put(tmp_path, "form.docx", made["V01"])
    (form,) = collect(campaign, [path]).forms
    assert (form.branch, form.status, form.changes, form.findings) == ("V01", "unchanged", (), ())
    assert files(campaign) == before


def test_what_a_form_changes_is_told_and_only_written_when_it_is_wanted(campaign, changed):
    before = files(campaign)
    (form,) = collect(campaign, [changed]).forms
    assert (form.status, form.changes, form.findings) == ("changed", (PHONE,), ())
    assert files(campaign) == before


def test_what_is_written_is_laid_over_the_roster_whose_files_stay(campaign, changed):
    before = files(campaign)
    report = collect(campaign, [changed], write=True)
    after = files(campaign)
    assert {name: after[name] for name in before} == before
    received, collected = sorted(report.written, reverse=True)
    assert after.keys() - before.keys() == {received, collected}
    assert collected == "data/collected/V01.yaml"
    assert after[received] == changed.read_bytes()
    assert after[collected].decode().splitlines()[1:] == [
        "branches:",
        "- code: V01",
        "  phone: 0599-60009999",
        "  was:",
        "    phone: 0599-60001017",
    ]
    found, findings = branch(campaign, "V01")
    assert (found.phone, findings) == ("0599-60009999", [])


def test_collecting_twice_changes_nothing(campaign, changed):
    collect(campaign, [changed], write=True)
    before = files(campaign)
    report = collect(campaign, [changed], write=True)
    assert [form.status for form in report.forms] == ["unchanged"]
    assert report.written == ()
    assert files(campaign) == before


def test_a_later_form_is_laid_over_the_earlier_one(campaign, changed, made, tmp_path):
    collect(campaign, [changed], write=True)
    values = {"branches.phone": "0599-60001017", "branches.address": "新路1号"}
    later = put(tmp_path, "later.docx", filled(made["V01"], values))
    (form,) = collect(campaign, [later], write=True).forms
    assert {change.new for change in form.changes} == {"0599-60001017", "新路1号"}
    found, findings = branch(campaign, "V01")
    assert (found.phone, found.address, findings) == ("0599-60001017", "新路1号", [])
    assert "phone" not in (campaign / "data/collected/V01.yaml").read_text("utf-8")


def test_a_roster_that_changed_since_is_told(campaign, changed):
    collect(campaign, [changed], write=True)
    path = campaign / "data/units.yaml"
    path.write_text(path.read_text("utf-8").replace("0599-60001017", "0599-60007777"), "utf-8")
    found, findings = branch(campaign, "V01")
    assert found.phone == "0599-60009999"
    assert codes(findings) == ["NK-F20"]
    assert (findings[0].found, findings[0].wanted) == ("0599-60007777", "0599-60009999")


def test_every_sheet_is_filled_and_every_kind_of_value_read(campaign, made, tmp_path):
    values = {
        "branches.founded": "1957.4.12",
        "branches.unit": "石桥镇党委",
        "branches.kind": "社区",
        "rooms.area": "120.50",
        "rooms.television": "无",
        "rooms.dvd": "无",
        "systems.bound": "否",
        "secretary.phone": "13900000000",
        "branches.deeds": "第一行\n第二行 《》&<>",
    }
    path = put(tmp_path, "f.docx", filled(made["V03"], values))
    report = collect(campaign, [path], write=True)
    assert report.findings == ()
    loaded, findings = load(campaign)
    assert findings == []
    roster = loaded.roster
    (own,) = [one.value for one in roster.branches if one.value.code == "V03"]
    assert (own.founded, own.kind) == (date(1957, 4, 12), "社区")
    assert own.deeds == "第一行\n第二行 《》&<>"
    (room,) = [one.value for one in roster.rooms if one.value.branch == "V03"]
    assert (str(room.area), room.television, room.dvd) == ("120.5", 0, False)
    (systems,) = [one.value for one in roster.systems if one.value.branch == "V03"]
    assert systems.bound is False
    people = [one.value for one in roster.members if one.value.branch == "V03"]
    assert [one.phone for one in people if one.post == "书记"] == ["13900000000"]


def test_a_value_that_validate_would_refuse_is_told_with_file_and_field(campaign, made, tmp_path):
    values = {"branches.founded": "去年", "rooms.area": "很大"}
    path = put(tmp_path, "f.docx", filled(made["V01"], values))
    report = collect(campaign, [path], write=True)
    assert [form.status for form in report.forms] == ["refused"]
    assert codes(report.findings) == ["NK-D06", "NK-D06"]
    places = {(one.location.file, one.location.paragraph) for one in report.findings}
    assert places == {(str(path), "成立日期"), (str(path), "使用面积")}
    assert not (campaign / "data/collected").exists()


def test_good_forms_go_on_beside_bad_files(campaign, changed, made, tmp_path):
    folder = changed.parent
    put(folder, "doc.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    put(folder, "wps.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    secret = "EncryptedPackage".encode("utf-16-le")
    put(folder, "locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + secret)
    put(folder, "cut.docx", made["V01"][:2000])
    put(folder, "empty.docx", b"")
    put(folder, "scan.pdf", b"%PDF-1.7")
    put(folder, "~$甲.docx", b"lock file of Word")
    put(folder, "half.docx", filled(made["blank"], {"branches.name": "不知何处党支部"}))
    report = collect(campaign, [folder], write=True)
    found = {
        path.file.rpartition("/")[2]: (path.status, codes(path.findings)) for path in report.forms
    }
    assert found == {
        "doc.doc": ("refused", ["NK-S31"]),
        "wps.wps": ("refused", ["NK-S31"]),
        "locked.docx": ("refused", ["NK-S32"]),
        "cut.docx": ("refused", ["NK-S33"]),
        "empty.docx": ("refused", ["NK-S03"]),
        "scan.pdf": ("refused", ["NK-F06"]),
        "half.docx": ("refused", ["NK-F10"]),
        "甲.docx": ("changed", []),
    }
    assert all(one.remedy for one in report.findings)
    assert branch(campaign, "V01")[0].phone == "0599-60009999"


def test_a_form_without_a_code_is_known_by_its_name(campaign, made, tmp_path):
    values = {"branches.name": "柳溪镇杏花村党总支", "branches.phone": "0599-60009999"}
    path = put(tmp_path, "renamed.docx", without_controls(filled(made["blank"], values)))
    (form,) = collect(campaign, [path]).forms
    assert (form.branch, form.status, form.changes) == ("V01", "changed", (PHONE,))
    assert codes(form.findings) == ["NK-F04"]


def test_a_code_of_another_branch_is_refused(campaign, made, tmp_path):
    path = put(tmp_path, "f.docx", filled(made["V01"], {"branches.code": "V02"}))
    (form,) = collect(campaign, [path]).forms
    assert (form.status, codes(form.findings)) == ("refused", ["NK-F11"])


def test_two_forms_that_differ_are_both_left_out(campaign, changed, made, tmp_path):
    other = put(tmp_path, "乙.docx", filled(made["V01"], {"branches.phone": "0599-60008888"}))
    report = collect(campaign, [changed, other], write=True)
    assert [form.status for form in report.forms] == ["conflicting", "conflicting"]
    assert codes(report.findings) == ["NK-F05", "NK-F05"]
    assert {one.found for one in report.findings} == {"联系电话"}
    assert not (campaign / "data/collected").exists()


def test_of_two_forms_that_say_the_same_one_is_taken(campaign, changed, tmp_path):
    twin = put(tmp_path, "乙.docx", changed.read_bytes())
    report = collect(campaign, [changed, twin], write=True)
    assert [form.status for form in report.forms] == ["changed", "duplicate"]
    assert codes(report.findings) == ["NK-F07"]


def test_another_secretary_is_told_and_left_to_the_roster(campaign, made, tmp_path):
    path = put(tmp_path, "f.docx", filled(made["V01"], {"secretary.name": "新书记"}))
    (form,) = collect(campaign, [path]).forms
    assert (form.status, codes(form.findings)) == ("unchanged", ["NK-F12"])


def test_an_unknown_unit_is_an_error(campaign, made, tmp_path):
    path = put(tmp_path, "f.docx", filled(made["V01"], {"branches.unit": "中共青禾县柳西镇委员会"}))
    (form,) = collect(campaign, [path]).forms
    assert form.status == "refused"
    assert "NK-F13" in codes(form.findings)
    assert "中共青禾县柳溪镇委员会" in form.findings[0].remedy


@pytest.mark.parametrize(
    ("day", "late"), [(date(2026, 7, 20), []), (date(2026, 7, 21), ["NK-F08"])]
)
def test_a_form_after_the_deadline_is_flagged(campaign, changed, day, late):
    (form,) = collect(campaign, [changed], received=day).forms
    assert codes(form.findings) == late
    assert form.status == "changed"


def test_a_nomination_over_the_quota_is_not_taken(campaign, made, tmp_path):
    path = campaign / "data/units.yaml"
    loaded, _findings = load(campaign)
    full = {
        one.value.code
        for one in loaded.roster.units
        if one.value.quota
        == sum(b.value.unit == one.value.code and b.value.candidate for b in loaded.roster.branches)
    }
    other = next(
        one.value
        for one in loaded.roster.branches
        if one.value.unit in full and not one.value.candidate
    )
    values = {"branches.name": other.name, "branches.code": other.code}
    form = put(tmp_path, "f.docx", filled(made["blank"], values))
    before = path.read_bytes()
    (told,) = collect(campaign, [form], write=True).forms
    assert told.status == "refused"
    assert "NK-D45" in codes(told.findings)
    assert path.read_bytes() == before


def test_the_command_tells_the_same_as_json(campaign, changed):
    runner = CliRunner()
    done = runner.invoke(app, ["collect", str(changed), "-C", str(campaign), "--format", "json"])
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told["totals"] == {"changed": 1}
    assert told["forms"][0]["changes"] == [
        {"field": "党组织·联系电话", "old": "0599-60001017", "new": "0599-60009999"}
    ]


def test_the_received_copy_is_the_file_that_came(campaign, changed):
    collect(campaign, [changed], write=True)
    (copy,) = (campaign / "data/received").iterdir()
    assert copy.name.endswith("-甲.docx")
    assert zipfile.is_zipfile(copy)
    assert copy.read_bytes() == changed.read_bytes()


def test_what_fits_nowhere_in_a_collected_file_is_told(campaign):
    text = "branches:\n- {code: V01, phon: 1}\n- {phone: 0599-60009999}\nroom:\n- {branch: V01}\n"
    put(campaign / "data/collected", "V01.yaml", text.encode())
    _campaign, findings = load(campaign)
    told = [(one.code, one.location.line) for one in findings]
    assert told == [("NK-F21", 2), ("NK-F22", 3), ("NK-F21", 4)]
    assert "phone" in findings[0].remedy
