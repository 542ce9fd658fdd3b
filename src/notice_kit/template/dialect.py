"""The tag dialect: docxtpl's tags in the XML of a part → the text of a Jinja template.

docxtpl's own `patch_xml` defines the dialect; it runs once for each template and keeps no state.
"""

from __future__ import annotations

import re

from docxtpl import DocxTemplate

from notice_kit.template.fullwidth import with_plain_signs
from notice_kit.template.own_tags import as_typed

_TAG = re.compile(r"\{[{%#]")
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
# docxtpl's way to print braces; as expressions, so that the same signs in data stay as they are.
_BRACES = {"{_{": "{{ '{{' }}", "}_}": "{{ '}}' }}", "{_%": "{{ '{%' }}", "%_}": "{{ '%}' }}"}


def jinja_source(xml: str) -> str | None:
    """The part as Jinja text, one paragraph to a line, so that a line number names a paragraph.

    Returns:
        None when the part holds no tag.
    """
    patched = DocxTemplate("").patch_xml(with_plain_signs(xml))
    # patch_xml turns the other entities of a tag back into signs.
    patched = _WHOLE_TAG.sub(lambda tag: tag[0].replace("&amp;", "&"), patched)
    for escaped, braces in _BRACES.items():
        patched = patched.replace(escaped, braces)
    if not _TAG.search(patched):
        return None
    one_line = patched.replace("\r", "").replace("\n", " ")
    return re.sub(r"(?=<w:p[ >])|(?<=</w:p>)(?!<w:p[ >])", "\n", one_line)


def paragraph_text(source_line: str) -> str:
    """What an author reads in the paragraph of that line: no markup, tags as typed."""
    text = _MARKUP.sub("", as_typed(source_line))
    for escaped, braces in _BRACES.items():
        text = text.replace(braces, escaped)
    return " ".join(text.split())
