"""What imports from notice_kit is what it says, and importing it is cheap."""

import subprocess
import sys

import pytest

import notice_kit


@pytest.mark.parametrize("name", notice_kit.__all__)
def test_each_public_name_imports_and_is_documented(name):
    found = getattr(notice_kit, name)
    assert found.__name__ == name
    assert found.__module__.startswith("notice_kit.")
    assert found.__doc__


def test_all_is_sorted_without_repeats_and_complete():
    names = notice_kit.__all__
    assert len(set(names)) == len(names)
    assert set(names) == set(notice_kit._HOME)


def test_a_star_import_gives_exactly_these_names():
    space = {}
    exec("from notice_kit import *", space)
    assert space.keys() - {"__builtins__"} == set(notice_kit.__all__)


def test_another_name_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        notice_kit.nothing  # noqa: B018


def test_importing_the_package_loads_no_office_library():
    code = (
        "import sys, notice_kit;"
        "print([name for name in ('openpyxl', 'docx', 'docxtpl', 'pydantic', 'rich')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engine_alone_reads_no_excel():
    code = (
        "import sys; from notice_kit import compile_template;"
        "print([name for name in ('openpyxl', 'rich', 'typer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
