"""`make pictures`: draw every picture of the documents anew."""

from __future__ import annotations

import asyncio

from tests.pictures.draw import DIRECTORY, PICTURES, drawn

DIRECTORY.mkdir(exist_ok=True)
for picture in PICTURES:
    picture.file.write_text(asyncio.run(drawn(picture)), "utf-8")
