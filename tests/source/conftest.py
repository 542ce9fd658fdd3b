import pytest
import yaml

from notice_kit.source import yaml_compose


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers: which one is there depends on how PyYAML was built."""
    monkeypatch.setattr(yaml_compose, "LOADER", getattr(yaml, request.param))
