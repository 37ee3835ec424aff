"""Which of our four languages a text is written in."""

import re
from collections import Counter

LANGUAGES = ("de", "en", "fr", "it")

# Function words that are frequent in a language: what it shares with another counts for both, and so tells nothing.
_SIGNS = {
    "de": "der die das und ist nicht ich mein meine ein eine einen einem einer eines mit auf für wie kann geht sich zu zur zum den dem des es von vom kein"
    " keine habe hat wir sie ihr ihre nach bei beim mehr im ins aus als auch oder nur noch wenn dass wird werden sind über unter durch vor um per diese dieser dieses",
    "en": "the and is are not my your it with for from by or how can does to of i a an have has be this that which when where what if doesn't won't no we you"
    " after more on at as into their they will would should but do any don't isn't can't",
    "fr": "le la les et est sont pas mon ma mes votre vos ne je un une avec pour par comment ne se du des en dans au aux ce cette ces que qui j'ai plus sur sous nous vous ou où leur si a on ai",
    "it": "il lo gli e è non mio mia con per come si se di da dal dalla che un una uno ho ha della delle dei degli del sono nel nella a al alla alle ai più su sul sulla noi voi mi ma questo questa quando anche",
}
_LETTERS = {"de": "äöüß", "fr": "éèêçàùœ", "it": "òìù"}
# One word: doesn't, E-Mail, MOYENNE.SI.ENS.
_WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")


def guess(text: str, otherwise: str = "de") -> str:
    """`de`, `en`, `fr` or `it`; `otherwise` where the text does not say."""
    words = Counter(_WORD.findall(text.lower()[:4000].replace("’", "'")))
    score: dict[str, float] = {
        code: sum(words[sign] for sign in set(signs.split()))
        for code, signs in _SIGNS.items()
    }
    for code, letters in _LETTERS.items():
        score[code] += 0.5 * sum(text.lower()[:4000].count(letter) for letter in letters)
    best = max(score, key=lambda code: (score[code], code == otherwise))
    return best if score[best] > score.get(otherwise, 0) else otherwise
