"""The demo's people: the cast one can be, and forty helpers, ten experts, members and customers."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_noop as _

from kundenkreis.channels.demo.models import DemoPerson
from kundenkreis.people.models import Person, Role

# name, address, roles, portrait, hint beside the button (translated where it is shown)
CAST = (
    ("Vreni Muster", "vreni", (), "vreni", _("Customer, 66. Her Wi-Fi does not work.")),
    ("Beat Muster", "beat", (), "beat", _("Her son, trusted person")),
    (
        "Jonas Keller",
        "jonas",
        ("member", "helper"),
        "jonas",
        _("Helper in the neighbourhood"),
    ),
    (
        "Aylin Demir",
        "aylin",
        ("member", "expert"),
        "aylin",
        _("Expert customer, answers in the community"),
    ),
    ("Nadja Roth", "nadja", (), "", _("Dispatcher of a firm with two technicians")),
    ("Reto Frei", "reto", ("agent",), "reto", _("Agent of the company")),
    ("Mira Lang", "mira", ("moderator", "manager"), "mira", _("Moderator and manager")),
)
OTHER_BRAND = (
    (
        "Kai Roth",
        "kai",
        ("agent", "manager"),
        "kai",
        _("Agent and manager of another brand"),
    ),
)

# Forty helpers with Jonas, over real postal codes.
HELPERS = (
    ("Sandra Vogt", "8004"), ("Peter Amsler", "8003"), ("Nina Graf", "8005"), ("Luca Bianchi", "8045"), ("Eva Wyss", "8032"),
    ("Marco Steiner", "8048"), ("Ursula Beck", "8050"), ("Timo Schmid", "8400"), ("Claudia Huber", "8610"), ("Daniel Moser", "8800"),
    ("Petra Kunz", "6300"), ("Adrian Lüthi", "6003"), ("Ruth Arnold", "6005"), ("Simon Egli", "5000"), ("Karin Suter", "5400"),
    ("Roland Meier", "4051"), ("Julie Favre", "4054"), ("Thomas Brunner", "4410"), ("Anna Gerber", "3011"), ("Urs Zbinden", "3008"),
    ("Monika Aebi", "3097"), ("Stefan Roth", "2502"), ("Céline Girard", "2000"), ("Pierre Monnier", "1700"), ("Léa Rochat", "1003"),
    ("Olivier Blanc", "1007"), ("Sophie Martin", "1201"), ("Nicolas Dubois", "1227"), ("Giulia Rossi", "6900"), ("Andrea Bernasconi", "6600"),
    ("Reto Caduff", "7000"), ("Flurina Cathomas", "7130"), ("Heidi Rüegg", "9000"), ("Martin Frick", "9490"), ("Brigitte Koller", "8200"),
    ("Jan Fischer", "8500"), ("Lisa Odermatt", "6370"), ("Beat Inderbitzin", "6430"), ("Vera Imhof", "3900"),
)  # fmt: skip

EXPERTS = (
    ("Hannes Bürgi", ("internet", "computer")), ("Doris Lenz", ("mobile", "email")), ("Milan Petrović", ("internet", "tv")),
    ("Sabine Ott", ("computer", "printer", "security")), ("Yannick Perret", ("internet", "mobile")), ("Chiara Fontana", ("tv", "mobile")),
    ("Werner Hug", ("telephone", "internet")), ("Leila Haddad", ("email", "security")), ("Jürg Tanner", ("computer", "internet")),
)  # fmt: skip

MEMBERS = (
    "Rosmarie", "Hansruedi", "Margrit", "Toni", "Silvia", "Fredy", "Esther", "Walter", "Erika", "Bruno", "Therese", "Kurt",
)  # fmt: skip
# Members who write in another language.
GUESTS = (("Emily", "en"), ("Graham", "en"), ("Jacqueline", "fr"), ("Ornella", "it"))

_FIRST = (
    "Annemarie", "Bernhard", "Christa", "Dieter", "Elsbeth", "Franz", "Gertrud", "Heinz", "Irene", "Josef", "Käthi", "Lukas",
    "Maria", "Nelly", "Otto", "Paula", "Regula", "Sepp", "Trudi", "Ueli",
)  # fmt: skip
_LAST = (
    "Baumann", "Christen", "Dubach", "Eggenberger", "Flückiger", "Gasser", "Hofer", "Iseli", "Jenni", "Kälin", "Liechti",
    "Marti", "Nussbaum", "Oberholzer", "Pfister", "Ryser", "Schär", "Tobler", "Uhlmann", "Vonlanthen", "Wenger", "Zahnd", "Zaugg",
)  # fmt: skip
CUSTOMERS = tuple(
    f"{_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}" for number in range(60)
)


def make_cast(
    entries: tuple[tuple[str, str, tuple[str, ...], str, str], ...], at: datetime
) -> dict[str, Person]:
    """People with a button on the sign-in page of the brand we are inside."""
    made = {}
    for position, (name, address, roles, portrait, hint) in enumerate(entries):
        nickname = name.split()[0]
        email = f"{address}@example.org"
        person = make_person(name, email, roles, at, portrait=portrait, nickname=nickname)
        DemoPerson.objects.create(person=person, hint=hint, position=position)
        made[address] = person
    return made


def make_person(
    name: str,
    email: str,
    roles: tuple[str, ...],
    at: datetime,
    *,
    portrait: str = "",
    nickname: str = "",
    language: str = "de",
) -> Person:
    """Someone with an account since a year."""
    joined = at - timedelta(days=365)
    person: Person = Person.objects.create(
        email=email, name=name, nickname=nickname, portrait=portrait, language=language, joined_at=joined
    )  # fmt: skip
    Role.objects.bulk_create(Role(person=person, kind=kind, since=joined) for kind in roles)
    return person


def address(name: str) -> str:
    """`peter.amsler@example.org`, in plain letters."""
    plain = name.lower().translate(str.maketrans("äöüéèêçćčš ", "aoueeecccs."))
    return f"{plain}@example.org"
