"""The templates of a campaign: `templates/<name>/` with template.docx and template.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import jinja2
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from notice_kit.errors import NoticeKitError
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.source.located import Node, location_at
from notice_kit.source.yaml_file import read_yaml
from notice_kit.template.compile import compile_template
from notice_kit.template.compiled import CompiledTemplate
from notice_kit.template.environment import TEXT
from notice_kit.template.fields import covers, fields_of
from notice_kit.template.print_spec import PrintSpec
from notice_kit.validate import validate_document

T = TypeVar("T")
_Text = Annotated[str, StringConstraints(min_length=1)]


class BookSpec(BaseModel):
    """How a filled document becomes a book.

    Attributes:
        chapter: the name of the paragraph style in which the titles of chapters are set.
        begins: on which page a chapter begins.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    chapter: _Text
    begins: Literal["next_page", "odd_page"] = "next_page"


class TemplateSpec(BaseModel):
    """template.yaml: what a document is made for.

    Attributes:
        family: groups documents in summaries; may be named in place of the documents.
        for_each: what there is one document for.
        where: a condition in Jinja's words; None makes a document for each.
        file: the output's name below output/<name>/, with tags, without .docx.
        series: the key in campaign.yaml's `numbering` that gives the document its 发文字号.
        bind: the document is bound as a book; None leaves it as it is filled.
        print: how the document is printed, for the print list.
        fields: every field that the Word file, `where`, `file` and `copies` use: the contract
            between the data and the template.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    family: _Text
    for_each: Literal["campaign", "units", "branches", "winners", "reviews"]
    where: _Text | None = None
    file: _Text
    series: _Text | None = None
    bind: BookSpec | None = None
    print: PrintSpec = PrintSpec()
    fields: tuple[_Text, ...] = Field(min_length=1)

    @property
    def copies(self) -> str | None:
        """The expression that tells the copies; None where it is a number."""
        return self.print.copies if isinstance(self.print.copies, str) else None


@dataclass(frozen=True)
class Template:
    """A template of the campaign, ready to be filled.

    Attributes:
        name: its folder's name, which is the document's: 实施意见.
        spec: template.yaml.
        spec_node: template.yaml with places, for findings.
        word: template.docx, compiled.
        where: the condition, compiled; None makes a document for each.
        file: the pattern of the output's name, compiled.
        copies: how many copies are printed, compiled; None where the number stands in the spec.
        folder: of the campaign, where the pictures lie that its data name.
    """

    name: str
    spec: TemplateSpec
    spec_node: Node
    word: CompiledTemplate
    where: jinja2.environment.TemplateExpression | None
    file: jinja2.Template
    folder: Path
    copies: jinja2.environment.TemplateExpression | None = None

    def place(self, *path: str | int) -> Location:
        """Where something stands in template.yaml."""
        return location_at(self.spec_node, path)


def read_catalog(folder: Path) -> tuple[list[Template], list[Finding]]:
    """The templates below `folder`/templates, by name, and what is wrong with them."""
    templates: list[Template] = []
    findings: list[Finding] = []
    for path in sorted((folder / "templates").glob("*/")):
        if path.name.startswith("."):
            continue
        template, problems = _read_template(path, f"templates/{path.name}", folder)
        findings += problems
        if template is not None:
            templates.append(template)
    if not templates and not findings:
        findings.append(
            error(
                "NK-T10",
                _("there are no templates"),
                Location("templates"),
                remedy=_("Put a folder with template.docx and template.yaml there."),
            )
        )
    return templates, findings


def _read_template(path: Path, shown: str, folder: Path) -> tuple[Template | None, list[Finding]]:
    try:
        node, findings = read_yaml(path / "template.yaml", f"{shown}/template.yaml")
    except NoticeKitError as caught:
        return None, list(caught.findings)
    spec, problems = validate_document(node, TemplateSpec)
    findings += problems
    try:
        word = compile_template(path / "template.docx", f"{shown}/template.docx")
        findings += word.warnings
    except NoticeKitError as caught:
        findings += caught.findings
        word = None
    if spec is None:
        return None, findings
    where, problems = _compiled(_condition, spec.where, location_at(node, ("where",)))
    findings += problems
    file, problems = _compiled(TEXT.from_string, spec.file, location_at(node, ("file",)))
    findings += problems
    if word is None or file is None or (where is None and spec.where is not None):
        return None, findings
    copies, problems = _compiled(_condition, spec.copies, location_at(node, ("print", "copies")))
    findings += problems
    findings += _check_fields(spec, node, word)
    return Template(path.name, spec, node, word, where, file, folder, copies), findings


def _condition(source: str) -> jinja2.environment.TemplateExpression:
    return TEXT.compile_expression(source, undefined_to_none=False)


def _compiled(
    compile_: Callable[[str], T], source: str | None, place: Location
) -> tuple[T | None, list[Finding]]:
    """What stands in template.yaml, compiled; None where there is nothing, or a fault in it."""
    if source is None:
        return None, []
    try:
        return compile_(source), []
    except jinja2.TemplateSyntaxError as caught:
        wrong = error(
            "NK-T01",
            _("the tags do not fit together: {reason}").format(reason=caught.message),
            place,
            found=source,
            remedy=_("A condition stands without braces, a field in a file name within {{ }}."),
        )
        return None, [wrong]


def _own_uses(spec: TemplateSpec, node: Node) -> Iterator[tuple[str, Location]]:
    """The fields that template.yaml itself uses: in its conditions and its file name."""
    condition, copies = (
        source and f"{{% if {source} %}}{{% endif %}}" for source in (spec.where, spec.copies)
    )
    sources = ((("where",), condition), (("file",), spec.file), (("print", "copies"), copies))
    for place, source in sources:
        if source is not None:
            for use in fields_of(TEXT.parse(source)):
                yield use.path, location_at(node, place)


def _check_fields(spec: TemplateSpec, node: Node, word: CompiledTemplate) -> list[Finding]:
    """Fields that are used and not declared, and the other way round."""
    findings: list[Finding] = []
    used: list[str] = []
    for path, place in [*word.uses(), *_own_uses(spec, node)]:
        used.append(path)
        if not any(covers(declared, path) for declared in spec.fields):
            findings.append(
                error(
                    "NK-T02",
                    _("the field “{path}” is not declared").format(path=path),
                    place,
                    remedy=_("Add “- {path}” to fields in template.yaml.").format(path=path),
                )
            )
    for index, declared in enumerate(spec.fields):
        if not any(covers(declared, path) for path in used):
            findings.append(
                warning(
                    "NK-T03",
                    _("the field “{path}” is declared and not used").format(path=declared),
                    location_at(node, ("fields", index)),
                    remedy=_("Take the line out, or use the field in template.docx."),
                )
            )
    return findings
