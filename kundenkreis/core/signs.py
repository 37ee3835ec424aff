"""Signs of a trick in what people write to one another: shown beside the message, never blocking it.

Remote-access programs, gift cards, bank details, deals outside the platform, and ways to get in
touch outside it. The list of what must be warned of is that of `reliability.md` T5 and T18. Text is
first folded: spelt digits become digits, look-alike letters and spread-out words become plain, so
that «null sieben neun», «T e a m V i e w e r» and «Te@mV1ewer» read as what they mean. Models, serial
numbers, versions, prices, dates and IP addresses are left alone.
"""

import re
import unicodedata
from collections.abc import Iterable

from kundenkreis.core.numbers_in_words import in_digits

REMOTE, GIFT, BANK, OUTSIDE = "remote_access", "gift_card", "bank_details", "outside"
PHONE, EMAIL, LINK = "phone", "email", "link"
KINDS = (REMOTE, GIFT, BANK, OUTSIDE, PHONE, EMAIL, LINK)
# Harmless once a visit is agreed: both sides have each other's number then.
CONTACT = frozenset({PHONE, EMAIL, LINK, OUTSIDE})


# Nothing that is looked for is longer than the overlap of two pieces.
_PIECE, _OVERLAP = 600, 200


def signs(text: str, *, keep: Iterable[str] = ()) -> list[str]:
    """The kinds of sign in a text, each once, in a fixed order. `keep`: hosts and numbers that are ours."""
    plain = _plain(text)
    for own in keep:
        if own:
            plain = plain.replace(_plain(own), " ")
    found: set[str] = set()
    for start in range(0, max(1, len(plain)), _PIECE - _OVERLAP):
        found |= _signs(plain[start : start + _PIECE])
    return [kind for kind in KINDS if kind in found]


def _signs(plain: str) -> set[str]:
    worded, squeezed = _joined(plain), _squeezed(plain)
    found = {
        REMOTE: _PROGRAMS.search(squeezed) or _any(_REMOTE, worded),
        GIFT: _CARDS.search(squeezed) or _any(_GIFT, worded) or _any(_GIFT, squeezed),
        BANK: _any(_BANK, worded) or _MONEY.search(squeezed),
        OUTSIDE: _any(_OUTSIDE, worded),
        PHONE: _phone(in_digits(plain)),
        EMAIL: _any(_MAIL, worded),
        LINK: _link(worded),
    }
    return {kind for kind, hit in found.items() if hit}


# Cyrillic and Greek letters that look like Latin ones.
_LOOK_ALIKE = str.maketrans("аеорсухіѕԁһјкмтвɡοαεινтυ", "aeopcyxisdhjkmtbgoaeivtu")
# What people type for a letter.
_LEET = str.maketrans("013457@$!|€", "oieastasile")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\u20e3\ufeff]"
)


def _plain(text: str) -> str:
    """Compatibility form, small letters, no marks, nothing invisible, look-alikes as Latin."""
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        shown = shown.replace(letter, written)
    bare = unicodedata.normalize("NFKD", shown.translate(_LOOK_ALIKE))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


_SPREAD = re.compile(r"(?<![^\W_])(?:[^\W\d_][\W_]{1,2}){3,}[^\W\d_](?![^\W_])")


def _joined(plain: str) -> str:
    """`t w i n t` and `t.w.i.n.t` as one word."""
    return _SPREAD.sub(lambda hit: re.sub(r"[\W_]", "", hit[0]), plain)


def _squeezed(plain: str) -> str:
    """Words by what they look like, with one blank between: names are looked for in it."""
    read = _joined(plain.translate(_LEET))
    return " ".join(re.findall(r"[^\W\d_]+", read))


def _any(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


# A blank or sign may stand inside a name: `team viewer`, `any-desk`.
_PROGRAMS = re.compile(
    r"\b(?:tea?m ?v[il]e?w+e?rs?|tim ?viewer|any ?d[ea]s[kc]k?s?|rust ?desk|ultra ?viewer|aero ?admin|ammyy(?: ?admin)?|"
    r"iperius(?: ?remote)?|log ?me ?in|screen ?connect|connect ?wise|splash ?top|quick ?assist|remote ?pc|dw ?service|"
    r"zoho ?assist|go ?to ?assist|get ?screen|alpemix|chrome ?remote ?desktop|remote ?desktop|supremo ?(?:remote|control)|"
    r"airdroid|vnc ?viewer|real ?vnc|tight ?vnc|remote ?(?:hilfe|unterstuetzung))\b"
)
_REMOTE = [
    re.compile(pattern)
    for pattern in (
        r"\bfernwartung",
        r"\bfern(?:zugriff|zugang)\b.{0,40}\b(?:auf (?:ihr|den|deinen)|erlaub|freigeb|installier|geben sie|gib)",
        r"\b(?:ich|wir|let me|i|we|je|nous|io)\b.{0,40}\b(?:schalte|verbinde|take|prends|prendo)\b.{0,40}(?:computer|rechner|laptop|pc|bildschirm|ordinateur|schermo|ecran)\b.{0,20}\b(?:auf|control|controle|controllo|main)?",
        r"\b(?:take|get|have) (?:remote )?(?:control|access) (?:of|over|to) your (?:computer|pc|laptop|phone|screen)",
        r"\bremote (?:access|control)\b.{0,30}\b(?:program|app|software|tool|code|your)",
        r"\bprise (?:en|de) (?:main|controle) a distance|\bacces a distance\b|\bprendre (?:le controle|la main) (?:de|sur) (?:votre|ton)",
        r"\b(?:accesso|controllo|assistenza) (?:da )?remot[oa]\b",
        r"\b(?:id|code|nummer|numero|codice)\b.{0,20}\b(?:fernsteuer|remote)",
    )
]

_CARDS = re.compile(
    r"\b(?:steam|i ?tunes|google ?play|amazon|apple|play ?station|psn|x ?box|zalando|razer(?: ?gold)?|nintendo) ?(?:geschenk|guthaben)? ?"
    r"(?:karten?|cards?|gift ?cards?|gutscheine?n?|geschenkkarten?|guthaben(?:karten?)?|codes?|cartes?|carta|carte cadeau|vouchers?|buon[io])\b|"
    r"\b(?:carte|cartes|carta|buono|buoni|code|codice|bon) (?:cadeaux? )?(?:regalo )?(?:steam|i ?tunes|google ?play|amazon|apple|psn|x ?box)\b|"
    r"\b(?:pay ?safe ?(?:cards?|karten?)?|neo ?surf|trans ?cash|pcs mastercard|flexepin|bitsa)\b"
)
_GIFT = [
    re.compile(pattern)
    for pattern in (
        r"\bgeschenkkarten?\b",
        r"\bgutschein(?:karten?|codes?)\b",
        r"\bgift ?(?:cards?|vouchers?)\b",
        r"\b(?:cartes?|codes?|bons?) cadeaux?\b",
        r"\b(?:carta|carte|buono|buoni|codice|codici) regalo\b",
        r"\bguthaben(?:karten?|codes?)\b.{0,40}(?:kauf|rubbel|foto|code|schick)",
        r"\b(?:rubbel|kratz)\w* .{0,60}\bcodes?\b|\bscratch\b.{0,30}\bcodes?\b|\bgratte\w* .{0,30}\bcodes?\b|\bgratt\w* .{0,30}\bcodic[ei]\b",
    )
]

_BANK = [
    re.compile(pattern)
    for pattern in (
        r"\b(?:ch|li|de|at|fr|it|lu|be|nl|es|gb)[ .-]?\d{2}[ .-]?(?:[a-z0-9]{1,5}[ .-]?)?(?:\d{3,5}[ .-]?){3,5}\d{0,4}\b",
        r"\bi ?b ?a ?n\b",
        r"\bkonto(?:nummer|nr|verbindung|auszug|daten)\b|\bbank(?:verbindung|daten|konto|karte|leitzahl)",
        r"\b(?:kredit|debit|maestro|bank)karten?(?:nummer|daten|nr)?\b.{0,30}\b(?:nummer|daten|code|foto|schick|angeb|durchgeb|ablauf)|\bkartennummer\b|\b(?:kredit|debit)karten(?:nummer|daten)\b",
        r"\b(?:cvv|cvc|cvc2|pruefziffer)\b",
        r"\be-? ?banking\b.{0,50}\b(?:passwort|login|zugang|code|anmeld|einlogg|daten|oeffn)|\b(?:passwort|login|zugang\w*|code|daten)\b.{0,30}\be-? ?banking\b",
        r"\b(?:tan|m-?tan|photo-?tan|push-?tan)(?:-?(?:nummer|code|liste))?\b(?=.{0,40}\b(?:code|nummer|geben|gib|schick|sagen|bestaetig|sms))",
        r"\b(?:bank|account|card) (?:details|number|data|information)\b|\bcredit card (?:number|details)\b|\bsort code\b|\bonline banking\b.{0,40}\b(?:password|login|code)",
        r"\bcoordonnees bancaires\b|\bnumero (?:de )?(?:carte|compte)\b|\bnumero de (?:votre|ta|la) carte\b|\bcode de (?:votre|ta|la) carte\b|\b(?:rib|releve d'identite bancaire)\b",
        r"\b(?:coordinate|dati) bancari[ae]?\b|\bnumero (?:della|di|del) (?:carta|conto)\b|\bcodice (?:della|di) (?:carta|sicurezza)\b|\bdati della carta\b",
        r"\b(?:ihre?|deine?|your|votre|ta|tua|sua)\b.{0,12}\bpin\b.{0,30}\b(?:karte|bank|card|carte|carta|postfinance)|\bpin\b.{0,15}\b(?:der|ihrer|of your|de votre|della) (?:bank|kredit|post)?\w*(?:karte|card|carte|carta)",
    )
]  # fmt: skip

_MONEY = re.compile(
    r"\b(?:western ?union|money ?gram|bitcoins?|krypto ?(?:waehrung|wallet|boerse)\w*|crypto ?(?:wallet|currency)|ethereum|usdt)\b"
)

_MEANS = r"(?:twint|pay ?pal|revolut|wise|venmo|bizum|lydia|satispay|post ?finance|ueberweis\w*|wire transfer|virement|bonifico)"
_PAY = r"(?:zahl|bezahl|ueberweis|schick|geld|franken|chf|euro|stutz|send|pay|money|envoy|paie|paye|regl|vers|pag|mand|sold)\w*"
_OUTSIDE = [
    re.compile(pattern)
    for pattern in (
        rf"\b{_PAY}\b.{{0,40}}\b{_MEANS}\b(?! app)|\b(?:per|via|mit|ueber|by|with|par|con|tramite)\b.{{0,12}}\b{_MEANS}\b.{{0,40}}\b{_PAY}",
        r"\b(?:in )?bar\b.{0,25}\b(?:zahl|bezahl|geben|gib|geld|auf die hand|kassier|machen)|\b(?:zahl|bezahl|geben|gib)\w*\b.{0,40}\b(?:in )?bar\b(?!\w)|\bbargeld\b|\bauf die (?:kralle|hand)\b.{0,20}\b(?:zahl|geld|geb)|\b(?:zahl|geld|geb)\w*.{0,30}\bauf die hand\b",
        r"\b(?:ohne|neben|an) (?:der|die|dieser|diese|eurer)? ?(?:plattform|app|website|webseite|seite|firma)\b.{0,20}\b(?:vorbei|abmach|machen|buch|zahl)?|\b(?:plattform|app|firma)\b.{0,15}\b(?:vorbei|umgeh|sparen)|\bausserhalb (?:der|dieser|von) (?:plattform|app|seite|website|\w+)\b|\bausserhalb\b.{0,10}\babmach",
        r"\b(?:privat|direkt|unter uns)\b.{0,25}\b(?:abmach|abrechn|zahl|bezahl|vereinbar|buch|komm)|\b(?:zahl|bezahl|abrechn)\w*\b.{0,25}\b(?:privat|direkt an mich|direkt bei mir|unter der hand)",
        r"\bohne (?:rechnung|quittung|provision|kommission)\b|\bschwarz\b.{0,12}\b(?:zahl|bezahl|arbeit|mach|bar)|\b(?:zahl|bezahl|mach|arbeit)\w* .{0,20}\bschwarz\b",
        r"\b(?:cancel|stornier\w*|annul\w*|disdi\w*)\b.{0,60}\b(?:direct|direkt|privat|directement|cash|bar|guenstiger|billiger|cheaper|less|moins|meno)",
        r"\b(?:guenstiger|billiger|rabatt|cheaper|discount|moins cher|rabais|sconto|meno)\b.{0,50}\b(?:direkt|privat|bar|ohne (?:die |den )?(?:plattform|app|firma)|direct|cash|without|sans|senza|en direct|diretto|contanti|especes)",
        r"\b(?:in|with|by|pay) cash\b|\bcash\b.{0,20}\b(?:only|please|is fine|better|in hand|on the (?:day|side|table)|bezahl|zahl|geben|gib|dabei)|\b(?:bring|nur|am liebsten) cash\b",
        r"\b(?:outside|off|without|around|avoid\w*) (?:of )?(?:the|this) (?:platform|app|site|website|company)\b|\boff[- ]?(?:the[- ])?(?:books|platform)\b|\bpay me (?:directly|direct|privately)\b|\bdirectly to me\b|\bunder the table\b|\bwithout (?:an? )?(?:invoice|receipt|commission)\b|\bskip the (?:fee|platform|app|commission)",
        r"\bhors (?:de )?(?:la |cette |l')?(?:plate-?forme|appli\w*|site)\b|\bsans (?:passer par )?(?:la |cette |l')?(?:plate-?forme|appli\w*|entreprise)\b|\ben (?:especes|liquide|cash)\b|\bau noir\b|\bsans (?:facture|commission|frais)\b|\bpayer? (?:en direct|directement|de la main a la main)|\bdirectement (?:a|avec) moi\b|\bde la main a la main\b",
        r"\b(?:fuori|senza|al di fuori) (?:dal|d)?(?:la|alla|ella|passare dalla)? ?(?:piattaforma|app|sito)\b|\bin contanti\b|\bin nero\b|\bsenza (?:fattura|ricevuta|commissione)\b|\bpag\w* (?:direttamente|a mano)|\bdirettamente (?:a|con) me\b|\bsottobanco\b",
    )
]  # fmt: skip
_MESSENGER = r"(?:whats ?app|what'?s ?app|wapp|telegram|(?:(?:auf|ueber|bei|on|via|per|sur|su) )signal|threema|viber|we ?chat|snap ?chat|insta(?:gram)?|messenger|facebook|facetime|imessage|skype)"
_OUTSIDE += [
    re.compile(pattern)
    for pattern in (
        rf"\b(?:schreib|meld|ruf|kontaktier|adde?|finde|write|text|message|msg|call|contact|reach|ping|ecri\w*|contact\w*|appel\w*|joign\w*|rejoin\w*|ajout\w*|scriv\w*|contatt\w*|chiam\w*|aggiung\w*|trov\w*)\w*\b.{{0,40}}\b{_MESSENGER}\b(?!.{{0,15}}(?:geht nicht|funktioniert|not work|marche pas|non funziona))",
        rf"\b(?:bin|i am|i'm|je suis|sono)\b.{{0,20}}\b(?:auf|bei|on|sur|su)\b.{{0,5}}{_MESSENGER}\b|\b(?:auf|ueber|via|per|on|sur|su|par)\b.{{0,12}}{_MESSENGER}\b.{{0,30}}\b(?:weiter|schreib|besprech|chat|talk|continue|parl|discut|sprech)",
        rf"\b(?:mein|my|mon|mio|mia|meine)\b.{{0,5}}{_MESSENGER}\b|\b{_MESSENGER}\b.{{0,3}}(?:nummer|number|numero|nr|name|id|kontakt)\b|\b{_MESSENGER}\s?[:=@]",
    )
]

_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|aet|ad|a|arobase|chiocciola|@)\s?[)\]}>]\s?|\s(?:at|aet|arobase|arobas|chiocciola|klammeraffe|affenschwanz|a commerciale)\s|[-_.]at[-_.])"
_DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?(?:dot|punkt|point|punto|\.)\s?[)\]}>]\s?|\s(?:dot|punkt|point|punto)\s|[-_](?:dot|punkt|point|punto)[-_])"
# Beside a spelt-out «at» the end of a sentence is no dot: «Call your bank at once. It can …».
_TIGHT = _DOT.replace(r"\s?\.\s?|", r"\.|", 1)
_TLD = r"(?:com|ch|de|net|org|at|fr|it|li|eu|io|info|me|biz|co|swiss|online|site|shop|xyz|top|app|link|gl|ly|be)"
_PROVIDER = r"(?:gmail|googlemail|gmx|bluewin|hotmail|outlook|yahoo|icloud|proton ?mail|sunrise|hispeed|web ?de|t-online|libero|orange|free|laposte)"
_MAIL = [
    re.compile(rf"[a-z0-9][\w.+%-]{{0,40}}\s?@\s?[a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{2,20}}){{0,2}}{_DOT}{_TLD}\b"),
    re.compile(rf"[a-z0-9][\w.+%-]{{0,40}}{_AT}[a-z0-9-]{{2,40}}(?:{_TIGHT}[a-z0-9-]{{2,20}}){{0,2}}{_TIGHT}{_TLD}\b"),
    re.compile(rf"[a-z0-9][\w.+%-]{{1,40}}{_AT}{_PROVIDER}\b"),
    re.compile(rf"\b(?:mail|e-mail|adresse|mailadresse|address|indirizzo|adresse mail)\b.{{0,40}}\b(?:bei|at|chez|auf|su|presso)\b.{{0,4}}{_PROVIDER}\b"),
]  # fmt: skip
_HOST = re.compile(
    rf"(?:https?|hxxps?)\s?:?\s?/?/\s?(?P<url>[^\s/]+)|\bwww(?:{_DOT})(?P<www>[\w-]+)|"
    rf"(?<![\w@.-])(?P<bare>(?:t|wa)\.me|[a-z0-9][a-z0-9-]{{1,40}}(?:\.[a-z0-9-]{{2,40}})?\.{_TLD})(?:/\S*)?(?![\w.])|"
    rf"(?<![\w@.-])(?P<said>[a-z0-9][a-z0-9-]{{2,40}}(?:\s?[(\[]\s?(?:dot|punkt|point|punto|\.)\s?[)\]]\s?|\s(?:dot|punkt|punto)\s|\spoint\s){_TLD})\b(?:\s?(?:/|slash|schraegstrich)\s?\S+)?"
)
# What a box at home answers to.
_HOME = re.compile(
    r"^(?:\d{1,3}\.){3}\d{1,3}|^\[|^(?:fritz|speedport|internet-?box|alpenbox|easy|router|tplink\w*|modem|myfritz)\b|\.(?:local|box|lan|home|arpa)\b|^localhost"
)


def _link(text: str) -> bool:
    mails = re.compile(rf"[\w.+%-]+{_AT}\S+")
    for hit in _HOST.finditer(mails.sub(" ", text)):
        host = next(value for value in hit.groupdict().values() if value)
        if not _HOME.search(host):
            return True
    return False


_RUN = re.compile(
    r"(?<![\w.:])(?<![a-z]-)(?:\+|00|\()?\s?\(?\d(?:[^\w\n]{0,4}\(?\d|[ ,.*_/\\|-]{1,5}\d){8,14}(?![\w:])"
)
_SERIAL = re.compile(
    r"(?:serien|s/n|\bsn|serial|imei|\bmac\b|modell?|typ\b|artikel|bestell|firmware|version|fehler|error|\bcode|numero di serie|numero de serie|"
    r"referenz|reference|kunden|vertrag|auftrag|ticket|fall|barcode|ean|ssid|schluessel|\bkey\b|iccid|sim|zaehler|geraete)[\w-]*\.?"
    r"(?:\s?(?:nummer|nr\.?|number|no\.?|de serie|di serie|karte))?(?:\s(?:ist|lautet|is|est|e))?\s?[:#=]?\s?$"
)
_START = re.compile(r"^(?:0[1-9]|(?:00|\+)?(?:41|43|49|33|39|423|44|1)[1-9]|\+)")


def _phone(text: str) -> bool:
    for hit in _RUN.finditer(text):
        written, before = hit[0], text[max(0, hit.start() - 40) : hit.start()]
        bare = re.sub(r"\D", "", re.sub(r"\(0\)", "", written))
        if _SERIAL.search(before) or not 9 <= len(bare) <= 15:
            continue
        if re.fullmatch(
            r"\s?(?:[1-9]\d{0,2}\.)(?:\d{1,3}\.){2}\d{1,3}", written
        ) or _is_date(written):
            continue
        sign = "+" if written.lstrip(" (").startswith("+") else ""
        if _START.match(sign + bare) and not bare.startswith(
            ("0800", "0848", "0900", "08001")
        ):
            return True
    return False


def _is_date(written: str) -> bool:
    """`01.02.2026 10 30`, `2026-03-01`: a day, perhaps with a time."""
    return bool(
        re.match(
            r"^\s?(?:\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|\d{4}-\d{2}-\d{2})(?:\D|$)",
            written,
        )
    )
