"""Profiles: local custom read from YAML, its faults told all at once."""

from pathlib import Path

import pytest

from notice_kit.errors import UsageError
from notice_kit.findings import Severity
from notice_kit.measure import Length
from notice_kit.profile import Profile, built_in, read_profile
from notice_kit.rules.registry import all_rules
from notice_kit.standard.fonts import FontClass


def write(tmp_path, text):
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_says_what_is_custom(tmp_path):
    text = (
        "name: 县委组织部\nlines: [29]\nbold: [三级标题]\nfonts: {仿宋: [自造仿宋]}\n"
        "disabled: [P-10]\nseverities: {P-09: info}\n"
    )
    profile = read_profile(write(tmp_path, text), all_rules())
    assert profile.accepted_lines == (Length.pt(29),)
    assert profile.severities == {"P-09": Severity.INFO}
    assert profile.accepts_font("自造仿宋", FontClass.FANGSONG)
    assert not profile.accepts_font("自造仿宋", FontClass.KAITI)


def test_faults_are_told_with_their_remedy(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_profile(write(tmp_path, "linse: [29]\nname: x\n"))
    assert "lines" in str(caught.value)
    with pytest.raises(UsageError) as caught:
        read_profile(write(tmp_path, "disabled: [P-99, F-1]\n"), all_rules())
    assert [one.code for one in caught.value.findings] == ["NK-G04", "NK-G04"]


@pytest.mark.parametrize("name", ["29pt", "gbk"])
def test_the_kit_s_own_profiles_are_known_by_name(name):
    assert name in built_in()
    assert read_profile(Path(name), all_rules()).name == name


def test_large_sets_of_characters_only():
    profile = Profile(large_fonts_only=True)
    assert profile.accepts_font("方正仿宋_GBK", FontClass.FANGSONG)
    assert not profile.accepts_font("仿宋_GB2312", FontClass.FANGSONG)
