"""Hostile and broken templates: each ends in time as a finding that says what it is."""

import io
import os
import pickle
import time
import warnings
import zipfile

import pytest

from notice_kit.errors import NoticeKitError, RenderError, SourceError, TemplateError
from notice_kit.template import worker
from notice_kit.template.compile import compile_template
from tests.template.word import RELATIONS, content_types, p, parts, zipped

SLOWEST = 25  # seconds: the limit of 10, the start of the process, and a slow machine

DATA = {"v": "甲", "rows": list(range(30)), "d": {"a": 1}}

PAYLOADS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ v['__class__'] }}",
    "{{ d.items.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum(n=200000) }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ range.__self__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ '{0.__class__}'.format(v) }}",
    "{{ '{x.__class__}'.format_map({'x': 1}) }}",
    "{{ v|attr('__class__') }}",
    "{{ [v]|map('attr', '__class__')|list|length }}",
    "{{ [v]|map(attribute='__class__')|first }}",
    "{{ v|xmlattr }}",
    "{{ v|safe }}",
    "{% include '/etc/passwd' %}",
    "{% import '/etc/passwd' as x %}",
    "{% from 'os' import path %}",
    "{% extends '/etc/passwd' %}",
    "{{ d.update({'a': 2}) }}",
    "{% set _ = rows.append(1) %}",
    "{{ caller.__globals__ }}",
    "{{ loop.__class__ }}",
]

# Two lists that each hold themselves 2**60 times over are compared.
ENDLESS = (
    "{% set a=[1] %}{% set b=[1] %}"
    + "{% set a=[a,a] %}{% set b=[b,b] %}" * 60
    + "{% if a == b %}{% endif %}"
)

HANGS = [
    ("{{ 9**(9**9) }}", "NK-T05"),
    ("{{ 9**9**9**9**9 }}", "NK-T05"),
    ("{{ 'x'*1000000000 }}", "NK-T05"),
    ("{{ 'x'*10**9 }}", "NK-T05"),
    ("{{ [0]*1000000000 }}", "NK-T05"),
    ("{{ 'x'|center(10**9) }}", "NK-T05"),
    ("{{ 'x'|indent(999999999, true) }}", "NK-T05"),
    ("{{ 'x'.ljust(999999999) }}", "NK-T05"),
    ("{{ '%999999999d' % 1 }}", "NK-T05"),
    ("{{ '%999999999d'|format(1) }}", "NK-T05"),
    ("{{ '%*d'|format(999999999, 1) }}", "NK-T05"),
    ("{{ range(999999999)|length }}", "NK-T05"),
    (
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "NK-T05",
    ),
    ("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}", "NK-T05"),
    ("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 60, "NK-T05"),
    ("{{ '{:9999999999}'.format(1) }}", "NK-T05"),
    ("{{ [1]|batch(999999999, 'x')|list|length }}", "NK-T05"),
    ("{{ 1|round(1000000000, 'floor') }}", "NK-T05"),
    ("{% for i in rows %}" * 3 + "{% for j in 'x'*900 %}" + "{% endfor %}" * 4, "NK-T22"),
    (
        "{% for i in range(1000) %}{% for j in range(900) %}{{ 'x'*900 }}{% endfor %}{% endfor %}",
        "NK-T23",
    ),
]


def fault_of(folder, content, data=DATA):
    """The exception that the file ends with, in time."""
    path = folder / "t.docx"
    path.write_bytes(content)
    began = time.monotonic()
    with pytest.raises(NoticeKitError) as caught:
        compile_template(path, "t.docx").render(data)
    assert time.monotonic() - began < SLOWEST
    return caught.value


@pytest.fixture(autouse=True, scope="module")
def no_process_is_left():
    yield
    worker.stop_worker()
    assert worker._worker is None


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", ["body", "header", "note", "title"])
def test_a_way_into_python_is_a_finding_wherever_it_stands(tmp_path, payload, place):
    written = payload if place == "title" else p(payload)
    members = parts(**({"body": p("甲")} | {place: written}))
    caught = fault_of(tmp_path, zipped(members))
    assert isinstance(caught, RenderError | TemplateError)
    assert DATA["rows"] == list(range(30))
    assert DATA["d"] == {"a": 1}


@pytest.mark.parametrize(("payload", "code"), HANGS)
def test_what_would_never_end_is_ended(tmp_path, payload, code):
    caught = fault_of(tmp_path, zipped(parts(p(payload))))
    assert [finding.code for finding in caught.findings] == [code]


@pytest.mark.parametrize(
    "payload",
    [
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "9" * 5000 + " }}",
        "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
        "{% autoescape 'x'|center(999999999) %}{% endautoescape %}",
    ],
)
def test_tags_that_python_cannot_hold_are_findings(tmp_path, payload):
    assert isinstance(fault_of(tmp_path, zipped(parts(p(payload)))), TemplateError)


TRICKS = [
    "{% set ns=namespace(x='x') %}{% for i in range(60) %}{% set ns.x=ns.x~ns.x %}{% endfor %}",
    "{% set ns=namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x=ns.x+ns.x %}{% endfor %}",
    "{% set ns=namespace(x=2) %}{% for i in range(60) %}{% set ns.x=ns.x*ns.x %}{% endfor %}",
    "{% set ns=namespace() %}{% set ns.x=ns %}{{ ns.x.x.x }}",
    "{% set ns=namespace() %}{% set ns.x=ns %}{{ ns.x|string }}",
    "{% macro m(n) %}{{ m(n+1) }}{% endmacro %}{{ m(0) }}",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ m() }}{% endcall %}",
    "{% for x in rows recursive %}{{ loop(rows) }}{% endfor %}",
    "{% for x in [rows] recursive %}{{ loop([x]) }}{% endfor %}",
    "{{ 'x'.ljust(10**8) }}",
    "{{ 'x'.zfill(10**8) }}",
    "{{ 'x'.expandtabs(10**8) }}",
    "{{ '\t'.expandtabs(10**9) }}",
    "{{ 'x'.replace('x', 'y'*1000).replace('y','z'*1000).replace('z','w'*1000) }}",
    "{{ s.replace('', s).replace('', s) }}",
    "{{ s|replace('', s)|replace('', s)|replace('', s) }}",
    "{{ s.join(s.join(s)) }}",
    "{{ s|wordwrap(1, wrapstring='y'*100000) }}",
    "{{ rows|slice(10**7)|list|length }}",
    "{{ rows|batch(0)|list }}",
    "{{ rows|slice(0)|list }}",
    "{{ range(0, 10**18, 1)|length }}",
    "{{ range(10**9, 0, -1)|length }}",
    "{{ range(0,1,0) }}",
    "{{ 2**100000 }}",
    "{{ 2**4000 * 2**4000 }}",
    "{{ 10**1000 }}",
    "{{ 10.0**400 }}",
    "{{ (2**64)**64 }}",
    "{{ 1 // 0 }}",
    "{{ '%s%s' % ('a',) }}",
    "{{ '%c' % 1114112 }}",
    "{{ '%c'|format(0) }}",
    "{{ '{:>{w}}'.format(1, w=10**9) }}",
    "{{ '{:.{w}f}'.format(1.5, w=10**9) }}",
    "{{ '{0[a][b]}'.format(d) }}",
    "{{ '{'.format() }}",
    "{{ ('{:' ~ '>' ~ 10**9 ~ '}').format(1) }}",
    "{{ v|groupby('__class__')|list }}",
    "{{ rows|groupby('__class__')|list|length }}",
    "{{ rows|map(attribute='__class__')|join }}",
    "{{ rows|sort(attribute='__class__')|join }}",
    "{{ rows|sum(start='x') }}",
    "{{ rows|map('nofilter')|list }}",
    "{{ rows|select('nofilter')|list }}",
    "{{ d.__class__ }}",
    "{{ d['__class__'] }}",
    "{{ d.pop('a') }}",
    "{{ d.setdefault('b', 2) }}",
    "{{ d.clear() }}",
    "{{ rows.sort() }}",
    "{{ rows.extend(rows) }}",
    "{{ rows.__add__(rows) }}",
    "{{ v.__format__('') }}",
    "{{ v.format.__self__ }}",
    "{{ [v.upper]|map('string')|join }}",
    "{{ self.__dict__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ loop }}",
    "{% for x in rows %}{{ loop._iterator }}{% endfor %}",
    "{% for x in rows %}{{ loop.__init__ }}{% endfor %}",
    "{{ m.__globals__ }}{% macro m() %}{% endmacro %}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    "{% filter nofilter %}{% endfilter %}",
    "{% raw %}",
    "{% import v as x %}",
    "{% include [v] ignore missing %}",
    "{% include v %}",
    "{% do rows.append(1) %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{{ v|dictsort }}",
    "{{ d|dictsort(by='nope') }}",
    "{{ rows|min(attribute='x') }}",
    "{{ [1,'a']|sort }}",
    "{{ [1,none]|max }}",
    "{{ [[1],[1]]|unique|list|length }}",
    "{{ none.x }}",
    "{{ 1.x }}",
    "{{ v[10**30] }}",
    "{{ rows[::0] }}",
    "{{ rows[10**20] }}",
    "{{ 'x' in 5 }}",
    "{{ v is divisibleby 0 }}",
    "{{ 5 is divisibleby 0 }}",
    "{{ v|round }}",
    "{{ 1.5|round(2, 'nope') }}",
    "{{ '1e400'|float }}",
    "{{ 'nan'|float }}",
    "{{ ('9'*5000)|int }}",
    "{{ ('9'*900000)|int }}",
    "{{ -5|capital }}",
    "{{ 99999999999999999999999|capital }}",
    "{{ 0.001|capital }}",
    "{{ 10**60|spoken }}",
    "{{ '2026-02-30'|month_day }}",
    "{{ '0000-00-00'|long_date }}",
    "{{ ('-'*100000)|month_day }}",
    "{{ ('1'*100000)|month_day }}",
    "{{ rows|pad_to(10**9)|length }}",
    "{{ rows|sheets(0) }}",
    "{{ rows|sheets(-5) }}",
    "{{ rows|pad_to('x') }}",
    "{{ 5|md }}",
    "{{ v|filesizeformat }}",
    "{{ (10**400)|filesizeformat }}",
    "{{ v|truncate(-5) }}",
    "{{ v|truncate(10**9) }}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ m() }}{% endcall %}",
]


@pytest.mark.parametrize("payload", TRICKS)
def test_a_trick_is_a_finding(tmp_path, payload):
    caught = fault_of(tmp_path, zipped(parts(p(payload))), {**DATA, "s": "x" * 1000})
    assert isinstance(caught, RenderError | TemplateError)


def within_itself(depth):
    lists, fields = [], {}
    for _level in range(depth):
        lists, fields = [lists], {"a": fields}
    return {"lists": lists, "fields": fields}


OF_ITSELF = []
OF_ITSELF.append(OF_ITSELF)


@pytest.mark.parametrize("data", [within_itself(50_000), {"lists": OF_ITSELF, "fields": {}}])
@pytest.mark.parametrize("tag", ["{{ lists }}", "{{ lists|string }}", "{{ [fields]|join }}"])
@pytest.mark.parametrize("before", ["", "{% macro m() %}{% endmacro %}"])
def test_data_without_end_are_findings_here_and_in_the_other_process(tmp_path, data, tag, before):
    tag = f"{before}{tag}"
    caught = fault_of(tmp_path, zipped(parts(p(tag))), data)
    assert {finding.code for finding in caught.findings} == {"NK-T05"}


@pytest.mark.parametrize(
    "value",
    ["\ud800", "\0", {1: 2}, float("nan"), float("-inf"), {1}, 1j, print, int, range(9), object()],
    ids=repr,
)
def test_values_that_no_document_can_hold_are_findings(tmp_path, value):
    caught = fault_of(tmp_path, zipped(parts(p("{{ v }}"))), {"v": value})
    assert {finding.code for finding in caught.findings} <= {"NK-T05", "NK-T06"}


def with_members(**changes):
    members = parts(p("{{ v }}"))
    for name, content in changes.items():
        members[name] = content
    return members


def raw_zip(*entries, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def base(*more):
    return [*parts(p("{{ v }}")).items(), *more]


DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_doctype(name, encoding="utf-8"):
    members = parts(p("{{ v }}"), header=p("甲"), note=p("甲"), title="甲")
    content = members[name]
    head = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE}'
    return zipped({**members, name: (head + content).encode(encoding)})


def deep(count):
    return zipped(parts("<w:p>" * count + "</w:p>" * count))


FILES = {
    "empty": (b"", SourceError, "NK-S03"),
    "text": (b"text", SourceError, "NK-S34"),
    "web page": (b"<html></html>", SourceError, "NK-S34"),
    "old .doc": (OLE + b"\0" * 600, SourceError, "NK-S31"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), SourceError, "NK-S32"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0", SourceError, "NK-S30"),
    "truncated": (zipped(parts(p("{{ v }}")))[:-200], SourceError, "NK-S33"),
    "only a zip's sign": (b"PK\3\4", SourceError, "NK-S33"),
    "no parts": (raw_zip(), TemplateError, "NK-T08"),
    "workbook": (
        raw_zip(("[Content_Types].xml", content_types({})), ("xl/workbook.xml", "<a/>")),
        TemplateError,
        "NK-T08",
    ),
    "no content types": (
        raw_zip(*[one for one in base() if one[0] != "[Content_Types].xml"]),
        TemplateError,
        "NK-T08",
    ),
    "no document": (
        raw_zip(*[one for one in base() if one[0] != "word/document.xml"]),
        TemplateError,
        "NK-T08",
    ),
    "bomb": (raw_zip(*base(("word/media/a.xml", "<a>" + " " * 30_000_000))), SourceError, "NK-S36"),
    "bzip2": (
        raw_zip(*base(("word/media/a.png", b"\0" * 1000)), method=zipfile.ZIP_BZIP2),
        SourceError,
        "NK-S42",
    ),
    "lzma": (raw_zip(*base(), method=zipfile.ZIP_LZMA), SourceError, "NK-S42"),
    "twice": (raw_zip(*base(("word/document.xml", "<a/>"))), SourceError, "NK-S38"),
    "twice in other case": (raw_zip(*base(("WORD/document.xml", "<a/>"))), SourceError, "NK-S38"),
    "up": (raw_zip(*base(("../a.xml", "<a/>"))), SourceError, "NK-S40"),
    "root": (raw_zip(*base(("/etc/a.xml", "<a/>"))), SourceError, "NK-S40"),
    "drive": (raw_zip(*base(("C:/a.xml", "<a/>"))), SourceError, "NK-S40"),
    "without a name": (
        raw_zip(*base(("QQ.xml", "<a/>"))).replace(b"QQ.xml", b"\0Q.xml"),
        SourceError,
        "NK-S40",
    ),
    "deep": (deep(300_000), TemplateError, "NK-T09"),
    **{
        f"doctype {name} {encoding}": (with_doctype(name, encoding), SourceError, "NK-S41")
        for name in parts(p("甲"), header=p("甲"), note=p("甲"), title="甲")
        for encoding in ("utf-8", "utf-16")
    },
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_good_is_told_for_what_it_is(tmp_path, name):
    content, kind, code = FILES[name]
    caught = fault_of(tmp_path, content)
    assert type(caught) is kind
    assert {finding.code for finding in caught.findings} == {code}


def related(target, kind="image", mode="", rels="word/_rels/document.xml.rels"):
    members = parts(p("{{ v }}"))
    external = f' TargetMode="{mode}"' if mode else ""
    one = f'<Relationship Id="rId77" Type="{RELATIONS}/{kind}" Target="{target}"{external}/>'
    members[rels] = members[rels].replace("</Relationships>", one + "</Relationships>")
    return members


@pytest.mark.parametrize(
    "target",
    ["../../../../etc/passwd", "/../a", "file:///etc/passwd", "..\\..\\a", "//host/a", "C:\\a"],
)
def test_a_relationship_that_leads_out_is_an_error(tmp_path, target):
    caught = fault_of(tmp_path, zipped(related(target)))
    (finding,) = caught.findings
    assert (finding.code, finding.found) == ("NK-S44", target)
    assert finding.location.part == "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("target", "kind", "mode", "codes"),
    [
        ("NULL", "image", "", ["NK-S45"]),
        ("media/gone.png", "image", "", ["NK-S45"]),
        ("/word/document.xml", "image", "", []),
        ("#place", "hyperlink", "", []),
        ("https://example.org/", "hyperlink", "External", []),
        ("https://example.org/a.dotm", "attachedTemplate", "External", ["NK-S46"]),
        ("file:///a.xlsx", "oleObject", "External", ["NK-S46"]),
        ("https://example.org/a.png", "image", "External", ["NK-S46"]),
        ("https://example.org/a.htm", "aFChunk", "External", ["NK-S46"]),
        ("document.xml", "oleObject", "", ["NK-S47"]),
        ("document.xml", "aFChunk", "", ["NK-S47"]),
        ("document.xml", "vbaProject", "", ["NK-S47"]),
    ],
)
def test_what_a_part_points_at_is_told(tmp_path, target, kind, mode, codes):
    path = tmp_path / "t.docx"
    path.write_bytes(zipped(related(target, kind, mode)))
    template = compile_template(path, "t.docx")
    assert [finding.code for finding in template.warnings] == codes
    assert pickle.loads(pickle.dumps(template)).warnings == template.warnings
    assert template.render(DATA)


UNTAMED = "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}"


def test_tags_in_the_other_process_give_what_they_give_here(tmp_path):
    path = tmp_path / "t.docx"
    path.write_bytes(zipped(parts(p(UNTAMED))))
    template = compile_template(path)
    apart = template.render(DATA)
    assert worker._worker is not None
    (part,) = template._parts
    assert part.fill(DATA, b"".join) == (part.fill_here(DATA)[0].encode(), [])
    assert template.render(DATA) == apart
    assert template.faults({"v": None}) == template.faults({"v": None}) != []


def test_after_a_template_that_hung_the_next_is_filled(tmp_path, monkeypatch):
    monkeypatch.setattr(worker.faults, "SECONDS", 1)
    fault_of(tmp_path, zipped(parts(p(ENDLESS))))
    path = tmp_path / "t.docx"
    path.write_bytes(zipped(parts(p(UNTAMED))))
    assert compile_template(path).render(DATA)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_a_forked_process_has_a_worker_of_its_own(tmp_path):
    path = tmp_path / "t.docx"
    path.write_bytes(zipped(parts(p(UNTAMED))))
    template = compile_template(path)
    expected = template.render(DATA)
    child = os.fork()
    if not child:
        good = template.render(DATA) == expected
        worker.stop_worker()
        os._exit(0 if good else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert template.render(DATA) == expected


def test_without_a_process_it_is_filled_here(tmp_path, monkeypatch):
    worker.stop_worker()
    monkeypatch.setattr(worker.sys, "executable", str(tmp_path / "none"))
    path = tmp_path / "t.docx"
    path.write_bytes(zipped(parts(p(UNTAMED))))
    assert compile_template(path).render(DATA)


def test_ordinary_tags_are_filled_here(tmp_path):
    worker.stop_worker()
    path = tmp_path / "t.docx"
    source = "{% for r in rows if r > 2 %}{{ loop.index }}{{ v|trim|default('无') }}{% endfor %}"
    path.write_bytes(zipped(parts(p(source))))
    compile_template(path).render(DATA)
    assert worker._worker is None
