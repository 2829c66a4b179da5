"""Looks at the operator's own PostgreSQL (`LOKET_DATABASE_URL`) and says in one line what it lacks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from loket.ops.failures import CommandFailed

OLDEST_POSTGRES = 150_000
_OLDEST_VECTOR = (0, 8)
_CONNECT_WITHIN_SECONDS = 5
_TRY_AGAIN_AFTER_SECONDS = 0.3
_EXAMPLE = "postgresql://USER:PASSWORD@HOST:5432/NAME (special characters in a password as %XX)"
# A server speaks the language of its operator; words that are not known here are passed on as they are.
_ADVICE = {
    "password authentication failed": "Mend the user or the password in LOKET_DATABASE_URL.",
    "no password supplied": "Put the password into LOKET_DATABASE_URL.",
    "no pg_hba.conf entry": "Let the server's pg_hba.conf admit this machine, user and database.",
    "database system is starting up": "Try again in a moment.",
    "failed to resolve host": "Mend the host in LOKET_DATABASE_URL.",
    "Connection refused": "Start the server there, or mend host and port in LOKET_DATABASE_URL.",
    "timeout": "Mend host and port in LOKET_DATABASE_URL, or the firewall between.",
}


def is_new_database(url: str) -> bool:
    """Whether Loket has no tables there yet; raises CommandFailed when the database cannot be reached."""
    with _connected(url) as connection:
        return _row(connection, "SELECT to_regclass('django_migrations')") == (None,)


def wait_for_database(url: str, *, seconds: float) -> None:
    """Return as soon as the database answers; raises CommandFailed when it has not in that time."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            with _connected(url):
                return
        except CommandFailed:
            if time.monotonic() > give_up:
                raise
        time.sleep(_TRY_AGAIN_AFTER_SECONDS)


def require_usable_server(url: str) -> None:
    """Return when Loket can keep its tables in this database; raises CommandFailed with what to do.

    Creates the extension `vector` where that is allowed.
    """
    with _connected(url) as connection:
        require_version(connection.info.server_version)
        _require_encoding(connection)
        _require_writing(connection)
        _require_vector(connection)


def require_version(number: int) -> None:
    """Refuse a server (`server_version_num`) that lacks what Loket uses."""
    if number < OLDEST_POSTGRES:
        raise CommandFailed(
            f"The database server is PostgreSQL {number // 10_000}; Loket needs 15 or newer. Upgrade the server, "
            "give another one in LOKET_DATABASE_URL, or unset that to use Loket's own."
        )


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    known = _read(url)
    known.setdefault("connect_timeout", _CONNECT_WITHIN_SECONDS)
    try:
        connection = psycopg.connect(make_conninfo("", **known), autocommit=True)
    except psycopg.OperationalError as error:
        raise CommandFailed(_explain(error, known)) from error
    with connection:
        yield connection


def _read(url: str) -> dict[str, str | int | None]:
    try:
        return {"dbname": "loket", **conninfo_to_dict(url)}
    except psycopg.ProgrammingError:
        # Its own words would show the password.
        raise CommandFailed(f"LOKET_DATABASE_URL is no address of a PostgreSQL database: {_EXAMPLE}") from None


def _explain(error: psycopg.OperationalError, known: dict[str, str | int | None]) -> str:
    words = " ".join(str(error).split())
    name = known["dbname"]
    if "does not exist" in words and f'"{name}"' in words and "role" not in words:
        statement = f"CREATE DATABASE {_quoted(name)} OWNER {_quoted(known.get('user', 'USER'))} ENCODING 'UTF8'"
        return f"The database {_quoted(name)} does not exist on its server. Have its admin run: {statement};"
    advice = next((advice for part, advice in _ADVICE.items() if part in words), "Look at LOKET_DATABASE_URL.")
    return f"The database cannot be reached. {advice} ({words.removeprefix('connection failed: ')})"


def _require_encoding(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding == "UTF8":
        return
    name, user = connection.info.dbname, connection.info.user
    raise CommandFailed(
        f"The database {_quoted(name)} keeps text as {encoding}; Loket needs UTF8. Have its admin make another: "
        f"CREATE DATABASE {_quoted(name + '_utf8')} OWNER {_quoted(user)} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE 'C.UTF-8';"
    )


def _require_writing(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    (read_only,) = _row(connection, "SHOW transaction_read_only")
    if read_only == "on":
        raise CommandFailed(
            "The database server takes no writes (a replica, or read-only). Give the primary in LOKET_DATABASE_URL."
        )
    schema, may_create = _row(connection, "SELECT current_schema(), has_schema_privilege(current_schema(), 'CREATE')")
    if not may_create:
        user, where = _quoted(connection.info.user), _quoted(schema or "public")
        raise CommandFailed(
            f"{user} may make no tables in the database {_quoted(connection.info.dbname)}. Have its admin run there: "
            f"GRANT USAGE, CREATE ON SCHEMA {where} TO {user};"
        )


def _require_vector(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    name = _quoted(connection.info.dbname)
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    except psycopg.errors.InsufficientPrivilege as error:
        raise CommandFailed(
            f"The database {name} lacks the extension vector, which {_quoted(connection.info.user)} may not create. "
            f"Have its admin run in {name}: CREATE EXTENSION vector;"
        ) from error
    except psycopg.Error as error:
        raise CommandFailed(
            "The database server lacks the extension vector. Install pgvector on it (packages call it "
            f"postgresql-{connection.info.server_version // 10_000}-pgvector), then run in {name}: "
            "CREATE EXTENSION vector;"
        ) from error
    _require_vector_in_use(connection, name)


def _require_vector_in_use(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    version, schema, found = _row(
        connection,
        "SELECT extversion, extnamespace::regnamespace::text, to_regtype('vector')::text "
        "FROM pg_extension WHERE extname = 'vector'",
    )
    if found is None:
        user = _quoted(connection.info.user)
        raise CommandFailed(
            f"The extension vector lies in the schema {schema}, where Loket does not look. Have its admin run in "
            f"{name}: GRANT USAGE ON SCHEMA {schema} TO {user}; "
            f'ALTER ROLE {user} IN DATABASE {name} SET search_path = "$user", public, {schema};'
        )
    if tuple(int(part) for part in str(version).split(".")[:2]) < _OLDEST_VECTOR:
        raise CommandFailed(
            f"The extension vector is {version}; Loket needs 0.8 or newer. Have its admin install a newer pgvector "
            f"and run in {name}: ALTER EXTENSION vector UPDATE;"
        )


def _row(connection: psycopg.Connection[tuple[object, ...]], query: str) -> tuple[object, ...]:
    row = connection.execute(query).fetchone()
    assert row is not None  # noqa: S101
    return row


def _quoted(name: object) -> str:
    return sql.Identifier(str(name)).as_string()
