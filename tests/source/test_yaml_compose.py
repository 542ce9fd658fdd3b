"""What YAML could do that no data needs: types, aliases, bombs, deep nesting."""

from itertools import pairwise
from pathlib import Path

import pytest
from tests.source.support import refusals
from tests.source.yaml_support import read, refused


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("!!python/object/apply:os.system ['touch x']", "!!python/object/apply:os.system"),
        ("!!int '3'", "!!int"),
        ("!important x", "!important"),
        ("!!set {x}", "!!set"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_types_are_not_read(tmp_path: Path, value: str, shown: str) -> None:
    _value, findings = read(tmp_path, f"a: {value}\n")
    assert findings == [
        f"error: a.yaml:1:4: NK-S11 types written as “!…” are not read: {shown}; found: {shown}"
    ]


@pytest.mark.usefixtures("loader")
def test_aliases_stand_for_what_they_name(tmp_path: Path) -> None:
    assert read(tmp_path, "a: &x [1, 2]\nb: *x\n") == ({"a": [1, 2], "b": [1, 2]}, [])


@pytest.mark.parametrize("text", ["a: *x\n", "a: &x [*x]\n", "a: &x {b: *x}\n"])
@pytest.mark.usefixtures("loader")
def test_an_alias_to_nothing_or_itself(tmp_path: Path, text: str) -> None:
    _value, findings = read(tmp_path, text)
    assert len(findings) == 1
    assert "NK-S20 “*x” stands for nothing that was written before" in findings[0]


@pytest.mark.usefixtures("loader")
def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    names = "abcdefghi"
    text = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for before, name in pairwise(names):
        text += f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    (line,) = refusals(refused(tmp_path, text))
    assert line == "error: a.yaml:7:11: NK-S18 the file stands for more than 1,000,000 values"


@pytest.mark.usefixtures("loader")
def test_an_alias_bomb_of_mappings_is_refused(tmp_path: Path) -> None:
    keys = "abcdefghi"
    text = f"a: &a {{{', '.join(f'{key}: x' for key in keys)}}}\n"
    for before, name in pairwise(keys):
        text += f"{name}: &{name} {{{', '.join(f'{key}: *{before} ' for key in keys)}}}\n"
    (finding,) = refused(tmp_path, text).findings
    assert (finding.code, finding.location.line) == ("NK-S18", 7)


@pytest.mark.parametrize("text", ["[" * 20_000, "a: " + "{a: " * 5_000, "- " * 20_000 + "x\n"])
def test_deep_nesting_is_refused(tmp_path: Path, text: str) -> None:
    (finding,) = refused(tmp_path, text).findings
    assert finding.code == "NK-S19"
    assert finding.message == "values are nested more than 100 levels deep"


@pytest.mark.usefixtures("loader")
def test_a_hundred_levels_are_read_and_no_more(tmp_path: Path) -> None:
    assert read(tmp_path, "[" * 100 + "]" * 100)[1] == []
    assert [one.code for one in refused(tmp_path, "[" * 101 + "]" * 101).findings] == ["NK-S19"]


@pytest.mark.usefixtures("loader")
def test_depth_counts_through_aliases(tmp_path: Path) -> None:
    half = "[" * 49 + "x" + "]" * 49
    assert read(tmp_path, f"- &a {half}\n- {'[' * 50}*a{']' * 50}\n")[1] == []
    text = f"- &a {half}\n- {'[' * 51}*a{']' * 51}\n"
    assert [one.code for one in refused(tmp_path, text).findings] == ["NK-S19"]
