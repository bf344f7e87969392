"""A voiceguide cache in one SQLite file: VOICEGUIDE_CACHE=sqlite:///path/of/the/file."""

import sqlite3
from contextlib import closing
from urllib.parse import unquote, urlsplit


class SqliteBacking:
    """Keeps content by name, one row each."""

    def __init__(self, address: str) -> None:
        self._file = unquote(urlsplit(address).path)
        self._run("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, content BLOB)")

    def get(self, name: str) -> bytes | None:
        row = self._run("SELECT content FROM kept WHERE name = ?", name)
        return row[0] if row else None

    def put(self, name: str, content: bytes) -> None:
        self._run("INSERT OR REPLACE INTO kept VALUES (?, ?)", name, content)

    def size(self, name: str) -> int | None:
        row = self._run("SELECT length(content) FROM kept WHERE name = ?", name)
        return row[0] if row else None

    def drop(self, name: str) -> None:
        self._run("DELETE FROM kept WHERE name = ?", name)

    def _run(self, statement: str, *values: object) -> tuple | None:
        with closing(sqlite3.connect(self._file, timeout=60)) as database, database:
            database.execute("PRAGMA synchronous = OFF")
            return database.execute(statement, values).fetchone()
