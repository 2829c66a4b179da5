"""Who buys on Samudra. Addresses, telephone numbers and people are made up."""

from __future__ import annotations

from dataclasses import dataclass

from loket.ops.demo.orders.markets import MARKETS, Market


@dataclass(frozen=True, slots=True)
class DemoBuyer:
    """A buyer; language and time zone are the country's unless theirs differ."""

    external_id: str
    name: str
    phone: str
    country: str
    street: str
    city: str
    postcode: str
    own_language: str = ""
    own_time_zone: str = ""

    @property
    def market(self) -> Market:
        """Where they buy."""
        return MARKETS[self.country]

    @property
    def language(self) -> str:
        """What they read."""
        return self.own_language or self.market.language

    @property
    def time_zone(self) -> str:
        """Where their days end."""
        return self.own_time_zone or self.market.time_zone

    @property
    def email(self) -> str:
        """Where they are written to; some never gave an address."""
        return "" if self.external_id in _WITHOUT_EMAIL else f"{self.external_id}@buyers.example"


BEA = DemoBuyer(
    *("bea", "Bea Souza", "+5581900000101", "BR", "Rua da Aurora, 1187, ap. 402", "Recife", "50050-000"),
    own_time_zone="America/Recife",
)
SARI = DemoBuyer("sari", "Sari Wulandari", "+628120000201", "ID", "Jalan Darmo Kali 17", "Surabaya", "60241")
LUCIA = DemoBuyer(
    *("lucia", "Lucía Hernández", "+525500000301", "MX", "Calle Colima 214, int. 3", "Ciudad de México", "06700")
)
TOM = DemoBuyer("tom", "Tom Whitfield", "+447700900401", "GB", "14 Gloucester Road", "Bristol", "BS7 8AE")
NAMED_BUYERS = {each.external_id: each for each in (BEA, SARI, LUCIA, TOM)}

_ROWS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("u-1001", "João Pereira", "+5511900000011", "BR", "Rua Augusta, 2100, ap. 81", "São Paulo", "01412-000"),
    ("u-1002", "Camila Oliveira", "+5521900000012", "BR", "Rua das Laranjeiras, 320", "Rio de Janeiro", "22240-003"),
    ("u-1003", "Rafael Lima", "+5592900000013", "BR", "Avenida Djalma Batista, 54", "Manaus", "69050-010"),
    ("u-1004", "Ana Beatriz Costa", "+5531900000014", "BR", "Rua da Bahia, 905", "Belo Horizonte", "30160-011"),
    ("u-1005", "Thiago Nascimento", "+5571900000015", "BR", "Rua Chile, 22", "Salvador", "40020-000"),
    ("u-1006", "Fernanda Ribeiro", "+5541900000016", "BR", "Rua XV de Novembro, 1299", "Curitiba", "80060-000"),
    ("u-1007", "Marcos Vinícius Rocha", "+5585900000017", "BR", "Rua Canuto de Aguiar, 700", "Fortaleza", "60160-120"),
    ("u-1008", "Patrícia Gomes", "+5551900000018", "BR", "Rua dos Andradas, 1444", "Porto Alegre", "90020-008"),
    ("u-1009", "Lucas Almeida", "+5562900000019", "BR", "Rua 9, 410, Setor Oeste", "Goiânia", "74110-100"),
    ("u-1010", "Juliana Barros", "+5548900000020", "BR", "Rua Bocaiúva, 1700", "Florianópolis", "88015-530"),
    ("u-1011", "Dewi Lestari Putri", "+628120000021", "ID", "Jalan Kemang Raya 8", "Jakarta", "12730"),
    ("u-1012", "Budi Santoso", "+628120000022", "ID", "Jalan Braga 45", "Bandung", "40111"),
    ("u-1013", "Rina Kartika", "+628120000023", "ID", "Jalan Malioboro 12", "Yogyakarta", "55271"),
    ("u-1014", "Agus Prasetyo", "+628120000024", "ID", "Jalan Pemuda 101", "Semarang", "50132"),
    ("u-1015", "Made Ariani", "+628120000025", "ID", "Jalan Hayam Wuruk 66", "Denpasar", "80235"),
    ("u-1016", "Fitri Handayani", "+628120000026", "ID", "Jalan Ijen 23", "Malang", "65119"),
    ("u-1017", "Andi Rahmat", "+628120000027", "ID", "Jalan Pajajaran 31", "Bogor", "16143"),
    ("u-1018", "Yohana Siregar", "+628120000028", "ID", "Jalan Margonda 210", "Depok", "16424"),
    ("u-1019", "José Luis Martínez", "+525500000031", "MX", "Avenida Chapultepec 480", "Guadalajara", "44140"),
    ("u-1020", "María Fernanda Ruiz", "+525500000032", "MX", "Calle Morelos 77", "Monterrey", "64000"),
    ("u-1021", "Guadalupe Torres", "+525500000033", "MX", "Calle 60 núm. 415", "Mérida", "97000"),
    ("u-1022", "Diego Ramírez", "+525500000034", "MX", "Avenida Revolución 1020", "Tijuana", "22000"),
    ("u-1023", "Ximena Flores", "+525500000035", "MX", "Calle 5 de Mayo 19", "Puebla", "72000"),
    ("u-1024", "Carlos Andrés Gómez", "+573000000041", "CO", "Calle 85 # 12-10", "Bogotá", "110221"),
    ("u-1025", "Valentina Restrepo", "+573000000042", "CO", "Carrera 43A # 7-50", "Medellín", "050022"),
    ("u-1026", "Juan David Mosquera", "+573000000043", "CO", "Avenida 6N # 23-61", "Cali", "760046"),
    ("u-1027", "Daniela Peña", "+573000000044", "CO", "Calle 72 # 54-30", "Barranquilla", "080002"),
    ("u-1028", "Matías Soto", "+56900000051", "CL", "Avenida Providencia 1760, depto. 902", "Santiago", "7500503"),
    ("u-1029", "Javiera Muñoz", "+56900000052", "CL", "Calle Esmeralda 973", "Valparaíso", "2361735"),
    ("u-1030", "Ignacio Fuentes", "+56900000053", "CL", "Barros Arana 540", "Concepción", "4030357"),
    ("u-1031", "Martina Giménez", "+5491100000061", "AR", "Avenida Santa Fe 3250, 4.º B", "Buenos Aires", "C1425"),
    ("u-1032", "Facundo Álvarez", "+5491100000062", "AR", "Bulevar San Juan 120", "Córdoba", "X5000"),
    ("u-1033", "Sofía Pereyra", "+5491100000063", "AR", "Calle Córdoba 1452", "Rosario", "S2000"),
    ("u-1034", "Carmen Ortega", "+34600000071", "ES", "Calle de Fuencarral 88, 3.º izda.", "Madrid", "28004"),
    ("u-1035", "Jordi Puig", "+34600000072", "ES", "Carrer de Verdi 40", "Barcelona", "08012"),
    ("u-1036", "Lucía Fernández", "+34600000073", "ES", "Calle Betis 15", "Sevilla", "41010"),
    ("u-1037", "Iker Etxeberria", "", "ES", "Calle Ercilla 22", "Bilbao", "48009"),
    ("u-1038", "Inês Carvalho", "+351910000081", "PT", "Rua da Bica 9, 2.º", "Lisboa", "1200-054"),
    ("u-1039", "Tiago Ferreira", "+351910000082", "PT", "Rua de Cedofeita 310", "Porto", "4050-174"),
    ("u-1040", "Emily Carter", "+12025550143", "US", "2218 N Kedzie Ave, Apt 3", "Chicago, IL", "60647"),
    ("u-1041", "Marcus Johnson", "+12025550144", "US", "455 Oak Street", "Portland, OR", "97205"),
    ("u-1042", "Gabriela Méndez", "+12025550145", "US", "910 Calle Ocho", "Miami, FL", "33135"),
    ("u-1043", "Hannah Lee", "+12025550146", "US", "31 Prospect Park West", "Brooklyn, NY", "11215"),
    ("u-1044", "Priya Shah", "+447700900091", "GB", "Flat 6, 20 Narborough Road", "Leicester", "LE3 0BQ"),
    ("u-1045", "Owen Davies", "+447700900092", "GB", "5 Cathedral Road", "Cardiff", "CF11 9HA"),
    ("u-1046", "Katarzyna Nowak", "+447700900093", "GB", "77 Leith Walk", "Edinburgh", "EH6 8LX"),
    ("u-1047", "Jonas Becker", "+4915100000101", "DE", "Kastanienallee 12", "Berlin", "10435"),
    ("u-1048", "Elif Kaya", "+4915100000102", "DE", "Venloer Straße 310", "Köln", "50823"),
    ("u-1049", "Sabine Hoffmann", "+4915100000103", "DE", "Maximilianstraße 5", "Augsburg", "86150"),
    ("u-1050", "Femke de Vries", "+31600000111", "NL", "Prinsengracht 512-2", "Amsterdam", "1017 KH"),
    ("u-1051", "Bram Jansen", "+31600000112", "NL", "Oudegracht 88", "Utrecht", "3511 AV"),
    ("u-1052", "Claire Moreau", "+33600000121", "FR", "18 rue des Martyrs", "Paris", "75009"),
    ("u-1053", "Giulia Bianchi", "+39300000131", "IT", "Via Zamboni 21", "Bologna", "40126"),
    ("u-1054", "Mehmet Yılmaz", "+905000000141", "TR", "Bağdat Caddesi 210/5", "İstanbul", "34730"),
    ("u-1055", "Zeynep Demir", "+905000000142", "TR", "Kıbrıs Şehitleri Caddesi 44", "İzmir", "35220"),
    ("u-1056", "Burak Aydın", "+905000000143", "TR", "Tunalı Hilmi Caddesi 91", "Ankara", "06680"),
    ("u-1057", "Abdullah Al-Harbi", "+966500000151", "SA", "King Fahd Road 7012", "Riyadh", "12271"),
    ("u-1058", "Noura Al-Qahtani", "+966500000152", "SA", "Prince Sultan Street 3341", "Jeddah", "23423"),
    ("u-1059", "佐藤 美咲", "+819000000161", "JP", "杉並区高円寺北2-6-1", "東京都", "166-0002"),
    ("u-1060", "田中 健", "", "JP", "中京区烏丸通御池上ル", "京都市", "604-0845"),
)  # fmt: skip
# Who lives in another zone than the country's capital, or reads another language than its neighbours.
_TIME_ZONES = {
    "u-1003": "America/Manaus",
    "u-1005": "America/Bahia",
    "u-1007": "America/Fortaleza",
    "u-1015": "Asia/Makassar",
    "u-1020": "America/Monterrey",
    "u-1021": "America/Merida",
    "u-1022": "America/Tijuana",
    "u-1032": "America/Argentina/Cordoba",
    "u-1040": "America/Chicago",
    "u-1041": "America/Los_Angeles",
}
_LANGUAGES = {"u-1035": "ca", "u-1042": "es", "u-1046": "pl", "u-1048": "tr"}
_WITHOUT_EMAIL = {"u-1018", "u-1056"}
BUYERS = tuple(DemoBuyer(*row, _LANGUAGES.get(row[0], ""), _TIME_ZONES.get(row[0], "")) for row in _ROWS)
