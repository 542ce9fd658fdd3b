"""The pages of docs/rules are those that the rules' docstrings make."""

from tools.make_rule_pages import FOLDER, pages


def test_pages_are_made_anew_after_each_change():
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert present == pages()
