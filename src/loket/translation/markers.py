"""Small words that tell close languages apart, written as people type them."""

from __future__ import annotations

# How much rarer than others a language is met (log-odds): close neighbours would be taken for each other on few words.
RARITY = {
    "ms": 1.7, "gl": 1.3, "ca": 0.5, "nb": 0.3, "hr": 2.0, "sr": 0.5, "sk": 0.7, "sl": 1.5, "lt": 0.7, "lv": 1.0,
    "et": 1.0, "fi": 0.5, "tl": 0.7, "is": 1.5, "af": 2.5, "eu": 2.0, "az": 2.0, "sq": 2.0, "sw": 2.0, "be": 2.0,
    "mk": 2.0, "kk": 1.0, "mr": 2.0, "ne": 2.0, "ur": 1.0,
}  # fmt: skip

# Words that shops and parcels have in every language; they say nothing about the writer's.
_BORROWED = """
    pix boleto ok app link chat refund order tracking cancel online email cupom voucher qris oxxo visa mastercard iphone
    samsung whatsapp pro max plus mini ultra galaxy xiaomi tiktok instagram facebook google paypal wifi usb bluetooth
"""
BORROWED = frozenset(_BORROWED.split())

# Greetings, small words and laughter that people use in any conversation, whatever its language.
_EVERYBODYS = """
    ok oke okay okey okk k kk no nope si oi hi hii hey hello helo halo hallo hai hola ola ciao bye yes yep ya yo y n
    thanks thx tks ty pls plz please kak min gan sis bro bos mas admin help stop start test tes lol haha hahaha hehe
    wkwk wkwkwk kkk kkkk kkkkk rs rsrs jaja jajaja xd hm hmm hmmm eh ah oh um uh sorry sir madam amigo me a o e
"""
EVERYBODYS = frozenset(_EVERYBODYS.split())

# Where English trade words are everyday words, they say nothing against the language that is expected.
TRADES_IN_ENGLISH = frozenset({"id", "ms", "tl", "hi", "bn", "ur", "ta", "te", "th", "vi", "sw"})
_ENGLISH_OF_TRADE = """
    cancel order orders refund return tracking track number status payment pay paid delivery shipping ship shipped
    checkout check out seller buyer store shop customer service support complaint complain rating review chat login
    password account email flash sale free voucher code promo cashback discount gift card live video error update
    upgrade game top up pin otp failed success pending process packing pickup drop off courier express cash on
    delivered item product size stock ready warranty claim unboxing
"""
ENGLISH_OF_TRADE = frozenset(_ENGLISH_OF_TRADE.split())

TELLTALE = {
    code: frozenset(words.split())
    for code, words in {
        "id": """bisa nggak enggak gak gk ga engga udah udh sudah blm karena karna kapan gimana bagaimana gmn uang
            gue gw gua lo banget bgt dong sih nih kok deh yg dgn tdk aja saja paket kurir ongkir
            resi rekening kak min mohon pembayaran batalin cek nyampe sampe kemarin kirain doang
            emang gitu gini ngomong kalo klo utk apa dimana pesenan pesanannya duit duitnya
            dibatalkan jg tp trus terus masuk barangnya paketnya sy kartu kredit adalah bahwa saat
            sekitar namun tersebut sebagai sedangkan berbeda tetapi sering setelah hingga antara
            kali""",
        "ms": """kerana boleh macam awak bila nak tak dah wang bungkusan penghantaran hantar akaun tengok sahaja
            encik puan bayaran dapatkan korang saje jer lah ape kat mcm pasal tlg parcel sampailah
            takde tiada belum2 hendak lambat pulangan barangan kepada ialah bahawa daripada iaitu
            semasa manakala sekiranya kawasan pelbagai mempunyai kerajaan perkhidmatan beliau""",
        "pt": """não nao meu minha vc você voce vcs cadê cade obrigado obrigada uma ainda chegou pra tô isso então
            entao quero com meus pelo pela está tá já foi eu nem mas muito pq quando onde meu
            dinheiro compra encomenda ninguém comprei paguei recebi preciso do da dos das no na em
            um os ao como faço posso quem mds blz vlw é são mais para por se pela pelas pelos também
            seu sua até depois ser foram""",
        "es": """mi mis el los las un una con todavía todavia llegó llego fue para dónde donde qué gracias quiero yo
            pero muy cuándo cuando porque dinero compré compre pagué recibí necesito del al en cómo
            hacer puedo quién aún aun paquete no lo la ya está esta nadie cual mi ustedes me se
            tengo""",
        "gl": """non unha unhas grazas xa teño fixen moi hoxe aínda cartos cando chegoume poden facer quen ata eu
            dende estes polo pola coa cos na nunha pero chegou meu onde ao do da dos das no em o os
            moito mellor despois tamén é por se mais para desde foi ser máis seu súa ningún""",
        "en": """the my is are where when how i you it not have has was did do does can cant dont didnt wont im ive
            to of for and but with got get still why what whats wheres u ur plz pls order refund
            money please""",
        "ru": "я мне мой моя где что это не как когда хочу нужен нужно почему заказ деньги у вас есть меня человек",
        "uk": "я мені мій моя де що це не як коли хочу потрібен треба чому замовлення гроші є і з та людина мене",
        "bg": "аз ми моята къде какво това не как кога искам защо поръчка пари съм да се от за човек",
        "sr": "ja mi moja gde sta šta to ne kako kada hocu hoću zasto novac nije sam da se je ја ми моја где шта то",
        "nb": "jeg ikke pakken min pengene hvor når og å har en ei hva",
        "da": "jeg ikke pakken min pengene hvor hvornår og at har en et hvad af",
        "sv": "jag inte paketet min pengarna var när och att har en ett vad",
        "cs": "je kde jsem nejsem muj můj objednávka peníze kdy proč chci ještě nepřišla",
        "sk": "je kde som nie som moj môj objednávka peniaze kedy prečo chcem ešte neprišla",
        "tl": "ang ng sa ko po ba yung hindi wala pa na kailan saan order paki naman lang",
    }.items()
}
