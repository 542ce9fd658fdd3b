"""Every target for a bounded number of inputs; `make fuzz` goes on for longer, by coverage."""

from collections.abc import Iterator
from random import Random

import pytest

from notice_kit.errors import NoticeKitError
from tests.fuzz.targets import SEEDS, TARGETS

COUNT = 250  # inputs for each target
TOKENS = [
    b"<w:p>",
    b"</w:p>",
    b"{{",
    b"}}",
    b"{%",
    b"%}",
    b"&#0;",
    b'"',
    b"\xff",
    b"\0",
    b"\n",
    b"-1",
]


def mutations(seeds: list[bytes], random: Random) -> Iterator[bytes]:
    """The seeds with pieces cut out, doubled, swapped, overwritten or put in; always the same."""
    for _number in range(COUNT):
        data = bytearray(random.choice(seeds))
        for _change in range(random.choice((1, 1, 2, 5, 20))):
            at = random.randrange(len(data) + 1)
            end = min(len(data), at + random.choice((1, 1, 4, 30, 500)))
            piece = bytes(data[at:end])
            new = random.choice((b"", piece * 2, random.randbytes(1), random.choice(TOKENS)))
            data[at:end] = new
        yield bytes(data)


def is_refused(name: str, data: bytes) -> bool:
    try:
        TARGETS[name](data)
    except NoticeKitError as refused:
        return bool(refused.findings)
    return False


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nothing_but_findings_comes_of_any_input(name):
    assert not is_refused(name, SEEDS[name][0])
    refused = [is_refused(name, data) for data in mutations(SEEDS[name], Random(name))]
    assert len(refused) == COUNT
