"""What must not print does not print in any way: None, True, lists, names that there are not."""

from decimal import Decimal

import pytest

from notice_kit.template.part import compile_part

DATA = {
    "x": None, "t": True, "f": False, "s": "abc", "n": 5, "l": [None], "lt": [True], "dl": [1, 2],
    "d": {"k": None, "t": True}, "ds": [{"k": None}, {"k": True}], "deep": [[None]],
}  # fmt: skip

SILENT = """\
{{ '%s' % none }}
{{ '%s' % x }}
{{ '%s' % t }}
{{ '%s%s' % (s, x) }}
{{ '%(k)s' % d }}
{{ '%s' % l }}
{{ '%s' % missing }}
{{ '%d' % t }}
{{ '%s'|format(x) }}
{{ '%s'|format(none) }}
{{ '%s'|format(missing) }}
{{ '%(a)s'|format(a=x) }}
{{ '%s'|format(l) }}
{{ '%d'|format(t) }}
{{ '{}'.format(x) }}
{{ '{}'.format(l) }}
{{ '{a}'.format(a=x) }}
{{ '{[k]}'.format(d) }}
{{ '{0[k]}'.format(d) }}
{{ '{a[k]}'.format_map({'a':d}) }}
{{ '{x}'.format_map({'x':x}) }}
{{ '{}'.format(missing) }}
{{ '{:>5}'.format(t) }}
{{ x ~ 's' }}
{{ s ~ l }}
{{ missing ~ 's' }}
{{ [x]|join }}
{{ [missing]|join }}
{{ l|join('、') }}
{{ deep|join }}
{{ ds|join(',', attribute='k') }}
{{ ds|map(attribute='k')|join }}
{{ dl|join(x) }}
{{ dl|join(t) }}
{{ dl|join(l) }}
{{ x|string }}
{{ t|string }}
{{ l|string }}
{{ d|string }}
{{ s|replace('b', x) }}
{{ s|replace('b', t) }}
{{ s|replace(x, 'q') }}
{{ x|replace('N','M') }}
{{ x|upper }}
{{ x|title }}
{{ x|e }}
{{ x|escape }}
{{ x|trim }}
{{ x|default('y') }}
{{ x|indent }}
{{ s|indent(x) }}
{{ s|truncate(1, true, x) }}
{{ s|truncate(1, true, t) }}
{{ s|truncate(1, true, l, 0) }}
{{ (s*20)|wordwrap(3, true, t) }}
{{ (s*20)|truncate(3, true, l) }}
{{ x|striptags }}
{{ x|first }}
{{ l|first }}
{{ l|list }}
{{ s|list }}
{{ l|max }}
{{ l|sum }}
{{ x|int }}
{{ x|float }}
{{ missing|int }}
{{ missing|float }}
{{ missing|string }}
{{ missing|length }}
{{ missing|list|length }}
{{ x|abs }}
{{ t|sum }}
{{ lt|join }}
{{ d|items|list|first|join }}
{{ d|dictsort|first|join }}
{{ d.items()|first|join }}
{{ d.items()|string }}
{{ l|map('string')|join }}
{{ l|map('upper')|join }}
{{ l|map('default', 'x')|join }}
{{ [missing]|map('string')|join }}
{{ [s]|map('replace', 'b', x)|join }}
{{ [s]|map('format', x)|join }}
{{ ['%s']|map('format', x)|join }}
{{ s.replace('b', x) }}
{{ s.join(l) }}
{{ ','.join(['a', x]) }}
{{ ','.join([missing]) }}
{{ ','.join([missing|string]) }}
{{ s.upper }}
{{ s|batch(2)|list }}
{{ [1]|batch(3, t)|first|join }}
{{ ds|groupby('k')|first|first }}
{{ ds|groupby('k')|map(attribute='grouper')|join }}
{{ ds|groupby('k', default='x')|length }}
{{ x|filesizeformat }}
{{ missing|filesizeformat }}
{{ x|wordcount }}
{{ x|reverse }}
{{ x|urlencode }}
{{ d|urlencode }}
{{ missing|urlencode }}
{{ t|urlencode }}
{{ l|urlencode }}
{{ x|capitalize }}
{% set y = x %}{{ y }}
{% set y %}{{ x }}{% endset %}{{ y }}
{% filter upper %}{{ x }}{% endfilter %}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x) }}
{% macro m(a=x) %}{{ a }}{% endmacro %}{{ m() }}
{{ m }}{% macro m() %}{% endmacro %}
{% macro m() %}{% endmacro %}{{ m }}
{{ m.name }}
{% macro m(a) %}{% endmacro %}{{ m.name }}{{ m.arguments }}
{% macro m(a) %}{% endmacro %}{{ m.catch_kwargs }}
{{ loop }}
{% for i in dl %}{{ loop.previtem }}{% endfor %}
{% for i in dl %}{{ loop.nextitem }}{% endfor %}
{% for i in dl %}{{ loop.first }}{% endfor %}
{% for i in dl %}{{ loop }}{% endfor %}
{% for i in dl %}{{ loop.cycle(x) }}{% endfor %}
{% for i in dl %}{{ loop.changed(i) }}{% endfor %}
{% for i in dl %}{{ loop.length ~ loop }}{% endfor %}
{% for i in missing %}{% endfor %}
{% for i in x %}{% endfor %}
{% for k in d %}{{ d[k] }}{% endfor %}
{{ namespace(a=x).a }}
{{ namespace() }}
{{ dict(a=x).a }}
{{ dict(a=x) }}
{{ dict }}
{{ range }}
{{ range(3) }}
{{ self }}
{{ x.y }}
{{ x and s }}
{{ s and x }}
{{ not x }}
{{ s == s }}
{{ s in s }}
{{ missing in s }}
{{ s if x }}
{{ s if x else x }}
{{ s is defined }}
{{ missing is defined }}
{{ (missing is none)|string }}
{{ s == missing }}
{{ x == missing }}
{{ s|length > 2 }}
{{ (s == s) ~ '' }}
{{ 1 if missing else 2 }}
{{ s[x] }}
{{ l[0] }}
{{ l[t] }}
{{ l[9] }}
{{ d['k'] }}
{{ d.get('k') }}
{{ d.get('zz') }}
{{ d.values()|join }}
{{ d.keys() }}
{{ none }}
{{ None }}
{{ true }}
{{ [s, x]|join }}
{{ (s, x)|join }}
{{ lt|select|join }}
{{ lt|unique|join }}
{{ l|sort|join }}
{{ ds|sort(attribute='k')|length }}
{{ x|md }}
{{ t|md }}
{{ l|md }}
{{ x|either('a','b') }}
{{ t|either(x,'b') }}
{{ missing|either('a','b') }}
{{ x|mask }}
{{ x|decimals(1) }}
{{ t|decimals(1) }}
{{ t|figures }}
{{ t|capital }}
{{ t|spoken }}
{{ t|ordinal }}
{{ 3|ordinal(x) }}
{{ t|chinese_year }}
{{ s.encode() }}
{{ s.encode() ~ '' }}
{{ s.isdigit() }}
{{ s.split('b') }}
{{ s.splitlines() }}
{{ s.maketrans('a','b') }}
{{ s.startswith('a') }}
{{ 1.5.is_integer() }}
{{ n.to_bytes(2, 'big') }}
{{ n.__class__ }}
{{ 1e400 }}
{{ -1e400 }}
{{ 1e400 - 1e400 }}
{{ '%s' % 1e400 }}
{{ '%f'|format(1e400) }}
{{ 1e400 ~ '' }}
{{ (1e400)|string }}
{{ [1e400]|join }}
{{ (1e400)|round }}
{{ (1e400)|int }}
{{ caller }}
{{ caller() }}
{{ varargs }}
{{ kwargs }}
{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}
{% macro m() %}{{ varargs|join }}{% endmacro %}{{ m(x) }}
{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(a=1) }}
{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ x }}{% endcall %}
{% with a=x %}{{ a }}{% endwith %}
{% set a, b = [x, s] %}{{ a }}{{ b }}
{% set ns = namespace(a=1) %}{% set ns.a = x %}{{ ns.a }}
{% block b %}{{ x }}{% endblock %}
{% if missing %}{% endif %}
{% if not missing %}y{% endif %}
{{ 'y' if not missing }}
{{ missing or 'y' }}
{{ missing == 'a' }}
{{ 'y' if missing == 'a' else 'n' }}
{{ 'y' if 'a' in missing else 'n' }}
{{ 'y' if missing in dl else 'n' }}
{{ 'y' if missing in d else 'n' }}
{{ 'y' if dl == missing else 'n' }}
{{ 'y' if missing is none else 'n' }}
{{ 'y' if missing is string else 'n' }}
{{ 'y' if missing is eq('a') else 'n' }}
{{ [missing]|select|list|length }}
{{ ds|selectattr('zz')|list|length }}
{{ ds|rejectattr('zz')|list|length }}
{{ ds|selectattr('zz', 'eq', 1)|list|length }}
{{ ds|map(attribute='zz')|join }}
{{ ds|sum(attribute='zz') }}
{{ ds|groupby('zz')|length }}
{{ ds|sort(attribute='zz')|length }}
{{ ds|unique(attribute='zz')|list|length }}
{{ [3, missing]|max }}
{{ [3, missing]|sum }}
{{ [3, missing]|sort|join }}
{{ 3 + missing }}
{{ s + missing }}
{{ s * missing }}
{{ missing|default(x) }}
{{ (s, )|string }}
{{ dl|join(missing) }}
{{ s|replace('b', missing) }}
{{ s|center(missing) }}
{{ '{}'.format(missing)}}
{{ '%s' % (missing,) }}
{{ s.replace('b', missing) }}
{{ s.join(missing) }}
{{ missing.foo() }}
{{ missing() }}
{{ d.foo() }}
{{ s.foo }}
{{ n.foo }}
""".splitlines()

SPOKEN = {
    "{{ '%s' % s }}": "abc",
    "{{ '%05.2f' % 3.14159 }}": "03.14",
    "{{ '%s–%d'|format(s, n) }}": "abc–5",
    "{{ '%(a)s'|format(a=s) }}": "abc",
    "{{ '%(s)s' % {'s': s} }}": "abc",
    "{{ '{}{:03}'.format(s, n) }}": "abc005",
    "{{ '{a:>4}'.format_map({'a': n}) }}": "   5",
    "{{ '{0[a]}'.format({'a': s}) }}": "abc",
    "{{ '5'|int + 1 }}": "6",
    "{{ '5.5'|float }}": "5.5",
    "{{ x|int(0) }}": "0",
    "{{ 'a'|int(7) }}": "7",
    "{{ missing|int(0) }}": "0",
    "{{ lt|sum }}": "1",
    "{{ s|replace('b', 5) }}": "a5c",
    "{{ s|urlencode }}": "abc",
    "{{ {'a': s}|urlencode }}": "a=abc",
}


def filled(tag, data=DATA):
    text, faults = compile_part("p", f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>").fill_here(data)
    return text.removeprefix("<w:p><w:r><w:t>").removesuffix("</w:t></w:r></w:p>"), faults


@pytest.mark.parametrize("tag", SILENT)
def test_it_is_a_fault(tag):
    assert filled(tag)[1] != []


@pytest.mark.parametrize("tag", SPOKEN)
def test_what_prints_prints_still(tag):
    assert filled(tag) == (SPOKEN[tag], [])


def test_a_blank_row_s_fields_stay_blank_in_a_form():
    tag = "{% for r in dl|pad_to(3) %}[{{ '%.1f'|format(r) }}{{ r|int }}]{% endfor %}"
    assert filled(tag) == ("[1.01][2.02][]", [])


TOO_LONG = [float("nan"), float("inf"), 10**5000]
TOO_LONG += [Decimal(text) for text in ("NaN", "1e999999999", "1e-999999999")]


@pytest.mark.parametrize("value", TOO_LONG, ids=range(6))
@pytest.mark.parametrize(
    "tag",
    [
        *("{{ v }}", "{{ '%s' % v }}", "{{ '{}'.format(v) }}", "{{ v|decimals(1) }}"),
        *("{{ v|capital }}", "{{ v|figures }}", "{{ [v]|join }}", "{{ v ~ 'a' }}"),
        *("{{ v|upper }}", "{{ v|int }}"),
    ],
)
def test_numbers_that_cannot_be_written_out_are_faults(tag, value):
    assert filled(tag, {"v": value})[1] != []
