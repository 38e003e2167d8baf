"""What is held back, said to those who can do something about it."""

from vises_site.language import gettext as _
from vises_site.load.sources import Source
from vises_site.model.publishable import Publishable, Withheld


def report_withheld(publishables: list[Publishable], sources: dict[str, Source]) -> None:
    """Warn of each testimony that its consent keeps out of a channel that a build serves.

    A text that is not `publié` yet is no problem: its author knows. Nor is a channel that a
    consent leaves out, as long as it names another that is built.
    """
    counts: dict[str, int] = {}
    for publishable in publishables:
        for withheld in publishable.withheld:
            if withheld.voice is None:
                continue
            path = withheld.testimony.path
            counts[path] = counts.get(path, 0) + 1
            if withheld.reason != "channel" or counts[path] == len(publishables):
                _report(sources[path], withheld)


def _report(source: Source, withheld: Withheld) -> None:
    assert withheld.voice is not None
    voice = withheld.testimony.fields.voices[withheld.voice]
    consent = voice.consent
    name = voice.name
    what, mend = {
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
        "changed-text": (
            _("the words differ from those that « {name} » approved").format(name=name),
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
