"""`make pictures`: draw every picture of the documents anew."""

from __future__ import annotations

import asyncio

from tests.pictures.draw import DIRECTORY, PICTURES, SLIDE, drawn, drawn_slide

DIRECTORY.mkdir(exist_ok=True)
for picture in PICTURES:
    picture.file.write_text(asyncio.run(drawn(picture)), "utf-8")
SLIDE.write_text(drawn_slide(), "utf-8")
