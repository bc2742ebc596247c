"""Headless Chromium, spoken to over a pipe in its DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, cast

__all__ = ["Browser", "Page", "chromium", "open_browser"]

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS: Final = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
    *("--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions"),
    *("--force-color-profile=srgb", "--remote-debugging-pipe"),
)
_SECONDS: Final = 60.0

Json = dict[str, object]


def chromium() -> str | None:
    """Return the path of the browser; `None` where none is installed."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """A browser that runs, and what it says."""

    def __init__(self, process: subprocess.Popen[bytes], writing: int, reading: int) -> None:
        self._process = process
        self._writing = writing
        self._reading = reading
        self._buffer = b""
        self._number = 0
        self.events: list[Json] = []
        """What it told without being asked, in order."""

    def call(self, method: str, session: str = "", /, **params: object) -> Json:
        """Call a method and return its result.

        Args:
            method: Its name, such as `Page.enable`.
            session: The page that it is for; empty for the browser.
            params: Its parameters.
        """
        self._number += 1
        message: Json = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return part(answer, "result")
            self.events.append(answer)

    def wait_for(self, method: str, session: str) -> Json:
        """Return the first event of a kind on a page, waiting for it."""
        while True:
            for event in self.events:
                if (event.get("method"), event.get("sessionId")) == (method, session):
                    return event
            self.events.append(self._read())

    def _read(self) -> Json:
        end = time.monotonic() + _SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], max(end - time.monotonic(), 0))
            assert ready, "the browser says nothing"
            found = os.read(self._reading, 1 << 20)
            assert found, f"the browser is gone: {self._process.poll()}"
            self._buffer += found
        message, _, self._buffer = self._buffer.partition(b"\0")
        return cast("Json", json.loads(message))

    @contextmanager
    def page(
        self,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
    ) -> Iterator[Page]:
        """Open a page, wait until it is loaded, and close it at the end.

        Args:
            url: Where it is.
            width: The width of the window.
            height: Its height.
            dark: Whether the reader prefers dark pages.
        """
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        session = str(attached["sessionId"])
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            page.call(f"{domain}.enable")
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.call("Emulation.setEmulatedMedia", media="screen", features=[scheme])
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        page.call("Page.navigate", url=url)
        self.wait_for("Page.loadEventFired", session)
        yield page
        self.call("Target.closeTarget", targetId=target)


class Page:
    """A page that is open."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, /, **params: object) -> Json:
        """Call a method for this page and return its result."""
        return self._browser.call(method, self._session, **params)

    def run(self, script: str) -> object:
        """Return what an expression is, once it is known; it must be data."""
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return part(answer, "result").get("value")

    def events(self, *methods: str) -> list[Json]:
        """Return what was told of some kinds so far."""
        self.run("new Promise(done => setTimeout(done, 50))")
        return [
            part(event, "params")
            for event in self._browser.events
            if event.get("sessionId") == self._session and event.get("method") in methods
        ]

    @property
    def requests(self) -> list[str]:
        """The address of everything that it asked for, itself included."""
        sent = self.events("Network.requestWillBeSent")
        return [str(part(event, "request")["url"]) for event in sent]

    @property
    def messages(self) -> list[Json]:
        """What it wrote to the console, and what the browser had to say about it."""
        return self.events(
            *("Runtime.consoleAPICalled", "Runtime.exceptionThrown"),
            *("Log.entryAdded", "Audits.issueAdded"),
        )

    def picture(self, *, whole: bool = True) -> bytes:
        """Return a picture as PNG, of all of it or of what the window shows."""
        return self._data("Page.captureScreenshot", captureBeyondViewport=whole)

    def printed(self) -> bytes:
        """Return what a printer gets, as PDF."""
        self.call("Emulation.setEmulatedMedia", media="print")
        return self._data("Page.printToPDF", preferCSSPageSize=True, generateTaggedPDF=True)

    def _data(self, method: str, /, **params: object) -> bytes:
        return base64.b64decode(str(self.call(method, **params)["data"]))


def part(message: Mapping[str, object], key: str) -> Json:
    """Return an object in a message."""
    return cast("Json", message[key])


@contextmanager
def open_browser(home: Path) -> Iterator[Browser]:
    """Start a browser, and end it.

    Args:
        home: A directory of its own.
    """
    program = chromium()
    assert program, "no browser is installed"
    to_browser, from_browser = os.pipe(), os.pipe()
    process = subprocess.Popen(
        # The pipes are its descriptors 3 and 4, whatever they are here.
        [
            *("bash", "-c", _REDIRECTED.format(to_browser[0], from_browser[1]), program),
            *_OPTIONS,
            f"--user-data-dir={home / 'profile'}",
            "about:blank",
        ],
        pass_fds=(to_browser[0], from_browser[1]),
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser[0])
    os.close(from_browser[1])
    browser = Browser(process, to_browser[1], from_browser[0])
    try:
        yield browser
    finally:
        with suppress(OSError, AssertionError):
            browser.call("Browser.close")
        for descriptor in (to_browser[1], from_browser[0]):
            os.close(descriptor)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


_REDIRECTED: Final = 'exec 5<&{0} 6>&{1}; exec 3<&5 4>&6 5<&- 6>&-; exec "$0" "$@"'
