"""Closed lists of words that authors write, and how they are matched."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

Channel = Literal["site", "brochure", "réseaux", "presse"]
Element = Literal["texte", "portrait", "voix", "âge", "organisme", "prénom-réel"]
Dispositif = Literal["SIS", "CISP"]
Role = Literal[
    "bénéficiaire",
    "stagiaire",
    "travailleur social",
    "formateur",
    "bénévole",
    "partenaire",
    "employeur",
    "proche",
]
Identity = Literal["nom complet", "prénom", "prénom d'emprunt", "anonyme"]
Status = Literal["brouillon", "à relire", "validé", "publié", "suspendu"]
Language = Literal["fr", "nl", "de", "en"]
OrganismType = Literal["SIS de CPAS", "SIS associatif", "CISP"]
Method = Literal["DéFI", "EFT", "mixte"]
Genre = Literal["brochure", "recrutement", "rapport", "affiche"]
Format = Literal["A5", "A4", "carré-210", "A3"]
Nature = Literal["qualitatif", "quantitatif"]
ActionState = Literal["prévue", "en cours", "réalisée", "abandonnée"]

OBJECTIVES: dict[str, tuple[str, ...]] = {
    "SIS": (
        "Rompre l'isolement",
        "Participation",
        "Reconnaissance sociale",
        "Bien-être",
        "Autonomie",
    ),
    "CISP": (
        "Insertion professionnelle",
        "Émancipation sociale",
        "Développement personnel",
    ),
}
"""The statutory objectives by dispositif.

Source: SIS, décret wallon on services d'insertion sociale; CISP, décret of 10 July 2013.
"""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Reduce a word to what is compared: no accents, no case, one kind of separator.

    >>> fold("Signé_le") == fold("signe-le") == fold("SIGNÉ LE")
    True
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[-_\s]+", "-", plain.strip())


def find_nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like a word that was probably mistyped, or None."""
    return _find_nearest(word, tuple(candidates))


@lru_cache(maxsize=256)
def _find_nearest(word: str, candidates: tuple[str, ...]) -> str | None:
    folded = {fold(candidate): candidate for candidate in candidates}
    matches = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def match_word(value: Any, words: Iterable[str]) -> str:
    """Return the word of a closed list that an author meant.

    Raises:
        PydanticCustomError: No word of the list matches (type `vocabulary`; its context holds
            `words` and `nearest`).
    """
    by_fold = {fold(word): word for word in words}
    if isinstance(value, str) and (word := by_fold.get(fold(value))) is not None:
        return word
    nearest = find_nearest(str(value), by_fold.values()) or ""
    raise PydanticCustomError(
        "vocabulary",
        "not a word of the list",
        {"words": list(by_fold.values()), "nearest": nearest},
    )


def among(literal: Any) -> BeforeValidator:
    """Make the validator that matches a `Literal` without regard to accents and case."""
    words = get_args(literal)
    matcher: Callable[[Any], str] = lambda value: match_word(value, words)  # noqa: E731 - one use
    return BeforeValidator(matcher)


ChannelField = Annotated[Channel, among(Channel)]
ElementField = Annotated[Element, among(Element)]
DispositifField = Annotated[Dispositif, among(Dispositif)]
RoleField = Annotated[Role, among(Role)]
IdentityField = Annotated[Identity, among(Identity)]
StatusField = Annotated[Status, among(Status)]
LanguageField = Annotated[Language, among(Language)]
OrganismTypeField = Annotated[OrganismType, among(OrganismType)]
MethodField = Annotated[Method, among(Method)]
GenreField = Annotated[Genre, among(Genre)]
FormatField = Annotated[Format, among(Format)]
NatureField = Annotated[Nature, among(Nature)]
ActionStateField = Annotated[ActionState, among(ActionState)]
