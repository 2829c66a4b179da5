"""What is sold on Samudra, named as shops there name their goods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Good:
    """Something to buy; ``category`` is also the name of its picture."""

    seller: str
    category: str
    dollars: Decimal
    title: str

    @property
    def image_url(self) -> str:
        """A drawing of its kind."""
        return f"/static/helpcentre/goods/{self.category}.svg"


_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("lantai", "lamp", "39", "Paper table lamp, 32 cm, mulberry paper on a beech stand, warm light, dimmable, E27"),
    ("lantai", "lamp", "27", "Ceramic bedside lamp with linen shade, handmade glaze, celadon green, EU/US/UK plug"),
    ("lantai", "teapot", "46", "Gongfu tea set, 9 pieces, Jingdezhen porcelain, teapot + 6 cups + tray + caddy, boxed"),
    ("lantai", "teapot", "18", "Hand-painted porcelain teapot 350 ml with strainer, blue and white lotus"),
    ("huaqiang", "phone", "109", "6.7 inch smartphone 8 GB + 256 GB, global version, dual SIM, 5000 mAh, 108 MP"),
    ("huaqiang", "phone", "12", "Shockproof phone case with magnetic ring, matte, for 6.1 / 6.7 inch, 12 colours"),
    ("huaqiang", "cable", "6", "USB-C to USB-C cable 100 W fast charge, braided, 2 m, pack of 2"),
    ("huaqiang", "cable", "23", "GaN charger 65 W, 3 ports, foldable plug + 3 adapters, for laptop and phone"),
    ("huaqiang", "watch", "34", "Smart watch 1.9 inch, heart rate, sleep, 120 sports modes, IP68, call answering"),
    ("soundpeak", "headphones", "29", "Wireless earbuds Bluetooth 5.4, noise cancelling, 40 h with case, 4 mics"),
    ("soundpeak", "headphones", "58", "Over-ear headphones, hybrid ANC, 60 h battery, foldable, LDAC, with case"),
    ("soundpeak", "headphones", "33", "Portable Bluetooth speaker 20 W, IPX7 waterproof, stereo pairing, 24 h"),
    ("yiwu", "toy", "15", "Wooden building blocks, 100 pieces, non-toxic paint, cotton bag, ages 3+"),
    ("yiwu", "toy", "41", "Remote control car 1:16, 4WD, 38 km/h, two batteries, LED, off-road"),
    ("yiwu", "kitchen", "21", "Silicone kitchen utensil set, 12 pieces, heat resistant, wooden handles, with holder"),
    ("yiwu", "kitchen", "3", "Reusable silicone food bag 1 L, leakproof zip, freezer and dishwasher safe"),
    ("yiwu", "textile", "9", "Blackout curtain 140 x 240 cm, thermal insulated, eyelets, one panel"),
    ("meilin", "shirt", "24", "Women's linen blouse, V-neck, loose fit, long sleeve, sizes S-5XL, sage green"),
    ("meilin", "shirt", "36", "Midi dress with belt, floral chiffon, half sleeve, summer, sizes XS-3XL"),
    ("meilin", "shirt", "48", "Men's windbreaker jacket, hooded, water repellent, four pockets, Asian size M-4XL"),
    ("meilin", "bag", "19", "Canvas tote bag with zip and inner pockets, large capacity, 14 inch laptop"),
    ("runfast", "shoe", "44", "Running shoes, breathable mesh, cushioned sole, unisex, EU 36-47, black/lime"),
    ("runfast", "shoe", "52", "Trail shoes, waterproof membrane, non-slip rubber, quick lace, EU 38-46"),
    ("runfast", "sport", "17", "Yoga mat 183 x 61 cm, natural rubber, 5 mm, non-slip, with carry strap"),
    ("runfast", "sport", "26", "Resistance band set, 11 pieces, up to 68 kg, door anchor, ankle straps, bag"),
    ("toolking", "tool", "63", "Cordless drill 21 V, brushless, 45 Nm, two batteries, 28 accessories in a case"),
    ("toolking", "tool", "31", "Socket wrench set 46 pieces, chrome vanadium, 1/4 inch ratchet, metal box"),
    ("toolking", "tool", "14", "Digital caliper 150 mm, stainless steel, 0.01 mm, with spare battery"),
    ("luyou", "tent", "87", "Camping tent for 3, double layer, 3000 mm waterproof, 2.4 kg, aluminium poles"),
    ("luyou", "tent", "38", "Down sleeping bag, 650 fill, comfort 0 °C, 900 g, compression sack, left zip"),
    ("luyou", "bag", "55", "Hiking backpack 45 L with rain cover, ventilated back, hip belt, strong zips"),
    ("bintang", "shirt", "28", "Batik tulis shirt, men, long sleeve, hand-drawn parang, cotton, sizes M-XXL"),
    ("bintang", "textile", "22", "Batik cap scarf, silk blend, 50 x 180 cm, natural indigo, Solo pattern"),
    ("rotan", "basket", "32", "Rattan laundry basket with lid and cotton lining, hand woven, 60 cm"),
    ("rotan", "lamp", "45", "Rattan pendant lamp shade, 50 cm, boho, hand woven, cable and E27 socket included"),
    ("rotan", "basket", "13", "Set of 6 rattan placemats, round, 38 cm, natural"),
    ("kopi", "coffee", "16", "Gayo arabica coffee beans, single origin, medium roast, 500 g, roasted to order"),
    ("kopi", "coffee", "24", "Kopi luwak wild arabica, ethically collected, 100 g, certificate included"),
    ("iznik", "teapot", "35", "Hand-painted İznik bowl 25 cm, tulip pattern, quartz ceramic, signed"),
    ("iznik", "kitchen", "49", "Turkish tea set for 6, glass and copper, tray and double teapot"),
    ("kaleici", "bag", "72", "Full-grain leather messenger bag, 15 inch, vegetable tanned, brass buckles, tobacco"),
    ("kaleici", "bag", "25", "Slim leather wallet with RFID protection, 8 cards, hand stitched, monogram on request"),
    ("hamam", "textile", "18", "Peshtemal bath towel, Turkish cotton, 100 x 180 cm, fringed, quick dry"),
    ("hamam", "textile", "54", "Bathrobe, waffle cotton, unisex, sizes S-XL, made in Denizli"),
    ("jaipur", "ring", "31", "925 silver ring with natural moonstone, adjustable, handmade in Jaipur"),
    ("jaipur", "ring", "47", "Kundan necklace and earrings set, gold plated, pearl drops, velvet box"),
    ("moradabad", "lamp", "37", "Moroccan style brass lantern, hand punched, 35 cm, candle or bulb"),
    ("moradabad", "kitchen", "20", "Copper water bottle 950 ml, leakproof, hammered finish, with cleaning brush"),
    ("bottega", "shoe", "98", "Men's suede loafers, hand sewn in Florence, leather sole, EU 39-46, navy"),
    ("bottega", "bag", "105", "Crossbody bag, saffiano leather, detachable strap, dust bag, made in Italy"),
    ("murano", "lamp", "92", "Murano glass table lamp, mushroom, 24 cm, white swirl, E14, signed on the base"),
    ("murano", "ring", "29", "Murano glass bead bracelet, millefiori, adjustable, with certificate"),
    ("seoulglow", "beauty", "19", "Centella serum 50 ml, niacinamide 5 %, soothing, all skin types, EXP 24 months"),
    ("seoulglow", "beauty", "33", "Skin care set, 7 steps: cleanser, toner, essence, serum, cream, mask, sunscreen"),
    ("seoulglow", "beauty", "5", "Hydrogel face masks, 10 sheets, aloe and snail mucin"),
    ("hanpaper", "paper", "11", "Hanji notebook A5, 192 pages, thread bound, cloth cover, fountain pen friendly"),
    ("hanpaper", "paper", "42", "Fountain pen, extra fine steel nib, converter and 6 inks, gift tin"),
)
GOODS = tuple(Good(seller, category, Decimal(dollars), title) for seller, category, dollars, title in _ROWS)
CATEGORIES = frozenset(each.category for each in GOODS)


def sku_of(good: Good) -> str:
    """The seller's own mark for it."""
    return f"{good.seller[:3].upper()}-{GOODS.index(good) + 1:03d}"
