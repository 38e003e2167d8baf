"""Verbs in the passive voice: an estimate from the forms of words.

It takes « être » and a past participle for a passive, unless the verb makes its past with
« être », or a reflexive pronoun stands before. Adjectives that look like participles are not
told apart: in « la table est mise » nobody need have laid it.
"""

import re

from vises_site.text.sentences import Sentence

_BE = frozenset(
    "suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes furent serai "
    "seras sera serons serez seront serais serait serions seriez seraient sois soit soyons soyez "
    "soient fût été être étant".split()
)
_BETWEEN = frozenset(
    "pas plus jamais bien mal très trop tout toute tous toutes toujours souvent aussi encore déjà "
    "alors ainsi donc enfin vite peu beaucoup parfois rarement même y en".split()
)
_REFLEXIVE = frozenset("se s me m te t".split())
_DOUBLE = {("nous", "nous"), ("vous", "vous")}
# Verbs that make their past with « être », and adjectives in -é
_ACTIVE = frozenset(
    "allé venu revenu devenu parvenu survenu intervenu provenu convenu arrivé parti reparti entré "
    "rentré sorti ressorti né mort décédé resté tombé retombé monté remonté descendu redescendu "
    "passé repassé retourné apparu ouvert fermé assis âgé fatigué gai privé carré usé éloigné "
    "motivé désolé".split()
)
_IRREGULAR = frozenset(
    "fait dit écrit mis pris vu lu su tenu reçu rendu perdu entendu attendu vendu connu reconnu "
    "voulu cru bu choisi fini suivi poursuivi servi accueilli réuni établi rempli ouvert offert "
    "découvert couvert construit conduit produit traduit détruit inclus exclu élu soutenu obtenu "
    "retenu maintenu entretenu prévu défini garanti fourni nourri averti puni saisi subi compris "
    "appris repris permis promis transmis admis remis soumis décrit inscrit prescrit interdit "
    "rompu vécu battu abattu défendu étendu répandu répondu tendu convaincu vaincu peint craint "
    "joint rejoint atteint éteint plaint contraint restreint introduit réduit séduit instruit cuit "
    "élargi enrichi bâti démoli envahi agrandi affaibli assoupli réparti investi averti trahi "
    "banni guéri franchi ralenti converti résolu conçu aperçu perçu déçu dû ému promu assis acquis "
    "conquis requis surpris entrepris commis omis émis satisfait refait".split()
)
_WORD = re.compile(r"\w+")


def count_passives(sentence: Sentence) -> int:
    """Count the verbs of a sentence that seem to be in the passive voice."""
    words = [word.lower() for word in _WORD.findall(sentence.text)]
    count, index = 0, 0
    while index < len(words):
        if words[index] in _BE and not _is_reflexive(words, index):
            following = index + 1
            for word in words[following : index + 4]:
                if not _is_between(word):
                    break
                following += 1
            if following < len(words) and is_participle(words[following]):
                count += 1
                index = following
        index += 1
    return count


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word seems to be a past participle that « être » makes passive."""
    stems = {word, *(word.removesuffix(ending) for ending in ("s", "e", "es"))}
    if stems & _ACTIVE:
        return False
    return any(stem in _IRREGULAR or (stem.endswith("é") and len(stem) > 2) for stem in stems)


def _is_between(word: str) -> bool:
    return word in _BETWEEN or (word.endswith("ment") and len(word) > 5) or word in _BE


def _is_reflexive(words: list[str], index: int) -> bool:
    before = words[index - 1] if index else ""
    pair = (words[index - 2] if index > 1 else "", before)
    return before in _REFLEXIVE or pair in _DOUBLE
