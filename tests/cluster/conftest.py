"""A scheduler and workers as processes of their own, and a store that speaks S3 over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_PATIENCE = 60


@dataclass
class Cluster:
    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self) -> subprocess.Popen[bytes]:
        worker = _started(
            [
                *("distributed.cli.dask_worker", self.address, "--no-nanny", "--no-dashboard"),
                *("--nthreads", "1", "--local-directory", str(self.folder)),
            ],
            self.folder / f"worker-{len(self.workers)}.log",
        )
        self.workers.append(worker)
        return worker

    def kill(self, number: int) -> None:
        os.kill(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()


def _started(words: list[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", *words], stdout=file, stderr=file)


def wait_for(log: Path, pattern: str) -> str:
    """What the process has written there that fits the pattern."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        found = re.search(pattern, log.read_text(errors="replace"))
        if found:
            return found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text(errors="replace"))


@contextmanager
def a_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    log = folder / "scheduler.log"
    scheduler = _started(
        ["distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1"],
        log,
    )
    cluster = None
    try:
        cluster = Cluster(wait_for(log, r"Scheduler at:\s+(tcp://\S+)"), folder)
        for number in range(workers):
            cluster.add_worker()
            wait_for(folder / f"worker-{number}.log", r"(Registered to)")
        yield cluster
    finally:
        for process in (*(cluster.workers if cluster else ()), scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with a_cluster(tmp_path_factory.mktemp("cluster"), 2) as started:
        yield started


@dataclass(frozen=True)
class Bucket:
    name: str
    address: str

    def objects(self) -> dict[str, bytes]:
        import s3fs

        system = s3fs.S3FileSystem(endpoint_url=self.address, skip_instance_cache=True)
        return {
            path.removeprefix(f"{self.name}/"): system.cat_file(path)
            for path in system.find(self.name)
        }


@pytest.fixture
def bucket(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Bucket]:
    """An empty bucket; processes that are started afterwards find its server."""
    import s3fs

    log = tmp_path_factory.mktemp("s3") / "server.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = _started(["moto.server", "-H", "127.0.0.1", "-p", str(port)], log)
    try:
        wait_for(log, r"(Running on)")
        address = f"http://127.0.0.1:{port}"
        for name, value in {
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": address,
        }.items():
            monkeypatch.setenv(name, value)
        s3fs.S3FileSystem(endpoint_url=address, skip_instance_cache=True).mkdir("documents")
        yield Bucket("documents", address)
    finally:
        server.kill()
        server.wait()
