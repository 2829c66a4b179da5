"""Words that stand beside numbers, by what they say of them. Latin words without accents, in small letters."""

from __future__ import annotations

from typing import Literal

from loket.orders.recognising.writing import folded

Meaning = Literal[
    "order", "tracking", "phone", "document", "card", "postcode", "payment", "money", "unit", "coupon", "product", "code"
]

# Beginnings of words: at least three letters.
_BEGINNINGS: dict[Meaning, str] = {
    "order": "order pedido pesanan orden compra encomend bestell sipari заказ commande ordin zamowien đơn don-hang "
    "pembelian purchase transaksi ऑर्डर आर्डर आदेश ordnung auftrag зака",
    "tracking": "track rastre rastrei resi seguimiento guia envio sendung paket parcel shipment shipping waybill awb "
    "kargo takip gonder отсл трек накладн посылк почтов consign pengiriman ट्रैकिंग ट्रैक शिपमेंट पार्सल कूरियर "
    "colis suivi fedex correios estafeta sicepat jne yunexpress cainiao dhl usps objeto courier logisti paquet carrier kurir курьер kurye kurier transportadora mensajer repartid entregador",
    "phone": "phone telefon telephon celular cellphone movil mobile whats whatsapp telp telepon ponsel handphone телефон "
    "тел cep-tel фон फोन फ़ोन मोबाइल व्हाट्सएप handy handynummer rufnummer mobil kontak contato contacto zap gsm вотсап "
    "ватсап liga ligue llama call позвон arayin rufen hubungi",
    "document": "cpf cnpj nik ktp rfc curp passport pasaporte passaporte paspor паспорт инн снилс aadhaar aadhar आधार "
    "kimlik tckn ausweis steuer reisepass identidade identidad identitas identity dni ssn vergi ine npwp",
    "card": "card cartao tarjeta kartu karte kart карт कार्ड kreditkarte kredi visa mastercard debit credit",
    "postcode": "cep zip zipcode postcode postal postleitzahl plz индекс पिनकोड पिन codigo-postal posta",
    "payment": "boleto pix oxxo clabe spei iban virtual rekening konto account cuenta conta agencia hesap счет счёт bank "
    "banco referenc linha barras qris comprobante ovo gopay dana barcode bayar खाता referensi конто",
    "money": "total valor price preco precio harga цена цену сумм стои कीमत मूल्य fiyat tutar preis betrag paid pagu pague "
    "amount cost custo costo biaya saldo refund reembols frete ongkir kosten ucret стоимост राशि भुगतान bezahl gezahlt "
    "заплат списал odedim",
    "unit": "unidad pieza peca items itens barang buah pcs pieces days dias hari weeks semanas minggu hours horas jam "
    "minut bulan meses months years anos tahun reais rupiah pesos dollar dolar euro lira рубл тысяч дней день дня час "
    "недел месяц штук tage stunden wochen monate stuck adet gun saat hafta दिन घंट रुपय रुपये हफ्त महीन टुकड़ kilo gram "
    "ribu juta products produtos productos gigabyte watt volt percent persen ezer inch",
    "coupon": "coupon cupom cupon kupon voucher voucer promo gutschein купон промокод कूपन kode-promo vale desconto "
    "descuento discount diskon indirim rabatt",
    "product": "model modelo मॉडल sku size tamanho talla ukuran размер iphone galaxy samsung xiaomi redmi version versi android "
    "windows beden grosse modell модел version artikel article produto producto product produk item ürün urun",
    "code": "otp verif sms captcha onay подтвер sifre dogrula bestatigung token senha password sandi parol пароль ticket protocolo "
    "tiket chamado обращени случа case",
}
# Whole words, for short or ambiguous ones.
_WHOLE: dict[Meaning, str] = {
    "order": "po so ord pesan beli bestellung siparis auftrag orders pedidos no.pesanan nopes",
    "tracking": "tn trk resinya noresi awb гтд paczka pkt",
    "phone": "tel hp wa cel fone fon nohp no.hp tlp tlf mob сот моб whatsapp",
    "document": "id-card tc ktp nif rg cic ssn pan",
    "card": "cc debito credito",
    "postcode": "cep zip plz kodepos pin",
    "payment": "va ref bca bni bri mandiri ag cc-bank barcode",
    "money": "r rs rm us rp brl usd idr mxn eur try inr rub cny sar aed egp tl paying pay pagar bayar",
    "unit": "x un pc pcs cm mm kg ml gb mb tb km mg kb rb jt mil k год года году лет шт руб р г тыс yas yil jahr "
    "jahre uhr h hs am pm min hrs wib birim kishi year years day ano anos anni gun gunluk yr yrs th tahun ton",
    "coupon": "off",
    "product": "sz ver v",
    "code": "pin-code",
}
# True: vague, as in "an order of 1200".
_FILLING: dict[str, bool] = {
    **dict.fromkeys(
        ["number", "numbers", "num", "nr", "no", "nro", "n", "nos", "numero", "numeros", "nomor", "nomer", "номер", "номером", "номера", "нoмер", "numarasi", "numaram", "numarali", "numara", "nummer", "nummern", "lautet", "id", "code", "codigo", "kode", "код", "kodu", "is", "are", "was", "it", "its", "this", "that", "the", "my", "our", "me", "mine", "here", "s", "a", "as", "meu", "meus", "minha", "esta", "este", "esse", "essa", "e", "o", "os", "as", "eh", "eis", "aqui", "segue", "ta", "saya", "aku", "adalah", "yaitu", "ini", "itu", "dengan", "dg", "dgn", "yg", "yang", "tsb", "gue", "gw", "ku", "nya", "kami", "mi", "mis", "es", "el", "la", "los", "las", "su", "un", "una", "con", "mein", "meine", "meinen", "meiner", "ist", "die", "der", "das", "mit", "lautend", "unter", "mi", "это", "мой", "моя", "моего", "моему", "моей", "с", "у", "меня", "вот", "под", "benim", "bu", "ve", "ile", "olan", "sayili", "numarayla", "नंबर", "नम्बर", "नं", "संख्या", "मेरा", "मेरे", "मेरी", "है", "का", "की", "के", "वाला", "वाले", "वाली", "क्रमांक", "यह", "ye", "hai", "ka", "ki", "ke", "mera", "mere", "meri", "wala", "wale", "bold", "called", "with", "under", "please", "pls", "tolong", "por", "favor", "bitte"],
        False,
    ),
    **dict.fromkeys(["of", "de", "do", "da", "dos", "das", "del", "for", "от", "для", "von", "fur", "para", "untuk", "on", "em", "in"], True),
}
# For scripts that write words together, and Arabic.
FRAGMENTS: dict[str, tuple[str, ...]] = {
    "order": ("订单", "訂單", "订购", "单子", "طلبي", "طلبية", "الطلب", "طلب", "注文", "オーダー", "주문", "คำสั่งซื้อ", "ออเดอร์"),
    "tracking": (
        "快递", "运单", "物流", "單號", "单号", "包裹", "快遞", "追踪", "跟踪", "تتبع", "شحنة", "الشحنة", "شحنتي", "الشحن", "شحن",
        "طرد", "الطرد", "بوليصة", "追跡", "伝票", "荷物", "송장", "운송장", "택배", "พัสดุ", "ติดตาม",
    ),
    "phone": ("电话", "手机", "手機", "電話", "联系", "هاتف", "اتصل", "الهاتف", "جوال", "موبايل", "واتساب", "تليفون", "جوالي", "携帯", "전화", "โทร", "微信"),
    "document": ("身份证", "护照", "税号", "الهوية", "هوية", "جواز", "الإقامة", "إقامة", "여권"),
    "card": ("银行卡", "信用卡", "卡号", "卡號", "بطاقة", "البطاقة", "بطاقتي", "カード", "카드", "บัตร"),
    "postcode": ("邮编", "郵編", "邮政编码", "الرمز البريدي", "البريدي", "郵便", "우편"),
    "payment": ("账号", "帳號", "账户", "转账", "حساب", "الحساب", "آيبان", "الآيبان", "支付宝", "口座", "계좌"),
    "money": ("价格", "金额", "总价", "付了", "花了", "支付了", "退款", "一共", "السعر", "سعر", "المبلغ", "مبلغ", "دفعت", "بمبلغ", "قيمة", "بقيمة", "値段", "合計"),
    "unit": (
        "块", "元", "个", "件", "天", "小时", "分钟", "月", "年", "岁", "公斤", "克", "厘米", "寸", "折", "块钱", "人民币", "美元", "点", "万", "号楼",
        "ريال", "درهم", "دينار", "جنيه", "دولار", "يوم", "أيام", "ساعة", "ساعات", "قطعة", "قطع", "شهر", "أسبوع", "سنة", "円", "日", "원", "บาท", "วัน",
    ),
    "coupon": ("优惠码", "优惠券", "折扣码", "قسيمة", "كوبون", "الكوبون", "クーポン", "쿠폰"),
    "product": ("型号", "尺码", "货号", "موديل", "مقاس", "商品"),
    "code": ("验证码", "密码", "رمز التحقق", "التحقق", "كلمة"),
    "filler": (
        "了", "呢", "吧", "啊", "号码", "编号", "號碼", "号", "號", "是", "为", "的", "我", "這", "这", "个", "这个", "叫", "如下", "码", "رقم", "رقمه", "رقمها", "برقم", "الرقم",
        "هو", "هي", "هذا", "هذه", "كود", "رمز", "عندي", "لدي", "بي", "الخاص", "ي", "ه", "番号", "は", "の", "が", "번호", "는", "은", "หมายเลข", "คือ", "เลข",
    ),
}


def _by_word(lists: dict[Meaning, str]) -> dict[str, Meaning]:
    return {folded(word): meaning for meaning, words in lists.items() for word in words.split()}


STEMS = _by_word(_BEGINNINGS)
WORDS = _by_word(_WHOLE)
FILLERS = {folded(word): is_vague for word, is_vague in _FILLING.items()}
