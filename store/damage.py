"""Finding and mending bytes of the record that were changed behind its back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update

from store import schema
from store.archive import BATCH, Archive
from store.recording import log_change
from store.rows import CONTENT, pack, seal, sound, unpack


@dataclass(frozen=True, slots=True)
class Damage:
    """A version whose row or whose compressed copy no longer has its seal; `mendable` from the other of the two."""

    article_id: str
    number: int
    what: str
    mendable: bool


_JOINED = schema.versions.outerjoin(
    schema.copies,
    (schema.copies.c.article_id == schema.versions.c.article_id) & (schema.copies.c.number == schema.versions.c.number),
)


def find_damage(archive: Archive) -> Iterator[Damage]:
    """Every damaged version of the record, streamed in the order of ids."""
    table = schema.versions
    rows = select(table, schema.copies.c.packed).select_from(_JOINED).order_by(table.c.article_id, table.c.number)
    with archive.engine.connect() as connection:
        for row in connection.execution_options(yield_per=BATCH).execute(rows).mappings():
            row_sound = sound(row)
            copy = unpack(row["packed"], row["seal"] if row_sound else None)
            if row_sound and copy is None:
                yield Damage(row["article_id"], row["number"], "its safety copy", mendable=True)
            elif not row_sound:
                what = _changed(row, copy)
                yield Damage(row["article_id"], row["number"], what, mendable=copy is not None)


def _changed(row: Mapping[Any, Any], copy: Mapping[Any, Any] | None) -> str:
    names = [name for name in CONTENT if copy is not None and row[name] != copy[name]]
    return "its " + ", ".join(names or ["content"])


def mend(archive: Archive, damage: Damage) -> bool:
    """Restore the row from its copy, or the copy from its row; False when neither is sound."""
    table, copies = schema.versions, schema.copies
    of_row = (table.c.article_id == damage.article_id) & (table.c.number == damage.number)
    of_copy = (copies.c.article_id == damage.article_id) & (copies.c.number == damage.number)
    with archive.engine.begin() as connection:
        row = connection.execute(select(table, copies.c.packed).select_from(_JOINED).where(of_row)).mappings().one()
        if sound(row):
            connection.execute(copies.delete().where(of_copy))
            connection.execute(
                insert(copies).values(article_id=damage.article_id, number=damage.number, packed=pack(row))
            )
            return True
        content = unpack(row["packed"])
        if content is None:
            return False
        connection.execute(update(table).where(of_row).values(**content, seal=seal(content)))
        # The indexes may have been filled from the damaged row.
        log_change(connection, "mended", damage.article_id, damage.number)
        return True
