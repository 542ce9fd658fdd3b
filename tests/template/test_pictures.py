"""Pictures and QR codes in the places of a template's pictures."""

import io
import pickle
from decimal import Decimal

import pytest
from PIL import Image

from notice_kit import RenderError, TemplateError, build
from notice_kit.template.compile import compile_template
from notice_kit.template.json_schema import json_schema
from tests.support.campaign import campaign_files, write_tree
from tests.template.audit import complaints
from tests.template.drawings import (
    CM,
    PIC,
    WP,
    A,
    Shown,
    anchor,
    image,
    inline,
    members,
    read_code,
    refused,
    size,
    template,
)
from tests.template.word import by_docxtpl, p, table, zipped

RED, BLUE = image(colour="red"), image("JPEG", (4, 8), "blue")


def placed(at, direction):
    return int(at.find(f"{{{WP}}}position{direction}/{{{WP}}}posOffset").text)


class TestQr:
    @pytest.mark.parametrize(
        "text", ["https://example.cn/a?b=1&c=2", "青禾县柳溪镇党委 “报送”", "0123456789" * 60]
    )
    def test_says_the_text(self, tmp_path, text):
        made = template(tmp_path, p(inline("{{ unit.form_url|qr }}")))
        content = made.render({"unit": {"form_url": text}})
        (picture,) = Shown(content).pictures
        assert read_code(picture) == text
        assert complaints(tmp_path, content) == []
        assert content == made.render({"unit": {"form_url": text}})

    def test_is_a_square_in_the_box(self, tmp_path):
        made = template(tmp_path, p(inline("{{ n|qr }}", size=(4 * CM, 2 * CM))))
        shown = Shown(made.render({"n": 12}))
        assert size(shown.drawings[0]) == (2 * CM, 2 * CM)
        assert read_code(shown.pictures[0]) == "12"
        assert Image.open(io.BytesIO(shown.pictures[0])).width >= 1000

    def test_of_too_long_a_text(self, tmp_path):
        made = template(tmp_path, p(inline("{{ text|qr }}")))
        finding = refused(made, {"text": "字" * 1000})
        assert (finding.code, finding.found) == ("NK-T44", "字" * 40 + "…")
        assert finding.location.part == "word/document.xml"

    def test_typed_with_full_width_signs(self, tmp_path):
        made = template(tmp_path, p(inline("｛｛ unit。form_url｜replace（“x”，“y”）|qr ｝｝")))
        assert read_code(Shown(made.render({"unit": {"form_url": "ax"}})).pictures[0]) == "ay"


class TestPicture:
    def test_by_path(self, tmp_path):
        (tmp_path / "照片").mkdir()
        (tmp_path / "照片" / "a.png").write_bytes(RED)
        made = template(tmp_path, p(inline("{{ member.photo|picture }}")))
        for path in ("照片/a.png", "照片\\a.png", " 照片/a.png "):
            content = made.render({"member": {"photo": path}}, folder=tmp_path)
            assert Shown(content).pictures == [RED]
        assert complaints(tmp_path, content) == []

    def test_by_bytes(self, tmp_path):
        made = template(tmp_path, p(inline("{{ photo|picture }}")))
        content = made.render({"photo": RED})
        assert Shown(content).pictures == [RED]
        assert made.render({"photo": RED}) == content

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
    def test_of_every_kind(self, tmp_path, kind):
        made = template(tmp_path, p(inline("{{ photo|picture }}")))
        content = made.render({"photo": image(kind)})
        shown = Shown(content)
        assert shown.pictures == [image(kind)]
        assert any(name.endswith(f".{kind.lower()}") for name in shown.media())
        assert complaints(tmp_path, content) == []

    def test_is_fitted_into_the_box(self, tmp_path):
        made = template(tmp_path, p(inline("{{ a|picture }}"), inline("{{ b|picture }}")))
        shown = Shown(made.render({"a": image(size=(8, 4)), "b": image(size=(4, 8))}))
        assert [size(one) for one in shown.drawings] == [(2 * CM, CM), (CM, 2 * CM)]
        assert [one.attrib for one in shown.root.iter(f"{{{A}}}ext")] == [
            {"cx": str(2 * CM), "cy": str(CM)},
            {"cx": str(CM), "cy": str(2 * CM)},
        ]
        assert [*shown.root.iter(f"{{{A}}}srcRect")] == []

    def test_that_fills_the_box_is_cut(self, tmp_path):
        made = template(tmp_path, p(inline("{{ photo|picture(fill=true) }}")))
        shown = Shown(made.render({"photo": image(size=(8, 4))}))
        assert size(shown.drawings[0]) == (2 * CM, 2 * CM)
        (crop,) = shown.root.iter(f"{{{A}}}srcRect")
        assert crop.attrib == {"l": "25000", "r": "25000"}

    def test_that_floats_keeps_its_middle(self, tmp_path):
        """A seal: it stays behind the text where the template has it."""
        made = template(tmp_path, p(anchor("{{ seal|picture }}", at=(3 * CM, -CM))))
        content = made.render({"seal": image(size=(8, 4))})
        (seal,) = Shown(content).drawings
        assert seal.get("behindDoc") == "1"
        assert size(seal) == (2 * CM, CM)
        assert (placed(seal, "H"), placed(seal, "V")) == (3 * CM, -CM + CM // 2)
        assert complaints(tmp_path, content) == []

    def test_of_a_telephone_that_puts_two_into_one_file(self, tmp_path):
        out = io.BytesIO()
        first, second = Image.new("RGB", (8, 4), "red"), Image.new("RGB", (4, 2))
        first.save(out, "MPO", save_all=True, append_images=[second])
        shown = Shown(
            template(tmp_path, p(inline("{{ photo|picture }}"))).render({"photo": out.getvalue()})
        )
        assert shown.pictures == [out.getvalue()]
        assert shown.media()[0].endswith(".jpeg")

    def test_of_a_camera_that_was_turned_is_upright(self, tmp_path):
        exif = Image.Exif()
        exif[0x0112] = 6
        made = template(tmp_path, p(inline("{{ photo|picture }}")))
        shown = Shown(made.render({"photo": image("JPEG", (40, 20), exif=exif.tobytes())}))
        assert size(shown.drawings[0]) == (CM, 2 * CM)
        turned = Image.open(io.BytesIO(shown.pictures[0]))
        assert (turned.size, turned.getexif().get(0x0112, 1)) == ((20, 40), 1)


class TestPlaces:
    def test_in_rows_of_a_loop(self, tmp_path):
        rows = table(
            ["{%tr for m in members %}", ""],
            ["{{ m.name }}", f"<w:tc><w:tcPr/>{p(inline('{{ m.photo|picture }}'))}</w:tc>"],
            ["{%tr endfor %}", ""],
        )
        made = template(tmp_path, rows + p("end"))
        people = [
            {"name": n, "photo": photo} for n, photo in zip("甲乙丙", (RED, BLUE, RED), strict=True)
        ]
        content = made.render({"members": people})
        shown = Shown(content)
        assert shown.pictures == [RED, BLUE, RED]
        assert len(shown.media()) == 2  # each picture once
        assert len(set(shown.ids)) == 3
        assert complaints(tmp_path, content) == []
        assert content == made.render({"members": people})

    def test_in_a_header(self, tmp_path):
        made = template(tmp_path, p("{{ a }}"), header=p(inline("{{ a|qr }}")))
        content = made.render({"a": "x1"})
        assert read_code(Shown(content, "word/header9.xml").pictures[0]) == "x1"
        assert complaints(tmp_path, content) == []

    def test_in_a_text_box_and_its_fallback(self, tmp_path):
        wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        inner = f"<w:txbxContent>{p(inline('{{ a|qr }}'))}</w:txbxContent>"
        box = inline("").replace(PIC, wps)
        start, end = box.index("<pic:pic"), box.index("</pic:pic>") + len("</pic:pic>")
        box = (
            f'{box[:start]}<wps:wsp xmlns:wps="{wps}"><wps:cNvSpPr/><wps:spPr/><wps:txbx>{inner}'
            f"</wps:txbx><wps:bodyPr/></wps:wsp>{box[end:]}"
        )
        drawn = box.removeprefix("<w:r>").removesuffix("</w:r>")
        body = (
            f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice xmlns:wps="{wps}"'
            f' Requires="wps">{drawn}</mc:Choice><mc:Fallback><w:pict>'
            f'<v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inner}</v:textbox>'
            "</v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        shown = Shown(template(tmp_path, p(body)).render({"a": "boxed"}))
        inside = [one for one in shown.drawings if next(one.iter(f"{{{A}}}blip"), None) is not None]
        codes = {read_code(shown.picture(one)) for one in inside}
        assert codes == {"boxed"}
        assert len(set(shown.ids)) == len(shown.ids) == 3

    def test_in_alternate_content(self, tmp_path):
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        drawn = anchor("{{ a|qr }}").removeprefix("<w:r>").removesuffix("</w:r>")
        body = (
            f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wp">{drawn}'
            f"</mc:Choice><mc:Fallback>{drawn}</mc:Fallback></mc:AlternateContent></w:r>"
        ).replace("<mc:Choice", f'<mc:Choice xmlns:wp="{WP}"')
        made = template(tmp_path, p("前", body, "后"))
        assert [read_code(one) for one in Shown(made.render({"a": "x"})).pictures] == ["x"]

    def test_with_a_condition_that_does_not_hold_goes(self, tmp_path):
        made = template(
            tmp_path, p("前", inline("{% if photo %}{{ photo|picture }}{% endif %}"), "后")
        )
        assert Shown(made.render({"photo": RED})).pictures == [RED]
        shown = Shown(made.render({"photo": None}))
        assert (shown.drawings, "".join(shown.root.itertext()).strip()) == ([], "前后")

    def test_of_a_blank_row_goes(self, tmp_path):
        made = template(
            tmp_path,
            p("{%p for m in members|pad_to(3) %}")
            + p(inline("{{ m.photo|picture }}"))
            + p("{%p endfor %}"),
        )
        assert Shown(made.render({"members": [{"photo": RED}]})).pictures == [RED]

    def test_the_rest_of_the_alternative_text_stays(self, tmp_path):
        made = template(tmp_path, p(inline("{{ m.name }}的照片 {{ m.photo|picture }}")))
        shown = Shown(made.render({"m": {"name": "雷振兴 & 家人", "photo": RED}}))
        assert (shown.pictures, shown.texts) == ([RED], ["雷振兴 & 家人的照片"])

    def test_beside_docxtpl_s_pictures(self, tmp_path):
        made = template(
            tmp_path,
            p(inline("{{ a|picture }}")) + p(inline("logo", name="logo", relation="rIdHolder")),
        )
        shown = Shown(made.render({"a": RED}, pictures={"logo": BLUE}))
        assert shown.pictures == [RED, BLUE]

    def test_in_tags_that_run_apart(self, tmp_path):
        made = template(tmp_path, p("{{ 2 ** n }}", inline("{{ a|picture }}")))
        assert Shown(made.render({"a": RED, "n": 3})).pictures == [RED]

    def test_the_placeholder_s_own_picture_goes(self, tmp_path):
        """It may be anybody's photograph; where another picture shows it too, it stays."""
        made = template(tmp_path, p(inline("{{ a|qr }}")), header=p(inline("{{ a|qr }}")))
        shown = Shown(made.render({"a": "x"}))
        assert "word/media/holder.png" not in shown.members
        assert b"holder" not in shown.members["[Content_Types].xml"]
        assert b"holder" not in shown.members["word/_rels/header9.xml.rels"]
        other = template(tmp_path, p(inline("{{ a|qr }}")), header=p(inline("logo")))
        assert "word/media/holder.png" in Shown(other.render({"a": "x"})).members
        same = template(tmp_path, p(inline("{{ a|qr }}"), inline("logo")))
        assert Shown(same.render({"a": "x"})).pictures[1] == image(colour="grey")

    def test_in_a_template_that_was_made_from_a_filled_one(self, tmp_path):
        made = template(tmp_path, p(inline("{{ '{{' }} b|picture }} {{ a|picture }}"), inline("x")))
        again = tmp_path / "again.docx"
        again.write_bytes(made.render({"a": RED}))
        content = compile_template(again).render({"b": BLUE})
        assert Shown(content).pictures == [BLUE, image(colour="grey")]
        assert complaints(tmp_path, content) == []

    def test_of_a_pickled_template(self, tmp_path):
        made = pickle.loads(pickle.dumps(template(tmp_path, p(inline("{{ a|picture }}")))))
        assert Shown(made.render({"a": RED})).pictures == [RED]


class TestDocxtpl:
    @pytest.mark.parametrize("text", ["{{ a }}", "图片 {{ a|upper }}", "picture", "qr|{{ a }}"])
    def test_other_alternative_texts_are_docxtpl_s(self, tmp_path, text):
        file = zipped(members(p(inline(text))))
        path = tmp_path / "t.docx"
        path.write_bytes(file)
        ours, theirs = (
            Shown(content)
            for content in (
                compile_template(path).render({"a": "x < y"}),
                by_docxtpl(file, {"a": "x < y"}),
            )
        )
        assert ours.texts == theirs.texts
        assert ours.pictures == theirs.pictures
        assert size(ours.drawings[0]) == (2 * CM, 2 * CM)


class TestFaults:
    def test_a_missing_field(self, tmp_path):
        made = template(tmp_path, p("照片", inline("{{ unit.nmae|qr }}")))
        finding = refused(made, {"unit": {"name": "x"}})
        assert (finding.code, finding.remedy) == ("NK-T05", "Did you mean “name”?")
        place = finding.location
        assert (place.part, place.spot) == ("word/document.xml", "alternative text of a picture")
        assert "unit.nmae|qr" in f"{finding}"

    def test_a_missing_field_in_a_cell(self, tmp_path):
        cell = f"<w:tc><w:tcPr/>{p(inline('{{ photo|picture }}'))}</w:tc>"
        finding = refused(template(tmp_path, table(["a", cell]) + p("")), {"photo": None})
        assert finding.message == "a picture is missing"
        assert finding.location.spot == "table 1, row 1, column 2 › alternative text of a picture"

    def test_a_fault_of_syntax(self, tmp_path):
        with pytest.raises(TemplateError) as caught:
            template(tmp_path, p(inline("{{ photo|picture( }}")))
        (finding,) = caught.value.findings
        assert finding.location.spot == "alternative text of a picture"
        assert finding.location.paragraph == "{{ photo|picture( }}"

    @pytest.mark.parametrize("tag", ["{{ a|qr }}", "{{ a|picture }}", "{{p a|qr }}", "{{r a|qr }}"])
    def test_outside_alternative_texts(self, tmp_path, tag):
        finding = refused(template(tmp_path, p(tag)), {"a": "x"})
        assert (finding.code, finding.message) == ("NK-T05", "this value cannot stand here")
        assert "alternative text" in finding.remedy

    def test_bytes_do_not_print(self, tmp_path):
        finding = refused(template(tmp_path, p("{{ a }}")), {"a": RED})
        assert finding.remedy == "Write {{ …|picture }} into the alternative text of a picture."

    def test_two_in_one_text(self, tmp_path):
        made = template(tmp_path, p(inline("{{ a|qr }}{{ a|qr }}")))
        assert refused(made, {"a": "x"}).code == "NK-T45"

    @pytest.mark.parametrize("value", [12, Decimal("1.5"), ["a"], {"a": 1}, True])
    def test_no_picture_at_all(self, tmp_path, value):
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        assert refused(made, {"a": value}).code == "NK-T05"


class TestHostileData:
    @pytest.mark.parametrize(
        "path",
        ["../a.png", "x/../../a.png", "/etc/passwd", "C:\\a.png", "\\\\host\\a.png", "link/a.png"],
    )
    def test_a_path_that_leads_out(self, tmp_path, path):
        (tmp_path / "a.png").write_bytes(RED)
        inner = tmp_path / "in"
        inner.mkdir()
        (inner / "link").symlink_to(tmp_path)
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        finding = refused(made, {"a": path}, folder=inner)
        assert (finding.code, finding.found) == ("NK-T41", path)

    def test_a_path_where_no_folder_is_named(self, tmp_path):
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        assert refused(made, {"a": "a.png"}).code == "NK-T41"

    def test_a_file_that_is_not_there(self, tmp_path):
        (tmp_path / "photo1.png").write_bytes(RED)
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        finding = refused(made, {"a": "phto1.png"}, folder=tmp_path)
        assert (finding.code, finding.remedy) == ("NK-T40", "Did you mean “photo1.png”?")

    @pytest.mark.parametrize(
        "content",
        [
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"text",
            b"\x89PNG\r\n\x1a\n",
            image(size=(99, 99))[:-40],
            image("JPEG", (99, 99))[:200],
            image("WEBP"),
            b"",
        ],
        ids=["svg", "text", "head of a png", "cut png", "cut jpeg", "webp", "nothing"],
    )
    def test_a_file_that_is_no_picture(self, tmp_path, content):
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        assert refused(made, {"a": content}).code == "NK-T42"

    def test_too_many_bytes(self, tmp_path):
        (tmp_path / "a.png").write_bytes(RED)
        with (tmp_path / "a.png").open("r+b") as file:
            file.truncate(20 * 1024**2 + 1)
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        assert refused(made, {"a": "a.png"}, folder=tmp_path).code == "NK-T43"

    @pytest.mark.parametrize("side", [9000, 14_000])
    def test_too_many_pixels(self, tmp_path, side):
        out = io.BytesIO()
        Image.new("1", (side, side)).save(out, "PNG")
        made = template(tmp_path, p(inline("{{ a|picture }}")))
        assert refused(made, {"a": out.getvalue()}).code == "NK-T43"

    def test_data_cannot_ask_for_pictures(self, tmp_path):
        made = template(tmp_path, p(inline("{{ a }} {{ b|picture }}")))
        finding = refused(made, {"a": '\x86["picture", "/etc/passwd"]\x86', "b": RED})
        assert "U+0086" in finding.message

    def test_all_are_told_at_once(self, tmp_path):
        made = template(
            tmp_path, p(inline("{{ a|picture }}")) + p(inline("{{ b|qr }}"), inline("{{ c|qr }}"))
        )
        with pytest.raises(RenderError) as caught:
            made.render({"a": b"no", "b": "字" * 2000, "c": "x" * 9000})
        assert [one.code for one in caught.value.findings] == ["NK-T42", "NK-T44", "NK-T44"]
        assert [one.code for one in made.faults({"a": "x", "b": "字" * 2000, "c": "x"})] == [
            "NK-T41",
            "NK-T44",
        ]


class TestCampaign:
    def folder(self, tmp_path, tag):
        files = campaign_files()
        seal = p("{{ branch.name }}{{ winner.grade }}", anchor(tag))
        files["templates/荣誉证书/template.docx"] = zipped(members(seal))
        return write_tree(tmp_path, files | {"印章/青禾.png": RED})

    def test_pictures_lie_in_its_folder(self, tmp_path):
        folder = self.folder(tmp_path, "{{ '印章/青禾.png'|picture }}")
        report = build(folder, ["荣誉证书"])
        assert [one.code for one in report.findings] == []
        paths = [folder / "output" / job.path for job in report.delivered]
        assert [Shown(path.read_bytes()).pictures for path in paths] == [[RED], [RED]]

    def test_documents_with_wrong_ones_are_told_of_and_not_written(self, tmp_path):
        folder = self.folder(tmp_path, "{{ '印章/青河.png'|picture }}")
        report = build(folder, ["荣誉证书"])
        (finding,) = report.findings
        assert (finding.code, finding.found) == ("NK-T40", "印章/青河.png")
        assert finding.location.spot == "alternative text of a picture"
        assert list((folder / "output").rglob("*.docx")) == []


def test_fields(tmp_path):
    made = template(
        tmp_path,
        p(inline("{{ unit.url|qr }}"))
        + p("{%p for m in members %}")
        + p(inline("{% if m.photo %}{{ m.photo|picture }}{% endif %}"))
        + p("{%p endfor %}")
        + p(inline("{{ rows|chart('column', 'name', 'score', 'average') }}")),
    )
    assert {field.path: field.kind for field, _place in made.fields()} == {
        "unit": "mapping",
        "unit.url": "printed",
        "members": "list",
        "members[]": "mapping",
        "members[].photo": "text",
        "rows": "list",
        "rows[]": "mapping",
        "rows[].name": "printed",
        "rows[].score": "number",
        "rows[].average": "number",
    }
    schema = json_schema(field for field, _place in made.fields())
    assert schema["properties"]["rows"]["items"]["properties"]["score"] == {"type": "number"}
    assert {path for path, _place in made.uses()} >= {"rows[].name", "rows[].score", "unit.url"}
