"""What is held back, said to those who can do something about it."""

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.publishable import Publishable, Withheld


def report_withheld(publishables: list[Publishable], sources: dict[str, Source]) -> None:
    """Warn of each testimony that its consent keeps out of a channel that a build serves.

    A text that is not `publié` yet is no problem: its author knows.
    """
    for publishable in publishables:
        for withheld in publishable.withheld:
            if withheld.voice is not None and withheld.reason not in ("channel", "element"):
                _report(sources[withheld.testimony.path], withheld)


def _report(source: Source, withheld: Withheld) -> None:
    assert withheld.voice is not None
    voice = withheld.testimony.fields.voices[withheld.voice]
    consent = voice.consent
    what, mend = {
        "missing": (
            _("« {name} » has no consent: the testimony appears nowhere").format(name=voice.name),
            _("add the block « consentement » once the form is signed"),
        ),
        "unsigned": (
            _("the consent of « {name} » begins later: the testimony is held back").format(
                name=voice.name
            ),
            _("check « signé-le », or wait for that day"),
        ),
        "withdrawn": (
            _("« {name} » withdrew the consent on {day}: the testimony appears nowhere").format(
                name=voice.name, day=consent and consent.withdrawn_on
            ),
            _("nothing to mend: delete the file when you no longer need it"),
        ),
        "expired": (
            _("the consent of « {name} » ended on {day}: the testimony appears nowhere").format(
                name=voice.name, day=consent and consent.expires_on
            ),
            _("ask the person again, then update « signé-le » and « expire-le »"),
        ),
        "changed-text": (
            _("the words differ from those that « {name} » approved").format(name=voice.name),
            _("have the person re-read the text, then record the approval again"),
        ),
    }[withheld.reason]
    source.report_at(
        ("voix", withheld.voice, "consentement"),
        f"consent-{withheld.reason}",
        what,
        _("a valid consent of every voice"),
        mend,
        severity="warning",
    )
