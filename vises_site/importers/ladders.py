"""Scales that questionnaires use again and again, in French, English and Dutch.

Each ladder goes from the least to the most; on one line stand the ways of saying one rung.
Sources: W. M. Vagias, *Likert-type scale response anchors*, Clemson University, 2006, for English;
OECD and Statbel questionnaires (EU-SILC, self-rated health) for the French and Dutch wordings.
"""

import re
from collections.abc import Iterable
from functools import cache

from vises_site.model.vocabulary import fold

_LADDERS = {
    "frequency": """
jamais | never | nooit | pas du tout
presque jamais | quasi jamais | almost never | bijna nooit
très rarement | very rarely | zeer zelden
rarement | seldom | rarely | zelden
moins souvent | less often | minder vaak
une fois par an | quelques fois par an | moins d'une fois par mois | less than monthly
de temps en temps | occasionnellement | occasionally | af en toe | nu en dan
parfois | quelquefois | sometimes | soms
une fois par mois | tous les mois | monthly | maandelijks
plusieurs fois par mois | quelques fois par mois | several times a month
régulièrement | regularly | regelmatig
souvent | assez souvent | often | vaak | dikwijls
une fois par semaine | toutes les semaines | weekly | wekelijks
très souvent | very often | heel vaak | zeer vaak | zeer dikwijls
plusieurs fois par semaine | several times a week | meerdere keren per week
presque toujours | la plupart du temps | almost always | most of the time | bijna altijd
tous les jours | chaque jour | quotidiennement | daily | every day | dagelijks
plusieurs fois par jour | several times a day
toujours | tout le temps | always | altijd
""",
    "agreement": """
pas du tout d'accord | tout à fait en désaccord | fortement en désaccord \
| totalement en désaccord | strongly disagree | helemaal niet akkoord | helemaal oneens \
| helemaal niet mee eens | zeer oneens
pas d'accord | en désaccord | disagree | niet akkoord | oneens | niet mee eens
plutôt pas d'accord | plutôt en désaccord | peu d'accord | somewhat disagree | slightly disagree \
| eerder niet akkoord | eerder oneens
ni d'accord ni pas d'accord | ni en accord ni en désaccord | ni d'accord, ni pas d'accord \
| ni d'accord ni en désaccord | neutre | mitigé | moyennement d'accord | neutral \
| neither agree nor disagree | neutraal | noch akkoord noch niet akkoord | niet eens niet oneens
plutôt d'accord | assez d'accord | un peu d'accord | somewhat agree | slightly agree \
| eerder akkoord | eerder eens
d'accord | en accord | agree | akkoord | eens | mee eens
tout à fait d'accord | fortement d'accord | totalement d'accord | entièrement d'accord \
| fortement en accord | strongly agree | helemaal akkoord | helemaal eens | helemaal mee eens \
| zeer eens
""",
    "satisfaction": """
très insatisfait | pas du tout satisfait | très mécontent | very dissatisfied \
| not at all satisfied | zeer ontevreden | helemaal niet tevreden
insatisfait | pas satisfait | peu satisfait | mécontent | dissatisfied | not very satisfied \
| ontevreden
plutôt insatisfait | plutôt pas satisfait | somewhat dissatisfied | eerder ontevreden
ni satisfait ni insatisfait | ni satisfait, ni insatisfait | neutre | moyennement satisfait \
| neutral | neither satisfied nor dissatisfied | neutraal | noch tevreden noch ontevreden
plutôt satisfait | assez satisfait | somewhat satisfied | fairly satisfied | eerder tevreden
satisfait | content | satisfied | tevreden
très satisfait | tout à fait satisfait | entièrement satisfait | très content | very satisfied \
| completely satisfied | zeer tevreden | heel tevreden
""",
    "health": """
très mauvais | très mauvaise | very bad | very poor | zeer slecht
mauvais | mauvaise | bad | poor | slecht
plutôt mauvais | plutôt mauvaise | rather poor | eerder slecht
médiocre | passable | moyen | moyenne | assez bon | assez bonne | ni bon ni mauvais \
| ni bonne ni mauvaise | fair | average | redelijk | matig | gaat wel
plutôt bon | plutôt bonne | rather good | eerder goed
bon | bonne | good | goed
très bon | très bonne | very good | zeer goed
excellent | excellente | uitstekend
""",
    "quantity": """
rien | rien du tout | aucun | aucune | pas du tout | nothing | none | not at all \
| niets | helemaal niet | geen
très peu | vraiment pas | very little | heel weinig | zeer weinig
peu | pas vraiment | pas tellement | plutôt non | plutôt pas | little | not really \
| weinig | niet echt | eerder niet
un peu | a little | slightly | een beetje
moyennement | plus ou moins | modérément | moderately | somewhat | matig | min of meer
assez | plutôt | plutôt oui | suffisamment | quite | fairly | rather | tamelijk | eerder wel \
| genoeg
beaucoup | a lot | much | very | veel
tout à fait | vraiment | énormément | très | completely | a great deal | extremely \
| helemaal | heel veel | zeer veel
""",
    "level": """
très faible | très bas | très basse | very low | zeer laag
faible | bas | basse | low | laag
moyen | moyenne | medium | moderate | gemiddeld
élevé | élevée | haut | haute | fort | forte | high | hoog
très élevé | très élevée | très haut | très fort | très forte | very high | zeer hoog
""",
    "importance": """
pas du tout important | pas important du tout | not at all important | helemaal niet belangrijk
pas important | sans importance | peu important | unimportant | slightly important \
| niet belangrijk | weinig belangrijk
moyennement important | plutôt pas important | moderately important | matig belangrijk
plutôt important | assez important | fairly important | eerder belangrijk
important | belangrijk
très important | very important | zeer belangrijk
essentiel | indispensable | extremely important | essential | essentieel
""",
    "ease": """
très difficile | very difficult | zeer moeilijk
difficile | difficult | moeilijk
plutôt difficile | assez difficile | somewhat difficult | eerder moeilijk
ni facile ni difficile | neutre | neither easy nor difficult | neutral | neutraal
plutôt facile | assez facile | somewhat easy | eerder gemakkelijk
facile | easy | gemakkelijk | makkelijk
très facile | very easy | zeer gemakkelijk | heel makkelijk
""",
    "usefulness": """
pas du tout utile | inutile | not at all useful | helemaal niet nuttig
pas utile | peu utile | plutôt inutile | not very useful | weinig nuttig
moyennement utile | somewhat useful
plutôt utile | assez utile | fairly useful | eerder nuttig
utile | useful | nuttig
très utile | very useful | zeer nuttig
""",
    "change": """
beaucoup moins | much less | veel minder
moins | moins bien | diminution | en baisse | less | worse | decrease | minder | slechter
un peu moins | a little less | iets minder
autant | pareil | stable | inchangé | la même chose | ni plus ni moins | comme avant | same \
| unchanged | about the same | evenveel | hetzelfde
un peu plus | a little more | iets meer
plus | mieux | augmentation | en hausse | more | better | increase | meer | beter
beaucoup plus | beaucoup mieux | much more | much better | veel meer | veel beter
""",
    "likelihood": """
certainement pas | sûrement pas | non, pas du tout | definitely not | zeker niet
probablement pas | peu probable | plutôt non | probably not | unlikely | waarschijnlijk niet
peut-être | maybe | possibly | misschien
probablement | probable | plutôt oui | probably | likely | waarschijnlijk
certainement | sûrement | très probable | oui, tout à fait | definitely | very likely | zeker
""",
    "doubt": """
non, pas du tout | pas du tout | non pas du tout
plutôt non | non, plutôt pas | non, pas vraiment | pas vraiment
oui et non | ni oui ni non | moyennement | plus ou moins
plutôt oui | oui, plutôt | oui, un peu | un peu
oui, tout à fait | tout à fait | oui tout à fait | oui, beaucoup
""",
}

_SKIPPED = (
    "ne sait pas | je ne sais pas | ne sais pas | nsp | ns | ne se prononce pas | sans opinion "
    "| sans avis | pas d'avis | pas d'opinion | sans réponse | pas de réponse "
    "| ne souhaite pas répondre | je préfère ne pas répondre | je ne souhaite pas répondre "
    "| non concerné | non concernée | pas concerné | je ne suis pas concerné | sans objet "
    "| non applicable | n/a | na | nvt | n.v.t. | niet van toepassing | weet niet "
    "| weet ik niet | ik weet het niet | geen mening | geen antwoord | don't know | dont know "
    "| do not know | i don't know | no opinion | no answer | prefer not to say | not applicable "
    "| does not apply"
)
SKIPPED = frozenset(fold(words.strip()) for words in _SKIPPED.split("|"))
"""What says that there is no answer on a scale: it has no place between its ends."""

YES_NO = {
    word: place
    for place, words in enumerate(
        (
            "oui yes ja true vrai waar y o j",
            "en-partie partly gedeeltelijk",
            "non no nee false faux niet-waar n",
        )
    )
    for word in words.split()
}
"""Place of a plain yes or no among the answers of a question."""

_ENDING = re.compile(r"(?:\(e\)\(?s?\)?|\.e\.?s?|·e·?s?|-e-s|/e)(?=$|\W)")
_MARK = re.compile(r"^\(?(\d{1,2})\)?\s*(?:[-–—.:)=/]|\s(?=\())\s*(?=\D)")
_BARE = re.compile(r"\d{1,2}")
_BRACKETED = re.compile(r"^(\d{1,2})\s*\((.+)\)$")


@cache
def _list_ladders() -> tuple[tuple[str, dict[str, int]], ...]:
    ladders = []
    for name, text in _LADDERS.items():
        rungs: dict[str, int] = {}
        for place, line in enumerate(text.strip().splitlines()):
            for words in line.split("|"):
                rungs.setdefault(_plain(words), place)
        ladders.append((name, rungs))
    return tuple(ladders)


def _plain(words: str) -> str:
    """Return words without accents, endings of the other gender and the plural."""
    plain = fold(_ENDING.sub("", words.strip().rstrip(".!")))
    # « satisfaite », « satisfaits », « satisfaites » are the same rung as « satisfait »
    return re.sub(r"(satisfait|content|insatisfait)e?s?\b", r"\1", plain)


def split_mark(label: str) -> tuple[int | None, str]:
    """Return the number in front of a rung's words, and the words.

    >>> split_mark("5 - Très satisfait")
    (5, 'Très satisfait')
    """
    if match := _BRACKETED.match(label):
        return int(match[1]), match[2].strip()
    if match := _MARK.match(label):
        return int(match[1]), label[match.end() :].strip()
    return (
        (int(label), "")
        if label.isascii() and label.isdigit() and len(label) <= 2
        else (None, label)
    )


def is_skipped(label: str) -> bool:
    """Tell whether an answer says that there is none, such as « sans avis »."""
    return fold(split_mark(label)[1].rstrip(".") or label) in SKIPPED


def sort_rungs(labels: Iterable[str]) -> list[str] | None:
    """Return answers from the least to the most, or None where they are no scale that is known.

    >>> sort_rungs(["Souvent", "Jamais", "Parfois"])
    ['Jamais', 'Parfois', 'Souvent']
    """
    marked = {label: split_mark(label) for label in labels}
    if len(marked) < 2:
        return None
    words = {label: _plain(text) for label, (_mark, text) in marked.items() if text}
    for _name, rungs in _list_ladders():
        places = [rungs.get(text, -1) for text in words.values()]
        # Two answers on one rung would have no order
        if len(words) == len(marked) and min(places) >= 0 and len(set(places)) == len(places):
            return sorted(marked, key=lambda label: rungs[words[label]])
    marks = [mark for mark, _text in marked.values()]
    worded = [text for _mark, text in marked.values() if text]
    if None not in marks and len(set(marks)) == len(marks) and worded:
        return sorted(marked, key=lambda label: marked[label][0] or 0)
    return None


_NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.]\d{3})*(?:[.,]\d+)?")
_ONE = re.compile(r"\bune? |\bone |\been ")
_BELOW = re.compile(r"^(?:-|<|≤|moins|jusqu|inférieur|under|less|below|up to|minder|tot|max)", re.I)
_ABOVE = re.compile(
    r"(?:\+|>|≥|plus|au-del|supérieur|over|more|above|meer|vanaf|à partir|min\b|older|et au)", re.I
)
_UNIT_DAYS = (
    (r"\bans?\b|années?|years?|\bjaar", 365.0),
    (r"mois|months?|maand", 30.0),
    (r"semaines?|weeks?|weken", 7.0),
    (r"jours?|days?|dag", 1.0),
    (r"heures?|hours?|uur", 1 / 24),
    (r"minutes?|minuten", 1 / 1440),
)


def sort_bands(labels: Iterable[str]) -> list[str] | None:
    """Return bands such as « 18-25 ans » in their order, or None where the answers are none.

    >>> sort_bands(["65 ans et plus", "Moins de 18 ans", "18-64 ans"])
    ['Moins de 18 ans', '18-64 ans', '65 ans et plus']
    """
    listed = list(dict.fromkeys(labels))
    units = {label: _find_unit(label) for label in listed}
    is_mixed = len(set(units.values()) - {None}) > 1
    places = {
        label: _place_band(label, (units[label] or 1.0) if is_mixed else 1.0) for label in listed
    }
    known = {label: place for label, place in places.items() if place is not None}
    if len(known) < 2 or len(known) != len(places) or len(set(known.values())) != len(known):
        return None
    return sorted(known, key=lambda label: known[label])


def _find_unit(label: str) -> float | None:
    """Return the days of the unit of time that a band names first; None for none."""
    found = [
        (match.start(), days)
        for words, days in _UNIT_DAYS
        if (match := re.search(words, label.lower())) is not None
    ]
    return min(found)[1] if found else None


def _place_band(label: str, scale: float) -> tuple[float, int] | None:
    """Return where a band begins, and whether it is open below or above."""
    text = _ONE.sub("1 ", label.strip().lower())
    numbers = [
        float(re.sub(r"[ \u00a0\u202f.](?=\d{3})", "", number).replace(",", "."))
        for number in _NUMBER.findall(text)
    ]
    if not numbers or len(numbers) > 2 or len(text) > 60:
        return None
    if len(numbers) == 1 and not (_BELOW.match(text) or _ABOVE.search(text)):
        return None
    if _BELOW.match(text):
        return numbers[0] * scale, -1
    return numbers[0] * scale, int(len(numbers) == 1)
