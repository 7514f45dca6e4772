"""The tables of a record, made new or brought from an older format to this one."""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect, select, text, update
from sqlalchemy.schema import CreateColumn, CreateIndex

from store import schema
from store.errors import ArchiveError
from store.lineage import kin_of


def upgrade(connection: Connection) -> None:
    """Bring the record to `schema.FORMAT` inside the caller's transaction. Raises ArchiveError for a newer format."""
    about, found = schema.about, _format(connection)
    if found is not None and found > schema.FORMAT:
        raise ArchiveError(f"The archive is of format {found}, this program knows {schema.FORMAT}; update Dateline.")
    schema.metadata.create_all(connection)
    if found is None:
        connection.execute(insert(about).values(name="format", value=str(schema.FORMAT)))
    elif found < schema.FORMAT:
        if found == 1:
            _add_lineage(connection)
        connection.execute(update(about).where(about.c.name == "format").values(value=str(schema.FORMAT)))


def _format(connection: Connection) -> int | None:
    """The format that the record says it has; None before it is made. Asked before anything is written to it."""
    about = schema.about
    if not inspect(connection).has_table(about.name):
        return None
    found = connection.scalar(select(about.c.value).where(about.c.name == "format"))
    return None if found is None else int(found)


def _add_lineage(connection: Connection) -> None:
    table = schema.versions
    # An upgrade that was cut off may have added some of them.
    there = {column["name"] for column in inspect(connection).get_columns(table.name)}
    for column in (table.c.tag, table.c.kin, table.c.place):
        if column.name not in there:
            definition = CreateColumn(column).compile(dialect=connection.dialect)
            connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {definition}"))
    for index in table.indexes:
        connection.execute(CreateIndex(index, if_not_exists=True))
    key = (table.c.article_id, table.c.number)
    for row in connection.execute(select(*key, table.c.publisher, table.c.headline)).all():
        of_row = (key[0] == row.article_id) & (key[1] == row.number)
        # Until now versions stood in the order in which they came.
        kin = kin_of(row.publisher, row.headline)
        connection.execute(update(table).where(of_row).values(kin=kin, place=row.number - 1))
