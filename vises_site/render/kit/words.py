"""The words of a testimony in files of their own, as plain text and as Markdown."""

from vises_site.model.organism import Organism
from vises_site.model.published import PublishedTestimony
from vises_site.render.phrases import FRENCH
from vises_site.text.transcripts import write_transcript
from vises_site.text.typography import quote_words, set_text, set_words

RULE = "* * *"


def render_words(
    testimony: PublishedTestimony, organism: Organism | None, address: str, is_marked: bool
) -> bytes:
    """Return the words of a testimony, with whose they are and where they stand.

    Args:
        testimony: What the press may have of it.
        organism: Where it was said; None where that may not be told.
        address: Its page on the site; empty for none.
        is_marked: Whether they are Markdown.
    """
    language = testimony.language
    title = set_words(testimony.title, language)
    place = _name_place(organism)
    lines = [f"# {title}" if is_marked else title.upper(), describe_voices(testimony)]
    lines.append(f"{set_text(place)}, {FRENCH.format_month(testimony.date)}")
    if testimony.illustration:
        lines.append(set_text(f"[{FRENCH.invented}]"))
    if testimony.quote:
        quote = quote_words(testimony.quote, language)
        lines += [f"> {quote}" if is_marked else quote, RULE]
    for passage in testimony.passages:
        if passage.voice is not None and testimony.is_pair:
            name = testimony.voices[passage.voice].name
            lines.append(f"## {name}" if is_marked else f"{name.upper()}")
        lines.append(write_transcript(passage.text, language, is_marked))
    lines += [RULE, set_text("À quelles conditions ces mots peuvent être repris : LISEZ-MOI.txt.")]
    if address:
        lines.append(set_text("En ligne : ") + address)
    return ("\n\n".join(line for line in lines if line) + "\n").encode()


def describe_voices(testimony: PublishedTestimony) -> str:
    """Return the voices and what is said of each, such as `Luc (54 ans, bénéficiaire)`."""
    voices = (f"{v.name} ({FRENCH.describe_voice(v)})" for v in testimony.voices)
    return set_text(", ".join(voices))


def _name_place(organism: Organism | None) -> str:
    if organism is None:
        return FRENCH.somewhere[:1].upper() + FRENCH.somewhere[1:]
    fields = organism.fields
    is_told = not fields.municipality or fields.municipality in fields.name
    return fields.name if is_told else f"{fields.name}, {fields.municipality}"
