"""Versions of testimonies: which files are some, and to which testimony each belongs."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from vises_site.interface import LANGUAGE_NAMES, SITE_LANGUAGES
from vises_site.language import gettext as _
from vises_site.load.kinds import parse_version
from vises_site.load.sources import Project, Source, read_source
from vises_site.model.published import find_name_in_version, find_version_obstacle
from vises_site.model.register import name_voice
from vises_site.model.testimony import Testimony
from vises_site.model.version import EASY, Version
from vises_site.model.vocabulary import Channel

SUFFIXES = (*SITE_LANGUAGES, EASY)
"""What may stand before `.md` in the name of a version."""


def split_suffix(name: str) -> tuple[str, str]:
    """Return the slug of the testimony of which a file is a version, and the version's suffix.

    >>> split_suffix("luc.nl.md"), split_suffix("luc.md")
    (('luc', 'nl'), ('luc', ''))
    """
    stem, _dot, suffix = name.removesuffix(".md").rpartition(".")
    return (stem, suffix) if stem else (suffix, "")


def is_version(path: Path) -> bool:
    """Tell by a file's name whether it holds a version: one that we know, or of what is beside."""
    stem, suffix = split_suffix(path.name)
    return suffix in SUFFIXES or (bool(suffix) and path.with_name(f"{stem}.md").is_file())


def read_versions(
    project: Project,
    paths: Iterable[Path],
    testimonies: Mapping[str, Testimony],
    sources: dict[str, Source],
) -> dict[str, Testimony]:
    """Return testimonies with their versions.

    Args:
        project: The folders.
        paths: The files for which `is_version` is true.
        testimonies: Those that could be read, by slug.
        sources: The testimonies' files, by path; receives those of the versions.
    """
    owners = {testimony.path: testimony for testimony in testimonies.values()}
    named = _find_named(testimonies)
    found: dict[str, list[Version]] = {}
    for path in paths:
        source = read_source(project, path)
        sources[source.path] = source
        stem, suffix = split_suffix(path.name)
        original = named.get(source.path, f"{posixpath.dirname(source.path)}/{stem}.md")
        if not source.text:
            continue
        if suffix not in SUFFIXES:
            _report_unknown(source, suffix)
        elif original not in sources:
            _report_orphan(source, stem, suffix)
        elif owner := owners.get(original):
            if owner.fields.language == suffix:
                _report_same_language(source, owner)
            elif version := parse_version(source, owner, suffix):
                found.setdefault(owner.slug, []).append(version)
    return {
        slug: replace(testimony, versions=tuple(_sort(testimony, found.get(slug, []))))
        for slug, testimony in testimonies.items()
    }


def _sort(testimony: Testimony, versions: list[Version]) -> list[Version]:
    """Return versions by suffix, of several easy ones the one that the testimony names."""
    named = _resolve_easy(testimony)
    chosen = {v.suffix: v for v in sorted(versions, key=lambda v: (v.path == named, v.path))}
    return [_complete(testimony, chosen[suffix]) for suffix in sorted(chosen)]


def _complete(testimony: Testimony, version: Version) -> Version:
    """Return a version with the proofreaders that its testimony names."""
    if not version.is_easy or version.fields.reviewers:
        return version
    reviewers = testimony.fields.easy_read_reviewers
    return replace(version, fields=version.fields.model_copy(update={"reviewers": reviewers}))


def _find_named(testimonies: Mapping[str, Testimony]) -> dict[str, str]:
    """Return the paths of testimonies, by the path of the easy version that each names."""
    return {path: t.path for t in testimonies.values() if (path := _resolve_easy(t))}


def _resolve_easy(testimony: Testimony) -> str:
    """Return the path of the easy version that a testimony names; empty for none."""
    name = testimony.fields.easy_read
    folder = posixpath.dirname(testimony.path)
    return posixpath.normpath(posixpath.join(folder, name)) if name else ""


def check_easy_name(source: Source, testimony: Testimony) -> bool:
    """Report a key `falc` whose file would be taken for a testimony of its own; tell if so."""
    name = testimony.fields.easy_read
    if name is None or split_suffix(posixpath.basename(name))[1] == EASY:
        return False
    source.report_at(
        ("falc",),
        "easy-name",
        _("the easy-to-read version is called « {name} »").format(name=name),
        _("a name that ends in .{suffix}.md").format(suffix=EASY),
        _("rename the file to {name}, and write that name here").format(
            name=f"{testimony.slug}.{EASY}.md"
        ),
    )
    return True


def _report_unknown(source: Source, suffix: str) -> None:
    words = ", ".join(f".{known}.md" for known in SUFFIXES)
    source.report(
        "unknown-version",
        _("the name says a version « {suffix} » of the testimony beside it").format(suffix=suffix),
        _("one of: {words}").format(words=words),
        _("rename the file, or move it out of the folder"),
    )


def _report_orphan(source: Source, stem: str, suffix: str) -> None:
    source.report(
        "version-without-testimony",
        _("the name says a version of {name}, and there is no such testimony beside it").format(
            name=f"{stem}.md"
        ),
        _("the testimony {name} in the same folder").format(name=f"{stem}.md"),
        _("write the testimony first, or rename this file after it: <name>.{suffix}.md").format(
            suffix=suffix
        ),
    )


def _report_same_language(source: Source, testimony: Testimony) -> None:
    language = testimony.fields.language
    source.report(
        "same-language",
        _("the testimony itself is in this language: {language}").format(
            language=LANGUAGE_NAMES[language]
        ),
        _("a translation into another language than {path} (its key « langue »)").format(
            path=testimony.path
        ),
        _("rename this file after its language, or correct « langue » in the testimony"),
    )


def report_version(
    source: Source,
    testimony: Testimony,
    version: Version,
    channels: tuple[Channel, ...],
    on_date: date,
) -> None:
    """Warn of a version that is held back where its testimony appears."""
    obstacle = find_version_obstacle(testimony, version, channels, on_date)
    index, reason = obstacle or (None, None)
    if index is None:
        return  # nothing is held back, or its author knows
    voice = testimony.fields.voices[index].name
    if reason == "name":
        source.report(
            "version-name",
            _(
                "« {word} » is the person's own name, which the consent leaves out: "
                "this version is held back"
            ).format(word=find_name_in_version(version, voice)),
            _("words in which no real name stands"),
            _("choose another name here, as in the testimony"),
            severity="warning",
        )
        return
    command = f"{name_voice(testimony, index)} --texte {version.suffix}"
    source.report_at(
        ("texte-approuvé",),
        "version-not-approved",
        _(
            "« {name} » approved the words of the testimony, and not those of this version: "
            "it is held back"
        ).format(name=voice),
        _("the words of this version, re-read by the person"),
        _(
            "have the person re-read them (vises consent sheet {command}), "
            "then run: vises consent approve {command} --code CODE"
        ).format(command=command),
        severity="warning",
    )
