"""A query as JSON: what an answer was asked for outlives the process, for receipts and for follow-ups."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from store.errors import QueryError
from store.query import Query

_QUERIES = TypeAdapter(Query)


def query_to_json(query: Query) -> str:
    """The whole query as one JSON object."""
    return _QUERIES.dump_json(query).decode("utf-8")


def query_from_json(text: str) -> Query:
    """The query that `query_to_json` wrote; what later fields hold is theirs by default. Raises QueryError."""
    try:
        return _QUERIES.validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(place) for place in first["loc"]) or "the text"
        raise QueryError(
            f"The stored question cannot be read ({where}: {first['msg']}); please ask it again."
        ) from None
