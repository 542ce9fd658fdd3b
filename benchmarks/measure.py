"""One peer on one work: started in a process of its own, timed, and its text compared."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.job import Job
from benchmarks.peers import COPY, DEFLATE, KIT, Peer
from benchmarks.syntax import SYNTAXES
from benchmarks.wordfile import fold, paragraph_texts, write_template
from benchmarks.works import Work

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "benchmarks" / "work"
PATIENCE = 300  # seconds that a runner may take
_SAMPLES = 10  # files of a batch whose text is compared
_ERROR = re.compile(r"^[\w.]*Error\b.*", re.MULTILINE)  # the last line of a traceback


@dataclass(frozen=True)
class Result:
    """What came of it.

    Attributes:
        times: seconds of each document; empty where there is nothing to compare.
        fault: why its times do not count; empty when they do.
        prepared: seconds before the first document.
        whole: whether the documents were one piece of work.
    """

    peer: Peer
    times: tuple[float, ...] = ()
    fault: str = ""
    prepared: float = 0.0
    whole: bool = False

    @property
    def seconds(self) -> float:
        """Of one document: the median, or of a batch the mean, which counts every pause."""
        return sum(self.times) / len(self.times) if self.whole else median(self.times)


def measure(work: Work, peer: Peer) -> Result:
    """That peer on that work.

    Raises:
        RuntimeError: notice_kit or a limit failed, without which there is nothing to compare with.
    """
    result = _measure(work, peer)
    if result.fault and peer.role in ("kit", "limit"):
        raise RuntimeError(f"{work.name}: {peer.name}: {result.fault}")
    return result


def _measure(work: Work, peer: Peer) -> Result:
    directory = FOLDER / work.folder / peer.runner.partition(".")[0]
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    job_file = _write_job(work, peer, directory)
    done = subprocess.run(
        peer.command(job_file), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    if done.returncode:
        (directory / "stderr.txt").write_text(done.stderr, encoding="utf-8")
        errors = _ERROR.findall(done.stderr.replace(f"{ROOT}/", ""))
        return Result(peer, fault=f"failed: {errors[-1] if errors else done.returncode}")
    said = json.loads(done.stdout.splitlines()[-1])
    times: list[float] = said["times"]
    fault = "" if peer is COPY else _difference(work, directory, len(times))
    _forget_batch(directory)
    if fault:
        return Result(peer, fault=fault)
    return Result(peer, tuple(times), prepared=said["prepared"], whole=work.to_files)


def _write_job(work: Work, peer: Peer, directory: Path) -> Path:
    records = directory / "records.json"
    records.write_text(json.dumps(work.records, ensure_ascii=False), encoding="utf-8")
    template = directory / "template.docx"
    level = 0
    if peer is DEFLATE:
        made = kit_output(work)
        level = deflate_level(made)
        shutil.copyfile(made, template)
    else:
        write_template(work.blocks, SYNTAXES[peer.syntax], template)
    job = Job(
        str(template),
        str(records),
        str(directory),
        work.iterations,
        work.seconds,
        work.to_files,
        level,
    )
    path = directory / "job.json"
    job.write(path)
    return path


def kit_output(work: Work) -> Path:
    """The first document that notice_kit made of that work."""
    return FOLDER / work.folder / KIT.runner.partition(".")[0] / "first.docx"


def deflate_level(path: Path) -> int:
    """The level of zlib whose output is as long as the main part in that file, or nearly so."""
    with zipfile.ZipFile(path) as package:
        name = "word/document.xml"
        content, size = package.read(name), package.getinfo(name).compress_size
    return min(range(1, 10), key=lambda level: abs(_deflated(content, level) - size))


def _deflated(content: bytes, level: int) -> int:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(packer.compress(content) + packer.flush())


def _difference(work: Work, directory: Path, made: int) -> str:
    """How the text of the peer's documents is not the work's own; empty when it is."""
    samples = {"first": 0, "last": made - 1}
    if work.to_files:
        step = max(1, made // _SAMPLES)
        samples |= {f"{index:05}": index for index in range(0, made, step)}
    if directory.name == DEFLATE.runner.partition(".")[0]:
        samples = dict.fromkeys(samples, 0)
    for name, index in samples.items():
        wanted = [fold(text) for text in work.expected(index)]
        found = paragraph_texts(directory / f"{name}.docx")
        if found != wanted:
            pairs = zip(found, wanted, strict=False)
            at = next((n for n, (one, two) in enumerate(pairs) if one != two), len(wanted))
            return f"different output, from paragraph {at + 1} on"
    return ""


def _forget_batch(directory: Path) -> None:
    for file in directory.glob("[0-9]*.docx"):
        file.unlink()
