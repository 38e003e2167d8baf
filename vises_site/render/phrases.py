"""Short phrases that templates build from records, in one language of the interface.

Paper speaks French; the site each of its languages.
"""

from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit

from vises_site.interface import Interface, find_interface, mark, mark_plural
from vises_site.model.published import STAND_INS, PublishedTestimony, PublishedVoice
from vises_site.text.typography import set_text

_SOMEWHERE = mark("un organisme wallon")
_INVENTED = mark("Témoignage imaginé pour la démonstration")
_PORTRAIT = mark("Portrait")
_PORTRAIT_OF = mark("Portrait de {name}")
_BOTH = mark("{first} et {last}")
_YEARS = mark_plural("{count} an", "{count} ans")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language.

    Attributes:
        interface: The language and its catalogue.
    """

    interface: Interface

    @property
    def somewhere(self) -> str:
        """What stands for an organism that may not be named."""
        return self.interface.gettext(_SOMEWHERE)

    @property
    def invented(self) -> str:
        """Label of every testimony marked `illustration: true`."""
        return self.interface.gettext(_INVENTED)

    def describe_voice(self, voice: PublishedVoice) -> str:
        """Return what is said of a voice under its name, such as `54 ans, bénéficiaire`."""
        wording = self.interface.gettext(voice.wording)
        if voice.age is None:
            return self._set(wording)
        years = self.interface.ngettext(*_YEARS, voice.age)
        return self._set(f"{years.format(count=voice.age)}, {wording}")

    def name_voice(self, voice: PublishedVoice) -> str:
        """Return a voice's displayed name, or what stands for it in this language."""
        return self.interface.gettext(voice.name) if voice.name in STAND_INS else voice.name

    def name_voices(self, testimony: PublishedTestimony) -> str:
        """Return the displayed names as one reads them aloud, such as `Luc et Aline`."""
        if not self.interface.prefix:
            return testimony.names
        *first, last = [self.name_voice(voice) for voice in testimony.voices]
        if not first:
            return last
        return self.interface.gettext(_BOTH).format(first=", ".join(first), last=last)

    def describe_portrait(self, voice: PublishedVoice) -> str:
        """Return the text alternative of a voice's picture."""
        gettext = self.interface.gettext
        unnamed = voice.name in STAND_INS
        stand_in = gettext(_PORTRAIT) if unnamed else gettext(_PORTRAIT_OF).format(name=voice.name)
        return set_text(voice.portrait_alt) if voice.portrait_alt else self._set(stand_in)

    def describe_logo(self, name: str) -> str:
        """Return the text alternative of a logo, from the name of its file.

        >>> FRENCH.describe_logo("logos/logo-ville-de-huy.png")
        'Logo ville de huy'
        """
        stem = name.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ")
        return f"Logo {stem.removeprefix('logo ')}".strip()

    def format_day(self, day: date) -> str:
        """Return a date in full, such as `14 mai 2019`."""
        is_french = not self.interface.prefix
        pattern = "d MMMM y" if is_french else "long"
        text: str = format_date(day, pattern, locale=self.interface.locale)
        return text.replace("1 ", "1er ", 1) if day.day == 1 and is_french else text

    def format_month(self, day: date) -> str:
        """Return a month and its year, such as `mai 2019`."""
        text: str = format_date(day, "MMMM y", locale=self.interface.locale)
        return text

    def format_number(self, number: float) -> str:
        """Return a number with its groups and its decimal mark, such as `14 345`."""
        text: str = format_decimal(number, locale=self.interface.locale)
        return text

    def name_language(self, code: str) -> str:
        """Return the name of a language, such as `néerlandais`."""
        name: str = Locale.parse(self.interface.locale).languages.get(code, code)
        return name

    def describe_duration(self, seconds: float) -> str:
        """Return how long a recording lasts in words, such as `2 minutes 14 secondes`."""
        minutes, rest = divmod(max(1, round(seconds)), 60)
        parts = ((minutes, "duration-minute"), (rest, "duration-second"))
        told = [
            format_unit(count, unit, length="long", locale=self.interface.locale)
            for count, unit in parts
            if count
        ]
        return " ".join(told)

    def describe_size(self, size_bytes: int) -> str:
        """Return how much a file weighs, such as `180 ko`."""
        thousands = max(1, round(size_bytes / 1000))
        number, unit = (thousands, "digital-kilobyte")
        if thousands >= 1000:
            number, unit = (round(thousands / 1000), "digital-megabyte")
        text: str = format_unit(number, unit, length="short", locale=self.interface.locale)
        return text

    def label_world(self, testimony: PublishedTestimony) -> str:
        """Return the colour world of a testimony: `sis` or `cisp`."""
        return testimony.dispositif.casefold()

    def _set(self, text: str) -> str:
        return text if self.interface.prefix else set_text(text)


FRENCH = Phrases(find_interface("fr"))
"""The phrases of paper, and of the site's first language."""
