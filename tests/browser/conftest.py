from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ragft_tui.core.model import Project
from ragft_tui.report.html import render_html
from tests.support.axe import AXE
from tests.support.browser import Browser, chromium, open_browser
from tests.support.forty import forty
from tests.support.projects import packaged_rulebook
from tests.support.reports import report_of


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not chromium():
        pytest.skip("Chromium is not installed")
    with open_browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the page on forty capabilities."""
    return written(forty(packaged_rulebook()), tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the script of the rules for pages that everybody can read."""
    if not AXE.exists():
        pytest.skip(f"{AXE.name} is not there: .ci/packages fetches it")
    with tarfile.open(AXE) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script
        return script.read().decode()


def written(project: Project, directory: Path) -> str:
    """Write the page on a project and return its address."""
    path = directory / "page.html"
    path.write_text("".join(render_html(report_of(project, packaged_rulebook()))), "utf-8")
    return path.as_uri()
