"""Tags in a process of their own: wherever Python runs, and with the place of what never ends."""

import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor

import pytest

from notice_kit.errors import RenderError
from notice_kit.template import worker
from notice_kit.template.compile import compile_template
from tests.template.test_hostile import ENDLESS
from tests.template.word import p, parts, table, texts, zipped

UNTAMED = "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(v) }}"


@pytest.fixture(autouse=True)
def no_process_is_left():
    worker.stop_worker()
    yield
    worker.stop_worker()


def untamed(folder, *more):
    path = folder / "t.docx"
    path.write_bytes(zipped(parts(p(UNTAMED) + "".join(more))))
    return compile_template(path, "t.docx")


def filled_in_a_pool(path, value):
    content = compile_template(path).render({"v": value})
    there = worker._worker is not None
    worker.stop_worker()
    return texts(content), there


def test_it_runs_in_the_workers_of_a_pool(tmp_path):
    untamed(tmp_path)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        made = [pool.submit(filled_in_a_pool, tmp_path / "t.docx", str(n)) for n in range(4)]
        assert [one.result() for one in made] == [([str(n)], True) for n in range(4)]


def in_a_daemon(path, sent):
    sent.send(filled_in_a_pool(path, "甲"))


def test_it_runs_in_a_daemonic_process(tmp_path):
    untamed(tmp_path)
    context = multiprocessing.get_context("spawn")
    received, sent = context.Pipe(duplex=False)
    process = context.Process(target=in_a_daemon, args=(tmp_path / "t.docx", sent), daemon=True)
    process.start()
    assert received.poll(20)
    assert received.recv() == (["甲"], True)
    process.join()


def test_threads_get_their_own_documents(tmp_path):
    template = untamed(tmp_path)
    made = {}

    def fill(name):
        made[name] = {tuple(texts(template.render({"v": f"{name}-{at}"}))) for at in range(10)}

    threads = [threading.Thread(target=fill, args=(str(name),)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == {str(n): {(f"{n}-{at}",) for at in range(10)} for n in range(8)}


def test_what_never_ends_is_told_with_its_tag_and_its_cell(tmp_path, monkeypatch):
    monkeypatch.setattr(worker.faults, "SECONDS", 1)
    template = untamed(tmp_path, table(["一", "二"], ["三", ENDLESS]), p("尾{{ v }}"))
    with pytest.raises(RenderError) as caught:
        template.render({"v": "甲"})
    (finding,) = caught.value.findings
    assert (finding.code, finding.found) == ("NK-T20", "{% if a == b %}")
    assert finding.location.spot == "table 1, row 2, column 2"
    assert finding.location.paragraph.startswith("{% set a=[1] %}{% set b=[1] %}")


def test_time_ends_it_where_memory_has_no_limit(tmp_path, monkeypatch):
    (tmp_path / "resource.py").write_text("raise ImportError")  # as on Windows
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(worker.faults, "SECONDS", 1)
    with pytest.raises(RenderError) as caught:
        untamed(tmp_path, p(ENDLESS)).render({"v": "甲"})
    assert [finding.code for finding in caught.value.findings] == ["NK-T20"]


def test_what_is_printed_while_it_starts_is_no_answer(tmp_path, monkeypatch):
    (tmp_path / "resource.py").write_text("print('loaded', end='')\nraise ImportError")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert texts(untamed(tmp_path).render({"v": "甲"})) == ["甲"]
    assert worker._worker is not None


def test_a_program_that_is_no_python_is_not_started_again(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert texts(untamed(tmp_path).render({"v": "甲"})) == ["甲"]
    assert worker._worker is None


def test_the_limits_hold_for_all_parts_of_a_document_together(tmp_path, monkeypatch):
    monkeypatch.setattr(worker.faults, "MOST_PASSES", 100)
    loop = p("{% for x in l %}{{ x }}{% endfor %}")
    path = tmp_path / "t.docx"
    path.write_bytes(zipped(parts(loop, header=loop, footer=loop)))
    template = compile_template(path, "t.docx")
    assert template.faults({"l": [1] * 33}) == []
    (finding,) = template.faults({"l": [1] * 34})
    assert (finding.code, finding.location.part) == ("NK-T22", "word/footer1.xml")
    monkeypatch.setattr(worker.faults, "LARGEST_PART", 3500)
    (finding,) = template.faults({"l": ["甲" * 300]})
    assert (finding.code, finding.location.part) == ("NK-T23", "word/footer1.xml")


def test_what_another_process_used_counts_too(tmp_path, monkeypatch):
    monkeypatch.setattr(worker.faults, "MOST_PASSES", 100)
    path = tmp_path / "t.docx"
    path.write_bytes(
        zipped(
            parts(
                p(UNTAMED + "{% for x in l %}{{ x }}{% endfor %}"),
                footer=p("{% for x in l %}{{ x }}{% endfor %}"),
            )
        )
    )
    template = compile_template(path, "t.docx")
    assert template.faults({"l": [1] * 50, "v": 1}) == []
    (finding,) = template.faults({"l": [1] * 51, "v": 1})
    assert (finding.code, finding.location.part) == ("NK-T22", "word/footer1.xml")
