from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.numbers import number_key
from loket.orders.recognising.finding import find_numbers
from loket.orders.recognising.words import is_word

# What somebody writes, and the order or tracking number that it names.
NAMED = [
    ("pesanan LK-2026-00817-3 belum sampai", "LK2026008173"),
    ("lk-2026-00817-3", "LK2026008173"),
    ("LK202600817 3 mana kak", "LK2026008173"),
    ("order LK 2026 00817 3 pls", "LK2026008173"),
    ("lk 2026 00817 3", "LK2026008173"),
    ("LK/2026/00817/3?", "LK2026008173"),
    ("LK.2026.00817.3.", "LK2026008173"),
    ("LK_2026_00817_3", "LK2026008173"),
    ("LK–2026–00817–3", "LK2026008173"),
    ("LK—2026—00817—3", "LK2026008173"),
    ("LK - 2026 - 00817 - 3", "LK2026008173"),
    ("LK-2026-\n00817-3", "LK2026008173"),
    ("the number is LK dash 2026 dash 00817 dash 3", "LK2026008173"),
    ("单号是lk 横杠 2026 横杠 00817 横杠 3", "LK2026008173"),
    ("o número é L K 2026 00817 3", "LK2026008173"),
    ("pediod lk-2026-00817-3/9 itens", "LK2026008173"),
    ("https://shop.example/orders/LK-2026-00817-3 does not open", "LK2026008173"),
    ("https://shop.example/pedidos/871615?ref=email", "871615"),
    ("LK-2026\n-00817-3", "LK2026008173"),
    ("L\u200bK-2026-0\u200b0817-3", "LK2026008173"),
    ("\u202bLK-2026-00817-3\u202c أين طلبي", "LK2026008173"),
    ("LK-2026-00817-3'ü iptal edin", "LK2026008173"),
    ("LK-2026-00817-3nya mana", "LK2026008173"),
    ("订单LK-2026-00817-3到哪了", "LK2026008173"),
    ("мой заказ LK-2026-00817-3-й", "LK2026008173"),
    ("ऑर्डर LK-२०२६-००८१७-३ कहाँ है", "LK2026008173"),
    ("رقم الطلب LK-٢٠٢٦-٠٠٨١٧-٣", "LK2026008173"),
    ("ＬＫ－２０２６－００８１７－３", "LK2026008173"),
    ("(LK-2026-00817-3)", "LK2026008173"),
    ("*LK-2026-00817-3*", "LK2026008173"),
    ("`LK-2026-00817-3`", "LK2026008173"),
    ("«LK-2026-00817-3»,", "LK2026008173"),
    ("#LK-2026-00817-3", "LK2026008173"),
    ("nºLK-2026-00817-3", "LK2026008173"),
    ("Order:LK-2026-00817-3;thanks", "LK2026008173"),
    ("veio errado o LK-2026-00817-3, paguei R$ 129,90 em 12/01/2026", "LK2026008173"),
    ("8190123456789012", "8190123456789012"),
    ("8190 1234 5678 9012 where is it", "8190123456789012"),
    ("8190-1234-5678-9012", "8190123456789012"),
    ("8190.1234.5678.9012", "8190123456789012"),
    ("8 1 9 0 1 2 3 4 5 6 7 8 9 0 1 2", "8190123456789012"),
    ("我的订单号是8190123456789012还没到", "8190123456789012"),
    ("８１９０１２３４５６７８９０１２", "8190123456789012"),
    ("طلبي ٨١٩٠١٢٣٤٥٦٧٨٩٠١٢ تأخر", "8190123456789012"),
    ("سفارش ۸۱۹۰۱۲۳۴۵۶۷۸۹۰۱۲", "8190123456789012"),
    ("#100234", "100234"),
    ("# 100 234 please", "100234"),
    ("pedido nº 100234", "100234"),
    ("pedido n.º 100234", "100234"),
    ("pedido100234", "100234"),
    ("заказ №100234", "100234"),
    ("1️⃣0️⃣0️⃣2️⃣3️⃣4️⃣ is my order", "100234"),
    ("Bestellnummer: 100234", "100234"),
    ("order no. 100234!!!", "100234"),
    ("ORD-55812", "ORD55812"),
    ("ord 55812 is late, order ORD 55812", "ORD55812"),
    ("order-55812", "55812"),
    ("A1B2-C3D4", "A1B2C3D4"),
    ("my order A1B2-C3D4 please", "A1B2C3D4"),
    ("order 1045", "1045"),
    ("my order number is 1045.", "1045"),
    ("1045 is my order number", "1045"),
    ("pedido 1045", "1045"),
    ("el pedido número 1045", "1045"),
    ("no pesanan 1045", "1045"),
    ("1045 numaralı siparişim nerede", "1045"),
    ("sipariş no: 1045", "1045"),
    ("第1045号订单", "1045"),
    ("订单号：1045", "1045"),
    ("रद्द करें ऑर्डर नंबर 1045", "1045"),
    ("1045 नंबर का ऑर्डर", "1045"),
    ("رقم الطلب 1045", "1045"),
    ("طلبي رقم ١٠٤٥", "1045"),
    ("мой заказ номер 1045", "1045"),
    ("meine Bestellung Nr. 1045", "1045"),
    ("commande n° 1045", "1045"),
    ("408-1234567-1234567", "40812345671234567"),
    ("INV/20260119/MPL/3712345678", "INV20260119MPL3712345678"),
    ("260119QX52K8M4", "260119QX52K8M4"),
    ("order 4111111111111111 is a strange number", "4111111111111111"),
    ("orders 100234 and 100235", "100235"),
    ("pedidos 100234, 100235 e 100236", "100236"),
    ("RR123456785CN", "RR123456785CN"),
    ("rr123456785cn", "RR123456785CN"),
    ("RR 123 456 785 CN", "RR123456785CN"),
    ("rr 123 456 785 cn", "RR123456785CN"),
    ("rastreio NX123456785BR parado", "NX123456785BR"),
    ("LX123456785DE", "LX123456785DE"),
    ("1Z999AA10123456784", "1Z999AA10123456784"),
    ("1Z 999 AA1 01 2345 6784", "1Z999AA10123456784"),
    ("1z 999 aa1 01 2345 6784", "1Z999AA10123456784"),
    ("986578788855 fedex", "986578788855"),
    ("tracking 9865 7878 8855", "986578788855"),
    ("9400 1000 0000 0000 0000 00", "9400100000000000000000"),
    ("LP00123456789012", "LP00123456789012"),
    ("CNBR00123456789012 está parado", "CNBR00123456789012"),
    ("YT2612345678901234", "YT2612345678901234"),
    ("4PX3001234567890CN", "4PX3001234567890CN"),
    ("resi JP1234567890", "JP1234567890"),
    ("resinya 000123456789", "000123456789"),
    ("no resi:004012345678", "004012345678"),
    ("JNE TLJR012345678901", "TLJR012345678901"),
    ("guía 8055241528464720099314", "8055241528464720099314"),
    ("快递SF1234567890123没动", "SF1234567890123"),
    ("DHL 1234567891", "1234567891"),
    ("Sendungsnummer 00340434161094000000", "00340434161094000000"),
    ("трек 12345678901", "12345678901"),
    ("رقم التتبع RR123456785CN", "RR123456785CN"),
]
# What is something else, however much it looks like a number.
NOT_NAMED = [
    "meu CPF é 123.456.789-09",
    "123.456.789-09",
    "cpf 12345678909",
    "12345678909 é meu cpf",
    "CNPJ 11.222.333/0001-81",
    "CNPJ 12.ABC.345/01DE-35",
    "NIK saya 3171012501900001",
    "3171012501900001",
    "CLABE 032180000118359719",
    "032180000118359719",
    "mi CURP es HEGG560427MVZRRL04",
    "HEGG560427MVZRRL04",
    "RFC GODE561231GR8",
    "4111 1111 1111 1111",
    "4111111111111111",
    "cartão 5555-5555-5555-4444 final",
    "kartu saya 378282246310005",
    "my card ends in 4242",
    "**** **** **** 4242",
    "CEP 01310-100",
    "01310-100",
    "kode pos 12345",
    "zip 94105",
    "PLZ 10115 Berlin",
    "индекс 101000",
    "34191.79001 01043.510047 91020.150008 1 84340000026000",
    "34191790010104351004791020150008184340000026000",
    "84670000001-7 43590024020-9 02405000243-5 84221010811-9",
    "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d3-a456-4266554400005204000053039865802BR5913Fulano de Tal"
    "6008BRASILIA62070503***63041D3D",
    "chave pix 123e4567-e12b-12d3-a456-426655440000",
    "123e4567-e12b-12d3-a456-426655440000",
    "chave pix 11912345678",
    "referencia OXXO 93000262280678",
    "OXXO 9300 0262 2806 78",
    "virtual account 8808081234567890",
    "VA BCA 3901081234567890",
    "rekening 1234567890",
    "IBAN DE89 3704 0044 0532 0130 00",
    "DE89370400440532013000",
    "+55 11 91234-5678",
    "(11) 91234-5678",
    "11 91234-5678",
    "11912345678",
    "WA 0812-3456-7890",
    "+62 812 3456 7890",
    "081234567890",
    "mi cel 55 1234 5678",
    "+52 1 55 1234 5678",
    "(415) 555-2671",
    "415-555-2671",
    "+1 415 555 2671",
    "+91 98765 43210",
    "+86 138 1234 5678",
    "手机13812345678",
    "جوالي 0501234567",
    "8 (912) 345-67-89",
    "0532 123 45 67",
    "Tel. 0171 2345678",
    "R$ 1.234,56",
    "R$150",
    "Rp150.000",
    "Rp 1250000",
    "IDR 250000",
    "US$ 1,299.00",
    "1299.00",
    "1.299,00",
    "$ 12345",
    "12345 pesos",
    "₹12345",
    "12345 रुपये",
    "12345元",
    "¥12345",
    "12345 руб",
    "12345 TL",
    "12345 ريال",
    "EUR 12345",
    "150rb",
    "total 12345",
    "12/01/2026",
    "2026-01-12",
    "12.01.2026",
    "01/12/26",
    "12 de janeiro de 2026",
    "January 12, 2026",
    "12 Januari 2026",
    "2026年1月12日",
    "१२ जनवरी २०२६",
    "14:30",
    "14:30:15",
    "14h30",
    "in 2025",
    "50%",
    "%20 indirim",
    "10x de 99,90",
    "I ordered 1200 pieces",
    "beli 1500 pcs",
    "买了1500件",
    "my order came after 120 days",
    "192.168.100.200",
    "-23.550520, -46.633308",
    "minimum order 25000",
    "pedido mínimo 25000",
    "complaint #5816151",
    "protocolo 2026031512345",
    "Calle 5 de Mayo #1289",
    "EAN 7891234567895",
    "IMG_20260305_123456.jpg",
    "GSTIN 27BDQPB1342A1Z7",
    "DDR4-3200 or i5-12400F",
    "maria.123456@example.com",
    "https://www.example.com/item/1005001234567890.html",
    "@user123456",
    "coupon SAVE2026",
    "cupom PROMO2026",
    "model SM-G991B",
    "iPhone 15 Pro 256GB",
    "the headphones WH-1000XM4",
    "kode OTP 123456",
    "验证码123456",
    "size 42, 3 shirts, 2 days",
    "hello",
    "",
]


@pytest.mark.parametrize(("text", "key"), NAMED)
def test_number_is_found_as_it_is_typed(text, key):
    assert key in {each.key for each in find_numbers(text) if each.kind != "unknown"}


@pytest.mark.parametrize("text", NOT_NAMED)
def test_something_else_is_taken_for_no_number(text):
    assert [each for each in find_numbers(text) if each.kind != "unknown"] == []


@pytest.mark.parametrize(
    "text", ["pix 123e4567-e12b-12d3-a456-426655440000", "card 4111111111111111", "+55 11 91234-5678"]
)
def test_what_is_named_as_something_else_is_not_even_looked_up(text):
    assert find_numbers(text) == ()


def test_what_only_may_be_something_else_is_looked_up_without_a_word():
    assert [(each.key, each.kind) for each in find_numbers("4111111111111111")] == [("4111111111111111", "unknown")]


def test_likeliest_comes_first_and_no_key_twice():
    found = find_numbers("12345 LK-2026-00817-3, lk 2026 00817 3")
    assert found[0].key == "LK2026008173"
    assert len({each.key for each in found}) == len(found)


def test_candidate_tells_where_it_stands():
    text = "order L\u200bK-٢٠٢٦-00817-3!"
    found = find_numbers(text)[0]
    assert text[found.start : found.end] == found.text == "L\u200bK-٢٠٢٦-00817-3"


LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "0123456789"
SCRIPTS = (
    "0123456789",
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "০১২৩৪৫৬৭৮৯",
    "๐๑๒๓๔๕๖๗๘๙",
    "０１２３４５６７８９",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
)
AROUND = (
    "{}", "order {}", "where is {}?", "meu pedido {} não chegou", "pesanan {} belum sampai", "订单{}呢", "طلبي {}؟",
    "заказ №{}", "({})", "#{}", "sipariş {} nerede", "ऑर्डर {} कहाँ है", "¿{}?", "{}!!!", "Bestellung {}\n",
)  # fmt: skip
NUMBERS = st.one_of(
    # Letters that are a word of some language ("AG", "NO") may be read as one.
    st.from_regex(r"\A[A-Z]{2}-20[0-9]{2}-[0-9]{5}-[0-9]\Z").filter(lambda number: not is_word(number[:2])),
    st.from_regex(r"\A8[0-9]{15}\Z"),
    st.from_regex(r"\AORD-[1-9][0-9]{4,7}\Z"),
    st.from_regex(r"\A[R][A-Z][0-9]{9}(CN|BR|SG)\Z"),
    st.from_regex(r"\A(LP00|YT26|SF1)[0-9]{12}\Z"),
)


@given(
    NUMBERS,
    st.sampled_from(SCRIPTS),
    st.sampled_from(AROUND),
    st.sampled_from(("-", " - ", "/", ".", "–", "_", "-\n", "")),
)
def test_any_number_is_found_in_any_script_and_any_joints(number, script, around, joint):
    typed = number.replace("-", joint).translate(str.maketrans(DIGITS, script))
    assert number_key(number) in {each.key for each in find_numbers(around.format(typed))}


@given(NUMBERS, st.integers(1, 8), st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad"))
def test_invisible_characters_hide_nothing(number, place, invisible):
    typed = number[:place] + invisible + number[place:]
    assert number_key(number) in {each.key for each in find_numbers(f"order {typed} please")}


@given(st.text(st.one_of(st.characters(), st.sampled_from("0123456789-/. #LK٣३３ºR$")), max_size=200))
def test_no_text_is_too_strange(text):
    for each in find_numbers(text):
        assert text[each.start : each.end] == each.text
        assert number_key(each.text) == each.key


@pytest.mark.parametrize(
    "part", ["1", "1-", "1 ", "12.", "1,", "a1", "+1", "(1)", "#1", "1/", "00020126", "LK-", "1\n", "٣ ", "R$1", "1a-"]
)
def test_time_grows_with_the_length_and_no_faster(part):
    short, long = _seconds(part * (20_000 // len(part))), _seconds(part * (100_000 // len(part)))
    # Five times as long; the rest is for a busy machine.
    assert long < max(20 * short, 0.2)


def _seconds(text):
    started = time.process_time()
    find_numbers(text)
    return time.process_time() - started
