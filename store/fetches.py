"""What servers called the state of each page that was recorded, kept beside the record for conditional requests."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from store.archive import Archive
from store.schema import fetches as table
from store.web.fetcher import Validators


class Fetches:
    """The validators of pages by their URL."""

    def __init__(self, archive: Archive) -> None:
        self._engine = archive.engine

    def known(self, url: str) -> Validators | None:
        """The validators of a page as it was last recorded, None where there are none."""
        rows = select(table.c.etag, table.c.last_modified).where(table.c.url == url)
        with self._engine.connect() as connection:
            row = connection.execute(rows).one_or_none()
        return None if row is None else Validators(row.etag, row.last_modified)

    def remember(self, url: str, validators: Validators) -> None:
        """From now on the page at this URL has these validators: call it when what it held is recorded."""
        row = {"url": url, "etag": validators.etag, "last_modified": validators.last_modified}
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.url == url))
            if validators.headers:
                connection.execute(insert(table), row)
