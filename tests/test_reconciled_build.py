"""`build` reads its documents back: those that name others stay out, the set is held together."""

from notice_kit.building import build
from tests.support.campaign import codes, spec, word, write_tree


def with_list(files, text):
    files["templates/名单/template.yaml"] = spec(
        "campaign", "campaign.winners[].branch.name", file="名单"
    )
    files["templates/名单/template.docx"] = word(text)


def test_a_document_with_anothers_name_is_not_delivered(tmp_path, files):
    text = "{{ branch.name }}（杏花村党支部）：{{ winner.grade }}"
    files["templates/荣誉证书/template.docx"] = word(text)
    report = build(write_tree(tmp_path, files))
    assert [job.subject for job, _found in report.failed] == ["财政局党支部"]
    assert codes(report.findings) == ["NK-R01"]


def test_a_winner_that_a_list_leaves_out_is_told_in_every_build_of_the_whole(tmp_path, files):
    with_list(files, "{% for w in campaign.winners[:1] %}{{ w.branch.name }}{% endfor %}")
    folder = write_tree(tmp_path, files)
    for _time in range(2):
        report = build(folder)
        assert codes(report.findings) == ["NK-R05"]
        assert not report.is_fine(strict=False)
    assert codes(build(folder, only=["T01"]).findings) == []


def test_a_list_put_right_is_told_of_no_more(tmp_path, files):
    with_list(files, "{% for w in campaign.winners[:1] %}{{ w.branch.name }}{% endfor %}")
    build(write_tree(tmp_path, files))
    with_list(files, "{% for w in campaign.winners %}{{ w.branch.name }}{% endfor %}")
    report = build(write_tree(tmp_path, files))
    assert report.findings == ()
    assert [job.path for job in report.delivered] == ["名单/名单.docx"]
