"""A PostgreSQL server as an operator has one: reached by TCP and password, by a role that may do little."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from journeys.installation import free_port
from loket.lib.embedded_postgres import EmbeddedPostgres

ROLE = "shop"
# With all that has to be escaped in an address.
PASSWORD = "p@ss/w:rd %41?"
ADMISSION = "local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class DatabaseServer:
    """A running server of its own."""

    directory: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="loket-server-")))
    port: int = field(default_factory=free_port)
    _server: EmbeddedPostgres | None = None

    def start(self) -> DatabaseServer:
        """Start it, for the first time with the role and without databases of it."""
        is_new = self._server is None
        settings = {**FAST, "listen_addresses": "127.0.0.1", "port": str(self.port)}
        self._server = EmbeddedPostgres(self.directory, settings=settings)
        self._server.start()
        if is_new:
            # The file is there already and keeps its owner.
            (self.directory / "postgres" / "pg_hba.conf").write_text(ADMISSION)
            self.as_admin("SELECT pg_reload_conf()")
            self.as_admin(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(ROLE), PASSWORD))
        return self

    def stop(self) -> None:
        """End it, cutting all connections."""
        assert self._server is not None
        self._server.stop()

    def remove(self) -> None:
        """End it for good."""
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def make_database(self, name: str, *, with_extension: bool = True, encoding: str = "UTF8") -> str:
        """Make a database that the role owns; returns its address."""
        self.as_admin(
            sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING {} LOCALE_PROVIDER libc LOCALE 'C'"
            ).format(sql.Identifier(name), sql.Identifier(ROLE), encoding)
        )
        if with_extension:
            self.as_admin("CREATE EXTENSION vector", database=name)
        return self.url(name)

    def url(self, database: str, *, role: str = ROLE, password: str = PASSWORD) -> str:
        """The address under which an operator gives a database to Loket."""
        return f"postgresql://{role}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def as_admin(self, statement: str | sql.Composed, *, database: str = "loket") -> None:
        """Run a statement as the superuser."""
        assert self._server is not None
        with psycopg.connect(self._server.url, port=self.port, dbname=database, autocommit=True) as connection:
            connection.execute(statement)
