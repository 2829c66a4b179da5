from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.assistant.flows.addresses import complete, looks_like_address, read_address
from loket.assistant.flows.postcodes import PATTERNS, country_name, country_named

BEA = "Bea Souza"
# country, what is written, then: name, lines, city, postcode
WRITTEN = [
    ("BR", "Rua da Aurora, 1187, ap. 402, Boa Vista, Recife - PE, 50050-000",
     BEA, ["Rua da Aurora, 1187, ap. 402, Boa Vista"], "Recife, PE", "50050-000"),
    ("BR", "Ana Lima\nRua da Aurora, 1187\nBoa Vista\nRecife\nCEP: 50050000\nBrasil",
     "Ana Lima", ["Rua da Aurora, 1187", "Boa Vista"], "Recife", "50050-000"),
    ("BR", "rua da aurora 17 recife 50.050-000", BEA, ["rua da aurora 17"], "recife", "50050-000"),
    ("BR", "Thiago Nascimento, Rua Chile 30, Salvador, 40020-010",
     "Thiago Nascimento", ["Rua Chile 30"], "Salvador", "40020-010"),
    ("ID", "Sari Wulandari, Jalan Melati 8 RT 02, Sleman 55281",
     "Sari Wulandari", ["Jalan Melati 8 RT 02"], "Sleman", "55281"),
    ("ID", "Jl. Darmo Kali 17, RT 03/RW 05, Kec. Wonokromo, Kota Surabaya, Jawa Timur 60241",
     BEA, ["Jl. Darmo Kali 17, RT 03/RW 05, Kec. Wonokromo"], "Kota Surabaya, Jawa Timur", "60241"),
    ("ID", "Jalan Pemuda 101, Semarang, kode pos 50132, Indonesia", BEA, ["Jalan Pemuda 101"], "Semarang", "50132"),
    ("MX", "Lucía Hernández, Calle Colima 214 int. 3, Col. Roma Norte, C.P. 06700, Ciudad de México",
     "Lucía Hernández", ["Calle Colima 214 int. 3, Col. Roma Norte"], "Ciudad de México", "06700"),
    ("MX", "Avenida Vallarta 1020, 44160 Guadalajara, México", BEA, ["Avenida Vallarta 1020"], "Guadalajara", "44160"),
    ("ES", "Carmen Ortega, Calle de Fuencarral 88, 3.º izda., 28004 Madrid, España",
     "Carmen Ortega", ["Calle de Fuencarral 88, 3.º izda"], "Madrid", "28004"),
    ("ES", "Calle Colombia 12, 28016 Madrid", BEA, ["Calle Colombia 12"], "Madrid", "28016"),
    ("US", "Gabriela Méndez, 910 Calle Ocho, Miami, FL 33135",
     "Gabriela Méndez", ["910 Calle Ocho"], "Miami, FL", "33135"),
    ("US", "12345 Main Street, Apt 4\nMiami, FL, 33135-1234\nUSA",
     BEA, ["12345 Main Street, Apt 4"], "Miami, FL", "33135-1234"),
    ("CN", "张三，江苏省南京市鼓楼区中山路12号，邮编：210008",
     "张三", ["江苏省南京市鼓楼区中山路12号"], "南京市", "210008"),
    ("CN", "广东省深圳市南山区科技园路1号 518057 张三", "张三", ["广东省深圳市南山区科技园路1号"], "深圳市", "518057"),
    ("CN", "Zhang San, 12 Zhongshan Road, Nanjing 210008, China",
     "Zhang San", ["12 Zhongshan Road"], "Nanjing", "210008"),
    ("GB", "22 Gloucester Road, Bristol BS7 8AE, UK", BEA, ["22 Gloucester Road"], "Bristol", "BS7 8AE"),
]  # fmt: skip


@pytest.mark.parametrize(("country", "text", "name", "lines", "city", "postcode"), WRITTEN)
def test_an_address_is_read_as_its_country_writes_it(country, text, name, lines, city, postcode):
    read = read_address(text, country, name=BEA)
    assert (read.name, list(read.lines), read.city, read.postcode) == (name, lines, city, postcode)
    assert read.country == country
    assert read.is_whole(country)


@pytest.mark.parametrize(
    ("country", "text", "where"),
    [
        ("BR", "Rua das Flores 12, 1200-195 Lisboa", "PT"),
        ("BR", "Rua das Flores 12, 1200-195 Lisboa Portugal", "PT"),
        ("MX", "910 Calle Ocho, Miami, FL 33135, Estados Unidos", "US"),
        ("ES", "Avenida Vallarta 1020, 44160 Guadalajara, México", "MX"),
        ("PT", "22 Gloucester Road, Bristol BS7 8AE", "GB"),
        ("ID", "12 Orchard Road, 238801 Singapura", "SG"),
    ],
)
def test_an_address_in_another_country_is_known_by_its_name_or_its_postcode(country, text, where):
    assert read_address(text, country).country == where


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("BR", "Rua Chile 30, Salvador"),
        ("BR", "Rua Chile 30, 40020-010"),
        ("US", "12345 Main Street, Apt 4, Miami FL"),
        ("ID", "Jalan Melati No. 55281, Sleman"),
        ("MX", "Calle Colima 214, Ciudad de México"),
        ("ES", "Calle Betis 15, Sevilla 99999"),
        ("CN", "江苏省南京市鼓楼区中山路12号"),
        ("BR", "50050-000 Recife"),
    ],
)
def test_what_lacks_street_town_or_postcode_is_not_whole(country, text):
    assert not read_address(text, country).is_whole(country)


def test_where_addresses_go_without_a_postcode_none_is_missed():
    assert read_address("Calle 85 # 12-10, Bogotá", "CO").is_whole("CO")


@pytest.mark.parametrize("more", ["40020-010", "CEP 40020-010", "Salvador 40020-010", "40020010 Salvador"])
def test_what_was_missing_may_come_afterwards(more):
    read = complete("Rua Chile 30, Salvador" if "Salvador" not in more else "Rua Chile 30", more, "BR", name=BEA)
    assert (read.lines, read.city, read.postcode) == (("Rua Chile 30",), "Salvador", "40020-010")


def test_a_whole_address_afterwards_takes_the_place_of_the_first():
    read = complete("Rua Chile 30, Salvador", "Rua da Aurora 17, Recife, 50050-000", "BR")
    assert (read.lines, read.city) == (("Rua da Aurora 17",), "Recife")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Rua 1, 50000 Recife, Brasil", True),
        ("江苏省南京市鼓楼区中山路12号", True),
        ("I moved last week, sorry", False),
        ("Rua Chile 30", False),
    ],
)
def test_what_looks_like_an_address(text, is_one):
    assert looks_like_address(text) is is_one


@given(text=st.text(max_size=200), more=st.text(max_size=40), country=st.sampled_from(["", "CO", *PATTERNS]))
def test_whatever_is_written_no_word_comes_from_elsewhere(text, more, country):
    read = complete(text, more, country, name=BEA)
    assert all(line.strip() == line and line for line in read.lines)
    assert len("".join(read.lines)) <= 4 * len(text + more) + 4 * len(BEA)


@given(street=st.integers(1, 999), code=st.from_regex(r"[0-9]{5}-[0-9]{3}", fullmatch=True), is_first=st.booleans())
def test_nothing_of_an_address_is_lost(street, code, is_first):
    town = f"{code} Recife" if is_first else f"Recife, {code}"
    read = read_address(f"Rua da Aurora {street}, {town}", "BR")
    assert (read.lines, read.city, read.postcode) == ((f"Rua da Aurora {street}",), "Recife", code)


@pytest.mark.parametrize(
    ("words", "code"),
    [("Brasil", "BR"), ("estados unidos", "US"), ("Spanyol", "ES"), ("中国", "CN"), ("Georgia", ""), ("Salvador", "")],
)
def test_a_country_is_known_by_its_names(words, code):
    assert country_named(words) == code


def test_a_country_has_its_name_in_the_buyers_language():
    assert [country_name("BR", each) for each in ("en", "pt-BR", "id", "es")] == [
        "Brazil",
        "Brasil",
        "Brasil",
        "Brasil",
    ]
