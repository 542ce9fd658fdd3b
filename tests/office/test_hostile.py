"""Documents that would reach out: LibreOffice fetches nothing, reads nothing and runs nothing."""

from __future__ import annotations

import socket
import threading
import zipfile

import pytest

from notice_kit import convert
from notice_kit.findings import Location
from notice_kit.office import settings
from notice_kit.office.process import Order
from notice_kit.office.worker import start_worker
from tests.support import office
from tests.support.campaign import codes

pytestmark = pytest.mark.office

PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="p"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://'
    'schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships" r:link="rIdX"/><a:stretch><a:fillRect/></a:stretch>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
VML = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:50pt;height:'
    '50pt"><v:imagedata src="{url}"/></v:shape></w:pict></w:r></w:p>'
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
RELATION = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{url}" TargetMode="External"/>'
)


@pytest.fixture
def listener():
    """A server that nobody must call: its address, and who called."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def listen():
            while not done.is_set():
                try:
                    connection, _address = server.accept()
                except TimeoutError:
                    continue
                calls.append(connection.recv(200))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/x.png", calls
        done.set()
        thread.join()


def hostile(path, target, url):
    """The Word file with every kind of link to the address."""
    body = PICTURE + VML.format(url=url)
    body += "".join(
        FIELD.format(code=code)
        for code in (
            f'INCLUDEPICTURE "{url}" \\d',
            f'INCLUDETEXT "{url}"',
            f'DDEAUTO soffice "{url}" A1',
        )
    )
    relations = "".join(
        RELATION.format(kind=kind, url=url).replace("rIdX", f"rId{kind}")
        for kind in ("attachedTemplate", "oleObject", "aFChunk", "subDocument", "frame")
    ) + RELATION.format(kind="image", url=url)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
            if name == "word/_rels/document.xml.rels":
                content = content.replace(
                    b"</Relationships>", relations.encode() + b"</Relationships>"
                )
            out.writestr(name, content)
    return target


def test_nothing_is_fetched_from_the_network(word, tmp_path, listener):
    url, calls = listener
    path = hostile(word("好", "公文正文"), tmp_path / "坏.docx", url)
    report = convert([path])
    assert report.conversions[0].pages == 1
    assert codes(report.conversions[0].findings) == ["NK-S46"]
    assert calls == []


def test_libreoffice_fetches_nothing_even_where_links_are_left_in(word, tmp_path, listener):
    url, calls = listener
    path = hostile(word("好", "公文正文"), tmp_path / "坏.docx", url)
    order = Order(path.read_bytes(), {}, is_refreshed=True)
    assert office.worker().export(order, Location("坏.docx")).startswith(b"%PDF-")
    assert calls == []


def test_a_file_that_points_at_files_of_the_machine_is_refused(word, tmp_path):
    path = hostile(word("好", "公文正文"), tmp_path / "坏.docx", "file:///etc/passwd")
    content = path.read_bytes().replace(b' TargetMode="External"', b"")
    with zipfile.ZipFile(path) as source:
        members = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w") as out:
        for name, part in members.items():
            out.writestr(name, part.replace(b' TargetMode="External"', b""))
    assert content != path.read_bytes()
    (one,) = convert([path]).conversions
    assert one.pages == 0
    assert "NK-S44" in codes(one.findings)


def test_without_its_settings_libreoffice_would_have_called(word, tmp_path, listener, monkeypatch):
    url, calls = listener
    path = hostile(word("好", "公文正文"), tmp_path / "坏.docx", url)
    monkeypatch.setattr(settings, "SETTINGS", {})
    with start_worker() as worker:
        worker.export(Order(path.read_bytes(), {}, is_refreshed=True), Location("坏.docx"))
    assert calls != []
