"""What consents hold back or will soon, said to those who can do something about it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from vises_site.language import gettext as _
from vises_site.language import ngettext
from vises_site.load.sources import Source
from vises_site.load.versions import report_version
from vises_site.model.approval import Statement, find_difference, is_fingerprint
from vises_site.model.consent import NOTICE_DAYS, find_state
from vises_site.model.library import Library
from vises_site.model.publishable import Publishable
from vises_site.model.published import PublishedTestimony, Withheld, find_name
from vises_site.model.register import name_voice
from vises_site.model.testimony import Testimony, Voice
from vises_site.model.vocabulary import fold

_UNDERAGE = re.compile(r"(?i)\bj['’]ai (?:[5-9]|1[0-7])[ \u00a0]ans\b")
MOST_SHOWN = 3
"""How many changed sentences a message shows."""


def report_consents(
    library: Library, shown: Sequence[Publishable], sources: dict[str, Source], on_date: date
) -> None:
    """Report each testimony that its consents keep out, will keep out, or that tells too much.

    A text that is not `publié` yet is no problem: its author knows. Nor is a channel that a
    consent leaves out, as long as it names another that is built.

    Args:
        library: All records.
        shown: What may appear, once for each channel that a build serves.
        sources: The records' files, by path; they receive the problems.
        on_date: The day for which consents are judged.
    """
    withheld = [w for publishable in shown for w in publishable.withheld if w.voice is not None]
    graver = {w.testimony.slug for w in withheld if w.reason != "channel"}
    for obstacle in withheld:
        slug = obstacle.testimony.slug
        is_somewhere = any(slug in publishable.by_slug for publishable in shown)
        if obstacle.reason != "channel" or not (is_somewhere or slug in graver):
            _report_withheld(sources[obstacle.testimony.path], obstacle)
    for publishable in shown:
        for published in publishable.testimonies:
            testimony = library.testimonies[published.slug]
            source = sources[testimony.path]
            _report_expiring(source, testimony, on_date)
            told = [(source, testimony.statements)]
            for version in testimony.versions:
                statements = version.list_statements(testimony.names)
                told.append((sources[version.path], statements))
                report_version(told[-1][0], testimony, version, publishable.channels, on_date)
            for place, statements in told:
                _report_told(place, library, testimony, published, statements)


def _report_withheld(source: Source, withheld: Withheld) -> None:
    assert withheld.voice is not None
    testimony = withheld.testimony
    voice = testimony.fields.voices[withheld.voice]
    if withheld.reason == "changed-text":
        _report_changed_text(source, withheld)
        return
    what, mend = _explain(withheld, voice)
    others = [v.name for v in testimony.fields.voices if v is not voice]
    if others and withheld.reason in ("withdrawn", "expired", "missing"):
        what += _("; neither do the words of {names} beside them").format(names=_join(others))
    source.report_at(
        ("voix", withheld.voice, "consentement"),
        f"consent-{withheld.reason}",
        what,
        {
            "minor": _("the signature of the person and of a legal representative"),
            "name": _("words and a file's name in which no real name stands"),
        }.get(withheld.reason, _("a valid consent of every voice")),
        mend,
        severity="warning",
    )


def _explain(withheld: Withheld, voice: Voice) -> tuple[str, str]:
    """Say what holds a testimony back, and how to mend it."""
    name, consent = voice.name, voice.consent
    return {
        "missing": (
            _("« {name} » has no consent: the testimony appears nowhere").format(name=name),
            _("add the block « consentement » once the form is signed"),
        ),
        "unsigned": (
            _("the consent of « {name} » begins later: the testimony is held back").format(
                name=name
            ),
            _("check « signé-le », or wait for that day"),
        ),
        "withdrawn": (
            _("« {name} » withdrew the consent on {day}: the testimony appears nowhere").format(
                name=name, day=consent and consent.withdrawn_on
            ),
            _("nothing to mend: delete the file when you no longer need it"),
        ),
        "expired": (
            _("the consent of « {name} » ended on {day}: the testimony appears nowhere").format(
                name=name, day=consent and consent.expires_on
            ),
            _("ask the person again, then update « signé-le » and « expire-le »"),
        ),
        "minor": (
            _(
                "« {name} » is a minor and no legal representative signed: "
                "the testimony appears nowhere"
            ).format(name=name),
            _("add « représentant: oui » once the legal representative has signed too"),
        ),
        "element": (
            _("the consent of « {name} » leaves out the text: it appears nowhere").format(
                name=name
            ),
            _("add « texte » to « éléments », if the form says so"),
        ),
        "channel": (
            _(
                "the consents name neither « site » nor « brochure » together: "
                "the testimony appears nowhere"
            ),
            _("check « canaux » of each voice, if the forms say so"),
        ),
        "name": (
            _(
                "« {word} » is the person's own name, which the consent leaves out, and it stands "
                "in the words or in the file's name: the testimony is held back"
            ).format(word=find_name(withheld.testimony, name)),
            _("choose another name everywhere, or add « prénom-réel » to « éléments »"),
        ),
    }[withheld.reason]


def _report_changed_text(source: Source, withheld: Withheld) -> None:
    """Report words that the person did not approve, with the difference, at its first place."""
    assert withheld.voice is not None
    testimony = withheld.testimony
    voice = testimony.fields.voices[withheld.voice]
    assert voice.consent
    assert voice.consent.approved_text
    difference = find_difference(voice.consent.approved_text, testimony.statements)
    spot = ("voix", withheld.voice, "consentement", "texte-approuvé")
    line, column = _locate(source, difference.changed[0] if difference.changed else None, spot)
    what = _("the words differ from those that « {name} » approved").format(name=voice.name)
    told = [
        _("line {line}, added or changed: « {text} »").format(
            line=_locate(source, statement, spot)[0], text=_abridge(statement.text)
        )
        for statement in difference.changed[:MOST_SHOWN]
    ]
    if len(difference.changed) > MOST_SHOWN:
        told.append(_("and {count} more").format(count=len(difference.changed) - MOST_SHOWN))
    if difference.lost:
        told.append(
            ngettext(
                "{count} approved sentence no longer there",
                "{count} approved sentences no longer there",
                difference.lost,
            ).format(count=difference.lost)
        )
    if not is_fingerprint(voice.consent.approved_text):
        told = [_("« texte-approuvé » is no fingerprint: only vises consent approve writes one")]
    source.report(
        "consent-changed-text",
        f"{what}{' – ' if told else ''}{' ; '.join(told)}",
        _("the words that the person re-read, sentence by sentence"),
        _(
            "put the words of the signed sheet back, or have the person re-read the text "
            "(vises consent sheet {name}), then run: vises consent approve {name} --code CODE"
        ).format(name=name_voice(testimony, withheld.voice)),
        line=line,
        column=column,
        key=".".join(str(part) for part in spot),
    )


def _locate(
    source: Source, statement: Statement | None, spot: tuple[str | int, ...]
) -> tuple[int, int]:
    if statement is not None and statement.line:
        return statement.line, 1
    return source.locate(statement.spot if statement is not None else spot)


def _report_expiring(source: Source, testimony: Testimony, on_date: date) -> None:
    for index, voice in enumerate(testimony.fields.voices):
        consent = voice.consent
        if consent is None or find_state(consent, on_date, voice.age) != "expiring":
            continue
        end, key = min(
            (day, key)
            for day, key in (
                (consent.expires_on, "expire-le"),
                (consent.withdrawn_on, "retiré-le"),
            )
            if day is not None
        )
        count = (end - on_date).days
        if key == "expire-le":
            what = ngettext(
                "the consent of « {name} » ends on {day}, in {count} day",
                "the consent of « {name} » ends on {day}, in {count} days",
                count,
            )
            mend = _("ask the person now whether the testimony may stay")
        else:
            what = _("« {name} » withdraws on {day}: until then the testimony appears")
            mend = _("nothing to ask the person; build again on that day")
        source.report_at(
            ("voix", index, "consentement", key),
            "consent-expiring",
            what.format(name=voice.name, day=end, count=count),
            _("a consent that lasts more than {count} days").format(count=NOTICE_DAYS),
            mend,
            severity="warning",
        )


def _report_told(
    source: Source,
    library: Library,
    testimony: Testimony,
    published: PublishedTestimony,
    statements: Sequence[Statement],
) -> None:
    """Warn of words that tell what a consent leaves out."""
    fields = testimony.fields
    is_own = source.path == testimony.path
    if is_own and any(
        v.age is None and _UNDERAGE.search(_join_words(testimony)) for v in fields.voices
    ):
        _report_underage(source)
    named: list[tuple[str, str]] = []
    if published.organism is None and (organism := library.organisms.get(fields.organism)):
        names = (organism.fields.name, organism.fields.acronym)
        named += [(name, "organisme") for name in names if name and len(name) > 1]
    for voice, shown in zip(fields.voices, published.voices, strict=True):
        if voice.age is not None and shown.age is None:
            named.append((f"{voice.age} ans", "âge"))
    for name, element in named:
        if found := _find_phrase(statements, name):
            line, column = _locate(source, found, ())
            source.report(
                "consent-in-words",
                _("« {name} » stands in the words, and a consent leaves out « {element} »").format(
                    name=name, element=element
                ),
                _("words that keep what the person keeps"),
                _("change the words with the person, or complete « éléments » if the form says so"),
                line=line,
                column=column,
                severity="warning",
            )


def _join_words(testimony: Testimony) -> str:
    return "\n".join(passage.text for passage in testimony.passages)


def _report_underage(source: Source) -> None:
    source.report_at(
        ("voix",),
        "consent-age-missing",
        _("the words say the age of a minor, and the key « âge » is missing"),
        _("the age of every minor, so that a representative's signature can be asked for"),
        _("add « âge »; without the element « âge » it appears nowhere"),
        severity="warning",
    )


def _find_phrase(statements: Iterable[Statement], phrase: str) -> Statement | None:
    pattern = re.compile(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)")
    for statement in statements:
        # These keys say it themselves, as far as the consent lets them
        is_key = statement.spot[-1:] in (("âge",), ("organisme",))
        if not is_key and pattern.search(fold(statement.text)):
            return statement
    return None


def _join(names: Sequence[str]) -> str:
    return ", ".join(f"« {name} »" for name in names)


def _abridge(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 90 else words[:89].rsplit(" ", 1)[0] + "…"
