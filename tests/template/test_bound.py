"""Controls that are bound to custom XML: both say what the data say."""

import pytest
from lxml import etree

from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.template.compile import compile_template
from tests.template.audit import whole

STORE = "{11111111-2222-3333-4444-555555555555}"
ITEM = "customXml/item7.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def template(tmp_path, xpath, tag="{{ name }}", kind="<w:text/>", more=""):
    """A template with one bound control, as Word writes it."""
    control = (
        f"<w:p><w:sdt><w:sdtPr>{more}<w:dataBinding w:prefixMappings=\"xmlns:n='urn:n'\""
        f' w:xpath="{xpath}" w:storeItemID="{STORE.lower()}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{tag}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    members = {name: text.encode() for name, text in whole(control).items()}
    members[ITEM] = b'<n:card xmlns:n="urn:n"><n:name>old</n:name></n:card>'
    members["customXml/itemProps7.xml"] = (
        f'<ds:datastoreItem xmlns:ds="{RELATION.removesuffix("/relationships")}/customXml"'
        f' ds:itemID="{STORE}"/>'
    ).encode()
    members["customXml/_rels/item7.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
        f' Type="{RELATION}/customXmlProps" Target="itemProps7.xml"/></Relationships>'
    ).encode()
    path = tmp_path / "template.docx"
    path.write_bytes(write_package(members))
    return compile_template(path)


def stored(content):
    return etree.fromstring(read_members(content, "f", "docx")[ITEM])[0].text


@pytest.mark.parametrize("text", ["甲 & <乙>", "一\n二", "《》“”"])
def test_the_custom_xml_says_what_the_control_shows(tmp_path, text):
    made = template(tmp_path, "/n:card[1]/n:name[1]").render({"name": text})
    assert stored(made) == text


def test_a_date_is_stored_as_word_stores_it(tmp_path):
    kind = '<w:date><w:storeMappedDataAs w:val="date"/></w:date>'
    made = template(tmp_path, "/n:card/n:name", kind=kind).render({"name": "2026年7月1日"})
    assert stored(made) == "2026-07-01"


def test_a_control_that_shows_its_placeholder_stores_nothing(tmp_path):
    made = template(tmp_path, "/n:card/n:name", more="<w:showingPlcHdr/>").render({"name": "甲"})
    assert stored(made) == "old"


@pytest.mark.parametrize(
    "xpath", ["//n:name", "/n:card/n:name[count(//*) &gt; 0]", "/x:card/x:name", "/n:card/n:else"]
)
def test_a_path_that_is_no_plain_one_or_leads_nowhere_is_left_alone(tmp_path, xpath):
    assert stored(template(tmp_path, xpath).render({"name": "甲"})) == "old"


def test_the_same_data_give_the_same_bytes(tmp_path):
    compiled = template(tmp_path, "/n:card[1]/n:name[1]")
    assert compiled.render({"name": "甲"}) == compiled.render({"name": "甲"})
