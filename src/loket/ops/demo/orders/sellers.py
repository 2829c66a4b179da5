"""The shops that sell on Samudra."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """A country that parcels come from: its post, and where they leave it."""

    post: str
    airport: str
    language: str
    time_zone: str


HOMES = {
    "CN": Home("China Post", "Guangzhou", "zh-Hans", "Asia/Shanghai"),
    "ID": Home("Pos Indonesia", "Jakarta", "id", "Asia/Jakarta"),
    "TR": Home("PTT", "Istanbul", "tr", "Europe/Istanbul"),
    "IN": Home("India Post", "Mumbai", "hi", "Asia/Kolkata"),
    "IT": Home("Poste Italiane", "Milano", "it", "Europe/Rome"),
    "KR": Home("Korea Post", "Incheon", "ko", "Asia/Seoul"),
}


@dataclass(frozen=True, slots=True)
class DemoSeller:
    """A shop; ``slug`` names it in coupons and its address. It reads its country's language unless ``own_language``."""

    slug: str
    name: str
    country: str
    city: str
    own_language: str = ""

    @property
    def home(self) -> Home:
        """What its country's parcels have in common."""
        return HOMES[self.country]

    @property
    def language(self) -> str:
        """What its people read."""
        return self.own_language or self.home.language

    @property
    def email(self) -> str:
        """Where it is written to."""
        return f"{self.slug}@sellers.example"


SELLERS = {
    each.slug: each
    for each in (
        DemoSeller("lantai", "Lantai Studio", "CN", "Jingdezhen"),
        DemoSeller("huaqiang", "HuaQiang Digital Store", "CN", "Shenzhen"),
        DemoSeller("soundpeak", "SoundPeak Official Store", "CN", "Dongguan"),
        DemoSeller("yiwu", "Yiwu Happy House", "CN", "Yiwu"),
        DemoSeller("meilin", "Mei Lin Fashion", "CN", "Hangzhou"),
        DemoSeller("runfast", "RunFast Sports", "CN", "Quanzhou"),
        DemoSeller("toolking", "ToolKing Hardware", "CN", "Ningbo"),
        DemoSeller("luyou", "Luyou Outdoor", "CN", "Xiamen"),
        DemoSeller("bintang", "Bintang Batik Solo", "ID", "Surakarta"),
        DemoSeller("rotan", "Rumah Rotan Cirebon", "ID", "Cirebon"),
        DemoSeller("kopi", "Kopi Gayo Lestari", "ID", "Takengon"),
        DemoSeller("iznik", "İznik Çini Atölyesi", "TR", "Bursa"),
        DemoSeller("kaleici", "Kaleiçi Leather", "TR", "Antalya"),
        DemoSeller("hamam", "Denizli Hamam Textile", "TR", "Denizli"),
        DemoSeller("jaipur", "Jaipur Silver House", "IN", "Jaipur", "en"),
        DemoSeller("moradabad", "Moradabad Brass & Co", "IN", "Moradabad"),
        DemoSeller("bottega", "Bottega Rossi", "IT", "Firenze"),
        DemoSeller("murano", "Vetro Murano Zanin", "IT", "Venezia"),
        DemoSeller("seoulglow", "Seoul Glow Beauty", "KR", "Seoul"),
        DemoSeller("hanpaper", "Han Paper & Pen", "KR", "Jeonju"),
    )
}
# Where the shop's own number for a seller begins.
_FIRST_NUMBER = 3
SELLER_NUMBERS = {slug: f"s-{number}" for number, slug in enumerate(SELLERS, _FIRST_NUMBER)}
