"""Short French phrases that templates build from records, for web and paper alike."""

from datetime import date

from babel.dates import format_date

from vises_site.model.published import STAND_INS, PublishedTestimony, PublishedVoice
from vises_site.text.typography import set_text

SOMEWHERE = "un organisme wallon"
"""Stands for an organism that may not be named."""

INVENTED = "Témoignage imaginé pour la démonstration"
"""Label of every testimony marked `illustration: true`."""


def describe_voice(voice: PublishedVoice) -> str:
    """Return what is said of a voice under its name, such as `54 ans, bénéficiaire`."""
    age = f"{voice.age} ans, " if voice.age is not None else ""
    return set_text(f"{age}{voice.wording}")


def describe_portrait(voice: PublishedVoice) -> str:
    """Return the text alternative of a voice's picture."""
    unnamed = "Portrait" if voice.name in STAND_INS else f"Portrait de {voice.name}"
    return set_text(voice.portrait_alt or unnamed)


def describe_logo(name: str) -> str:
    """Return the text alternative of a logo, from the name of its file.

    >>> describe_logo("logos/logo-ville-de-huy.png")
    'Logo ville de huy'
    """
    stem = name.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ")
    return f"Logo {stem.removeprefix('logo ')}".strip()


def format_day(day: date) -> str:
    """Return a date in full, such as `14 mai 2019`."""
    text: str = format_date(day, "d MMMM y", locale="fr_BE")
    return text.replace("1 ", "1er ", 1) if day.day == 1 else text


def format_month(day: date) -> str:
    """Return a month and its year, such as `mai 2019`."""
    text: str = format_date(day, "MMMM y", locale="fr_BE")
    return text


def label_world(testimony: PublishedTestimony) -> str:
    """Return the colour world of a testimony: `sis` or `cisp`."""
    return testimony.dispositif.casefold()
