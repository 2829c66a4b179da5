"""A marketplace's orders by the thousand or the million, written by the database itself: spread as a shop's are.

Two in a thousand buyers order all the time (200 orders), a fifth now and then (7), the others seldom. Orders are three
years old at most and lie in the table as they came in, so that a buyer's are far apart.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

SELLERS = 2_000
# Orders of a buyer of each kind.
MANY, SOME = 200, 7
TABLES = (
    *("people_customer", "people_seller", "orders_order", "orders_orderitem", "orders_payment", "orders_ledgerentry"),
    *("orders_refund", "orders_shipment", "orders_trackingevent", "orders_coupon", "orders_ordergrant"),
)
# Nothing here has to survive a power cut; checks of what the database itself has just made take most of the time.
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_wal_size": "512MB"}


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many buyers of each kind there are, and what the others order together."""

    many: int
    some: int
    others: int
    orders_of_others: int

    @property
    def buyers(self) -> int:
        """All of them."""
        return self.many + self.some + self.others

    @property
    def orders(self) -> int:
        """What they ordered."""
        return self.many * MANY + self.some * SOME + self.orders_of_others


THOUSAND = Crowd(many=2, some=28, others=220, orders_of_others=404)
MILLION = Crowd(many=500, some=50_000, others=199_500, orders_of_others=550_000)


def fill(crowd: Crowd, *, beside: Crowd | None = None) -> float:
    """Write the orders of ``crowd`` as far as those ``beside`` are not of it; returns the seconds that it took."""
    started = time.perf_counter()
    before = beside or Crowd(0, 0, 0, 0)
    numbers = {
        "buyers_before": before.buyers,
        "buyers": crowd.buyers - before.buyers,
        "orders_before": before.orders,
        "many": crowd.many - before.many,
        "some": crowd.some - before.some,
        "others": crowd.others - before.others,
        "orders_of_others": crowd.orders_of_others - before.orders_of_others,
        "sellers": 0 if beside else SELLERS,
    }
    with _quickly(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute(_INDEXES, [list(TABLES)])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for statement in (_CHANCE, _SELLERS, _BUYERS, _PLAN, *_ROWS, _COUNTERS):
            cursor.execute(statement, numbers)
        for _name, definition in indexes:
            cursor.execute(definition)
    return time.perf_counter() - started


def database_bytes() -> int:
    """How much room the database takes on disk, without its journal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


@contextmanager
def _quickly() -> Iterator[None]:
    """Write without care for the block; then the room is tidied and counted, as the server does it in the long run."""
    with connection.cursor() as cursor:
        _set(cursor, QUICK)
        yield
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
        cursor.execute("CHECKPOINT")
        _set(cursor, dict.fromkeys(QUICK, "DEFAULT"))


def _set(cursor: CursorWrapper, settings: dict[str, str]) -> None:
    for name, value in settings.items():
        cursor.execute(f"ALTER SYSTEM SET {name} = {value if value == 'DEFAULT' else repr(value)}")
    cursor.execute("SELECT pg_reload_conf()")


# What is quicker made anew than kept up row by row.
_INDEXES = """
SELECT relname, indexdef FROM pg_index JOIN pg_class ON oid = indexrelid JOIN pg_indexes ON indexname = relname
WHERE tablename = ANY(%s) AND NOT indisunique ORDER BY relname
"""
# The same each time: a number below ``most`` that looks like chance.
_CHANCE = """
CREATE OR REPLACE FUNCTION pg_temp.pick(n bigint, salt bigint, most integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT (((hashint8extended(n, salt) >> 1) & 4611686018427387903) %% most)::integer $$
"""
_SELLERS = """
INSERT INTO people_seller (id, external_id, name, country, language, email, time_zone, created_at)
SELECT md5('seller' || n)::uuid, 's-' || n, 'Shop ' || n, 'CN', 'zh-Hans', 'shop' || n || '@example.com',
       'Asia/Shanghai', now()
FROM generate_series(1, %(sellers)s) n
"""
_FIRST = "Maria Ana Budi Siti Juan Luis Bea Rafael Dewi Agus Carmen Paulo Rosa Joko Lucia Pedro Putri Jose Rina Marta"
_LAST = (
    "Souza Silva Santoso Wijaya Garcia Lopez Oliveira Hernandez Pratama Lestari Costa Martinez Almeida Saputra Ruiz "
    "Pereira Hidayat Gomez Ribeiro Kusuma Torres Barbosa Nugroho Flores Carvalho Utami Castro Moreira Halim Vargas"
)
_BUYERS = f"""
INSERT INTO people_customer (id, external_id, name, email, phone, language, time_zone, created_at)
SELECT md5('buyer' || n)::uuid, 'u-' || n,
       first[1 + pg_temp.pick(n, 1, array_length(first, 1))] || ' '
           || last[1 + pg_temp.pick(n, 2, array_length(last, 1))],
       'buyer' || n || '@example.com', '+5581' || 900000000 + n, 'pt-BR', 'America/Recife', now()
FROM generate_series(%(buyers_before)s + 1, %(buyers_before)s + %(buyers)s) n,
     (SELECT string_to_array('{_FIRST}', ' ') AS first, string_to_array('{_LAST}', ' ') AS last) names
"""
_PLAN = """
CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
WITH buyers AS (
    SELECT n AS buyer, k FROM generate_series(1, %(many)s) n, generate_series(1, 200) k
    UNION ALL
    SELECT %(many)s + n, k FROM generate_series(1, %(some)s) n, generate_series(1, 7) k
    UNION ALL
    SELECT %(many)s + %(some)s + 1
           + floor(%(others)s * power(pg_temp.pick(n, 3, 1000000) / 1000000.0, 1.5))::integer, n
    FROM generate_series(1, %(orders_of_others)s) n
), dated AS (
    SELECT %(buyers_before)s + buyer AS buyer,
           now() - make_interval(secs => pg_temp.pick(buyer * 1000003::bigint + k, 4, 94608000)) AS at FROM buyers
), numbered AS (
    SELECT %(orders_before)s + row_number() OVER (ORDER BY at, buyer) AS id, buyer, at, now() - at AS age FROM dated
)
SELECT id, buyer, at, pg_temp.pick(id, 5, 3) + 1 AS place, pg_temp.pick(id, 6, 60000) / 100.0 + 10 AS total,
       CASE WHEN chance < 40 THEN 'cancelled' WHEN chance < 50 THEN 'expired' WHEN chance < 60 THEN 'payment_failed'
            WHEN age < interval '1 day' AND chance < 400 THEN 'awaiting_payment'
            WHEN age < interval '4 days' THEN 'paid' WHEN age < interval '16 days' THEN 'shipped'
            WHEN age < interval '40 days' THEN 'delivered' ELSE 'completed' END AS state
FROM (SELECT *, pg_temp.pick(id, 7, 1000) AS chance FROM numbered) drawn ORDER BY id
"""
_ORDERS = """
INSERT INTO orders_order (id, number, number_key, checkout_id, customer_id, seller_id, placed_at, promised_by, state,
    currency, market, total, shipping, tax, contact_name, contact_email, contact_phone, country, language, time_zone,
    ship_to, "group", unknown, version, created_at, updated_at)
SELECT p.id, format('LK-%%s-%%s-%%s', to_char(at, 'YYYY'), lpad(p.id::text, 7, '0'), p.id %% 10),
       format('LK%%s%%s%%s', to_char(at, 'YYYY'), lpad(p.id::text, 7, '0'), p.id %% 10), 'co-' || p.id / 2,
       c.id, md5('seller' || 1 + pg_temp.pick(p.id, 8, 2000))::uuid,
       at, at + interval '14 days', p.state, (ARRAY['BRL', 'IDR', 'MXN'])[place], (ARRAY['BR', 'ID', 'MX'])[place],
       total, 5, 0, c.name, c.email, c.phone, (ARRAY['BR', 'ID', 'MX'])[place], (ARRAY['pt-BR', 'id', 'es'])[place],
       (ARRAY['America/Recife', 'Asia/Jakarta', 'America/Mexico_City'])[place],
       jsonb_build_object('name', c.name, 'lines', jsonb_build_array('Rua da Aurora ' || p.id %% 900), 'city', 'Recife',
                          'postcode', '50050-000', 'country', 'BR'),
       NULL, '{}', 1, at, at
FROM plan p JOIN people_customer c ON c.id = md5('buyer' || buyer)::uuid ORDER BY p.id
"""
_ITEMS = """
INSERT INTO orders_orderitem (order_id, line, sku, title, category, quantity, price, paid, image_url)
SELECT id, line, 'L-' || pg_temp.pick(id * 4 + line, 9, 90000), 'Lamp of the kind ' || pg_temp.pick(id, 10, 5000),
       'Home', 1, (total - 5) / lines, (total - 5) / lines, 'https://pictures.example.com/' || id || '.jpg'
FROM (SELECT *, 1 + pg_temp.pick(id, 11, 4) * (pg_temp.pick(id, 12, 3) / 2) AS lines FROM plan) p,
     generate_series(1, lines) line ORDER BY id, line
"""
_PAYMENTS = """
INSERT INTO orders_payment (order_id, reference, method, amount, state, paid_at, expires_at)
SELECT id, 'pay-' || id || '-' || attempt, (ARRAY['card', 'pix', 'boleto', 'oxxo', 'qris', 'wallet', 'spei'])
           [1 + pg_temp.pick(id, 14, 7)], total,
       CASE WHEN attempt < attempts OR state = 'payment_failed' THEN 'failed' WHEN state = 'expired' THEN 'expired'
            WHEN state = 'awaiting_payment' THEN 'pending' ELSE 'captured' END,
       CASE WHEN attempt = attempts AND state NOT IN ('payment_failed', 'expired', 'awaiting_payment')
            THEN at + interval '5 minutes' END, at + interval '3 days'
FROM (SELECT *, 1 + (pg_temp.pick(id, 13, 100) < 4)::integer AS attempts FROM plan) p,
     generate_series(1, attempts) attempt ORDER BY id, attempt
"""
_RETURNED = """
CREATE TEMPORARY TABLE returned ON COMMIT DROP AS
SELECT pay.id AS payment, pay.order_id, p.at, (p.state = 'cancelled')::integer AS whole, pay.amount,
       md5('entry' || pay.id)::uuid AS entry, pg_temp.pick(pay.id, 15, 2) = 0 AS ours
FROM plan p JOIN orders_payment pay ON pay.order_id = p.id AND pay.state = 'captured'
WHERE p.state = 'cancelled' OR (p.state = 'completed' AND pg_temp.pick(p.id, 16, 100) < 3) ORDER BY pay.id
"""
_ENTRIES = """
INSERT INTO orders_ledgerentry (id, idempotency_key, order_id, kind, state, amount, payment_id, destination, lines,
    details, reason, cost_to, rule, policy_market, policy_version, asked_by, created_at, due_at, attempts, problem,
    marketplace_reference, sent_at, ended_at)
SELECT entry, 'entry-' || payment, order_id, 'refund', 'settled', amount / (2 - whole), payment, 'original', '{}', '{}',
       'not_received', 'seller', 'refund', '', 1, 'customer:' || entry, at, at, 1, '', 'rf-' || payment, at, at
FROM returned WHERE ours
"""
_REFUNDS = """
INSERT INTO orders_refund (payment_id, external_id, amount, destination, state, expected_by, entry_id)
SELECT payment, CASE WHEN ours THEN entry::text ELSE 'rf-' || payment END, amount / (2 - whole), 'original',
       CASE WHEN at < now() - interval '30 days' THEN 'settled' ELSE 'sent' END, at::date + 40,
       CASE WHEN ours THEN entry END
FROM returned
"""
_SHIPMENTS = """
INSERT INTO orders_shipment (order_id, external_id, lines, carrier, tracking_number, tracking_key, state, shipped_at,
    delivered_at)
SELECT id, 'p' || parcel, '{1}', 'Correios', 'LB' || 100000000 + 3 * id + parcel || 'CN',
       'LB' || 100000000 + 3 * id + parcel || 'CN', CASE state WHEN 'shipped' THEN 'in_transit' ELSE 'delivered' END,
       at + interval '2 days', CASE state WHEN 'shipped' THEN NULL ELSE at + interval '15 days' END
FROM plan, generate_series(1, 1 + (pg_temp.pick(id, 17, 100) < 10)::integer) parcel
WHERE state IN ('shipped', 'delivered', 'completed') ORDER BY id, parcel
"""
_EVENTS = """
INSERT INTO orders_trackingevent (shipment_id, at, code, place, text)
SELECT s.id, s.shipped_at + make_interval(days => 4 * step),
       (ARRAY['accepted', 'departed', 'arrived', 'delivered'])[step],
       (ARRAY['Shenzhen', 'Guangzhou', 'Curitiba', 'Recife'])[step], 'Scanned'
FROM plan p JOIN orders_shipment s ON s.order_id = p.id, generate_series(1, 2 + pg_temp.pick(s.id, 18, 3)) step
ORDER BY s.id, step
"""
_COUPONS = """
INSERT INTO orders_coupon (order_id, code, discount, funded_by, expires_at, state)
SELECT id, 'OLA' || pg_temp.pick(id, 19, 50), 5, 'platform', NULL, 'applied' FROM plan WHERE pg_temp.pick(id, 20, 4) = 0
"""
# Somebody whom nobody vouches for has proven one of a hundred orders.
_PROOFS = """
WITH guests AS (
    INSERT INTO people_customer (id, name, email, phone, language, time_zone, created_at)
    SELECT md5('guest' || id)::uuid, '', '', '', 'en', '', now() FROM plan WHERE id %% 100 = 0 RETURNING id
)
INSERT INTO orders_ordergrant (customer_id, order_id, granted_at)
SELECT md5('guest' || id)::uuid, id, now() FROM plan WHERE id %% 100 = 0
"""
_COUNTERS = "SELECT setval(pg_get_serial_sequence('orders_order', 'id'), (SELECT max(id) FROM orders_order))"
_ROWS = (_ORDERS, _ITEMS, _PAYMENTS, _RETURNED, _ENTRIES, _REFUNDS, _SHIPMENTS, _EVENTS, _COUPONS, _PROOFS)
