"""Every example of the template guides, and the tables of docs/data-guide.md, are true."""

import io
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from docx import Document

from notice_kit import RenderError, TemplateError, build, compile_template
from notice_kit.findings import has_errors
from notice_kit.loading import COLLECTIONS
from notice_kit.messages import use_language
from notice_kit.preparation import prepare
from tests.template.drawings import Shown, charts, image, inline, read_code, series, template
from tests.template.word import p

ROOT = Path(__file__).resolve().parent.parent
DATA_GUIDE = (ROOT / "docs" / "data-guide.md").read_text(encoding="utf-8")


def rows(text, columns):
    """The rows of all Markdown tables with that many columns, `|` within code kept."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    split = [re.split(r"(?<!\\)\|", line.strip("| ")) for line in lines]
    cells = [[cell.strip().replace("\\|", "|") for cell in row] for row in split]
    return [row for row in cells if len(row) == columns and not set(row[0]) <= set("-")]


def exact(value):
    """The data with decimals as the kit reads them."""
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return Decimal(str(value)) if isinstance(value, float) else value


class Guide:
    """A template guide: its data, its examples in lines and in blocks, and its faults."""

    def __init__(self, name, language):
        self.language = language
        self.text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        prose = re.sub(r"```.*?```", "", self.text, flags=re.DOTALL)
        data, self.spec = self.fenced("yaml")
        self.data = exact(yaml.safe_load("\n".join(data)))
        pairs = [row for row in rows(prose, 2) if re.search(r"\{[{%#]", row[0])]
        self.inline = [(written.strip("`"), printed) for written, printed in pairs]
        self.faults = [row for row in rows(prose, 3) if row[1].startswith("NK-")]
        self.drawn = [row for row in rows(prose, 3) if "|" in row[0] and row not in self.faults]
        self.blocks = list(zip(self.fenced("word"), self.fenced("document"), strict=True))
        # The new document of section 7 needs a campaign.
        self.family = next(one for one in self.blocks if one[0][0] == "{{ unit.name }}：")
        self.blocks.remove(self.family)
        names = re.findall(r"^```word (\S+\.docx)$", self.text, re.MULTILINE)
        self.files = {name: self.fenced(f"word {name}")[0] for name in names}

    def fenced(self, language):
        """The blocks in that language, without the indent of a list."""
        pattern = re.compile(rf"^( *)```{language}\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
        return [
            re.sub(rf"^{match[1]}", "", match[2], flags=re.MULTILINE).splitlines()
            for match in pattern.finditer(self.text)
        ]


GUIDES = {
    "en": Guide("template-guide.md", "en"),
    "zh": Guide("template-guide.zh-CN.md", "zh_CN"),
}


@pytest.fixture(params=GUIDES)
def guide(request):
    use_language(GUIDES[request.param].language)
    yield GUIDES[request.param]
    use_language("en")


def word_file(path, lines):
    """A Word file of paragraphs, or of a table where the lines begin with `|`."""
    document = Document()
    if lines[0].startswith("|"):
        table = [line.removeprefix("|").removesuffix("|").split(" | ") for line in lines]
        grid = document.add_table(len(table), max(map(len, table)))
        for at, row in enumerate(table):
            for column, text in enumerate(row):
                grid.cell(at, column).text = text.strip()
    else:
        for line in lines:
            document.add_paragraph(line)
    document.save(path)
    return path


def read(content):
    """What a Word file says, in the lines of the guide."""
    document = Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += ["| " + " | ".join(cell.text for cell in row.cells) + " |" for row in table.rows]
    return lines


def test_both_guides_have_the_same_examples():
    english, chinese = GUIDES["en"], GUIDES["zh"]
    assert (len(english.inline), len(english.faults), len(english.blocks)) == (34, 7, 9)
    assert (english.blocks, english.files) == (chinese.blocks, chinese.files)
    assert english.family == chinese.family
    assert [(row[0], row[2]) for row in english.drawn] == [
        (row[0], row[2]) for row in chinese.drawn
    ]
    assert (english.data, english.spec) == (chinese.data, chinese.spec)
    assert [row[:2] for row in english.faults] == [row[:2] for row in chinese.faults]
    different = [
        (one, other)
        for one, other in zip(english.inline, chinese.inline, strict=True)
        if one != other and "{#" not in one[0]
    ]
    assert different == []


def test_inline_examples(tmp_path, guide):
    for written, printed in guide.inline:
        template = compile_template(word_file(tmp_path / "template.docx", [written]))
        assert (written, read(template.render(guide.data))) == (written, [printed])


def test_block_examples(tmp_path, guide):
    for name, written in guide.files.items():
        word_file(tmp_path / name, written)
    for written, printed in guide.blocks:
        template = compile_template(word_file(tmp_path / "template.docx", written))
        assert read(template.render(guide.data)) == printed


def test_examples_in_alternative_texts(tmp_path, guide):
    (tmp_path / "照片").mkdir()
    hall = image("JPEG")
    (tmp_path / "照片" / "礼堂.jpg").write_bytes(hall)
    said = []
    for written, _what, _of in guide.drawn:
        made = template(tmp_path, p(inline(written.strip("`"))))
        shown = Shown(made.render(guide.data, folder=tmp_path))
        found = charts(shown)
        if found:
            ((_name, points),) = series(found[0][1])
            said.append("、".join(" ".join(point) for point in points))
        elif shown.pictures == [hall]:
            said.append(guide.data["unit"]["hall"])
        else:
            said.append(read_code(shown.pictures[0]))
    assert said == [row[2] for row in guide.drawn]
    assert len(said) == 3


def test_faults(tmp_path, guide):
    for written, code, message in guide.faults:
        path = word_file(tmp_path / "template.docx", [written.strip("`")])
        with pytest.raises((RenderError, TemplateError)) as caught:
            compile_template(path).render(guide.data)
        (finding,) = caught.value.findings
        assert (written, finding.code) == (written, code)
        assert finding.message.startswith(message)


def campaign_with(folder, written, spec):
    """The example campaign with one family alone: the guide's."""
    for name in ("campaign.yaml", "criteria.yaml"):
        shutil.copy(ROOT / name, folder)
    for name in ("data", "rules"):
        shutil.copytree(ROOT / name, folder / name)
    template = folder / "templates" / "工作提醒"
    template.mkdir(parents=True)
    word_file(template / "template.docx", written)
    (template / "template.yaml").write_text("\n".join(spec), encoding="utf-8")


def test_a_new_family(tmp_path, guide):
    written, printed = guide.family
    campaign_with(tmp_path, written, guide.spec)
    report = build(tmp_path, ["reminder"], ["T01"])
    assert not has_errors(report.findings)
    (job,) = report.delivered
    assert job.path == "工作提醒/T01-柳溪镇党委-工作提醒.docx"
    assert read((tmp_path / "output" / job.path).read_bytes()) == printed


def test_how_faults_are_told(tmp_path, guide):
    written = [line.replace("unit.deadline", "unit.dedline") for line in guide.family[0]]
    campaign_with(tmp_path, written, guide.spec)
    told = [str(finding) for finding in prepare(tmp_path).findings if has_errors([finding])]
    assert len(told) == 2
    for text in told:
        assert f": {text}\n" in guide.text


@pytest.mark.parametrize("key", COLLECTIONS)
def test_columns_of_a_sheet(key):
    model = COLLECTIONS[key]
    section = DATA_GUIDE.split(f"### {model.sheet} (`{key}`)\n")[1].split("\n#")[0]
    listed = [(row[0], row[1].strip("`")) for row in rows(section, 3)[1:]]
    assert listed == [(info.title, name) for name, info in model.model_fields.items()]
