"""Word files with pictures in them, and what is shown in their places when they are filled."""

import io
import posixpath
import zipfile
from html import escape
from pathlib import PurePosixPath

import pytest
import zxingcpp
from lxml import etree
from PIL import Image

from notice_kit import RenderError
from notice_kit.template.compile import compile_template
from tests.template.audit import whole
from tests.template.word import RELATIONS, WORD, W, zipped

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CM = 360_000  # EMU


def image(kind="PNG", size=(8, 4), colour="navy", **how):
    """The bytes of a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **how)
    return out.getvalue()


def graphic(descr="", name="图片", size=(2 * CM, 2 * CM), relation="rIdHolder"):
    return (
        f'<wp:docPr id="1" name="{name}" descr="{escape(descr)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="{name}" descr="{escape(descr)}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:srcRect l="1000"/>'
        '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{size[0]}" cy="{size[1]}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


def inline(descr, size=(2 * CM, 2 * CM), **how):
    """A run with a picture in the line."""
    return (
        f'<w:r><w:drawing xmlns:wp="{WP}"><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>{graphic(descr, size=size, **how)}'
        "</wp:inline></w:drawing></w:r>"
    )


def anchor(descr, size=(2 * CM, 2 * CM), at=(CM, CM), **how):
    """A picture that floats behind the text."""
    return (
        f'<w:r><w:drawing xmlns:wp="{WP}"><wp:anchor distT="0" distB="0" distL="0" distR="0"'
        ' simplePos="0" relativeHeight="251658240" behindDoc="1" locked="0" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        f"<wp:posOffset>{at[0]}</wp:posOffset></wp:positionH>"
        '<wp:positionV relativeFrom="paragraph">'
        f'<wp:posOffset>{at[1]}</wp:posOffset></wp:positionV><wp:extent cx="{size[0]}"'
        f' cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{graphic(descr, size=size, **how)}</wp:anchor></w:drawing></w:r>"
    )


def members(body, header=""):
    """The parts of a Word file with a picture that the body's and the header's drawings show."""
    made = whole(body)
    made["word/media/holder.png"] = image(colour="grey")
    relation = f'<Relationship Id="rIdHolder" Type="{RELATIONS}/image" Target="media/holder.png"/>'
    rels = "word/_rels/document.xml.rels"
    types = '<Override PartName="/word/media/holder.png" ContentType="image/png"/>'
    made[rels] = made[rels].replace("</Relationships>", f"{relation}</Relationships>")
    if header:
        made["word/header9.xml"] = f'<w:hdr xmlns:w="{W}" xmlns:r="{RELATIONS}">{header}</w:hdr>'
        made["word/_rels/header9.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relation}</Relationships>"
        )
        types += f'<Override PartName="/word/header9.xml" ContentType="{WORD}.header+xml"/>'
        made[rels] = made[rels].replace(
            "</Relationships>",
            f'<Relationship Id="rIdHeader" Type="{RELATIONS}/header" Target="header9.xml"/>'
            "</Relationships>",
        )
        made["word/document.xml"] = made["word/document.xml"].replace(
            "<w:sectPr/>",
            '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/></w:sectPr>',
        )
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "</Types>", f"{types}</Types>"
    )
    return made


def template(folder, body, **more):
    """The compiled template of that body."""
    path = folder / "t.docx"
    path.write_bytes(zipped(members(body, **more)))
    return compile_template(path, "t.docx")


class Shown:
    """A filled file, and what its drawings show."""

    def __init__(self, content, part="word/document.xml"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.members[part])
        path = PurePosixPath(part)
        rels = etree.fromstring(self.members[f"{path.parent}/_rels/{path.name}.rels"])
        self.targets = {
            rel.get("Id"): posixpath.normpath(path.parent / rel.get("Target")) for rel in rels
        }

    @property
    def drawings(self):
        return [*self.root.iter(f"{{{WP}}}inline", f"{{{WP}}}anchor")]

    def picture(self, drawing):
        """The bytes of the picture in a drawing."""
        blip = next(drawing.iter(f"{{{A}}}blip"))
        return self.members[self.targets[blip.get(f"{{{RELATIONS}}}embed")]]

    @property
    def pictures(self):
        return [self.picture(drawing) for drawing in self.drawings]

    @property
    def texts(self):
        """The alternative texts, in order."""
        return [one.get("descr") for one in self.root.iter(f"{{{WP}}}docPr")]

    @property
    def ids(self):
        return [one.get("id") for one in self.root.iter(f"{{{WP}}}docPr")]

    def media(self):
        return sorted(name for name in self.members if name.startswith("word/media/"))


def size(drawing):
    extent = drawing.find(f"{{{WP}}}extent")
    return int(extent.get("cx")), int(extent.get("cy"))


def charts(shown):
    """The charts of the drawings, in order: (name of the part, its tree)."""
    found = []
    for chart in shown.root.iter(f"{{{C}}}chart"):
        name = shown.targets[chart.get(f"{{{RELATIONS}}}id")]
        found.append((name, etree.fromstring(shown.members[name])))
    return found


def series(chart):
    """What a chart shows: of each series its name, and its points as (category, number)."""

    def values(one, tag):
        return [
            point.findtext(f"{{{C}}}v") for point in one.iterfind(f".//{{{C}}}{tag}//{{{C}}}pt")
        ]

    return [
        (*values(one, "tx"), [*zip(values(one, "cat"), values(one, "val"), strict=True)])
        for one in chart.iter(f"{{{C}}}ser")
    ]


def read_code(content):
    """What a QR code says."""
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(content)))
    return found.text


def refused(made, context, **where):
    """The one finding that filling comes to."""
    with pytest.raises(RenderError) as caught:
        made.render(context, **where)
    (finding,) = caught.value.findings
    return finding
