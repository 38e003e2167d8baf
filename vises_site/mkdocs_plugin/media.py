"""Pictures and documents among MkDocs' files: only clean ones, under plain names."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from vises_site.build.recordings import make_sounds
from vises_site.interface import split_language
from vises_site.load.files import is_inside, may_be_published
from vises_site.load.library import RECORD_FOLDERS
from vises_site.load.pictures import EXTENSIONS as PICTURE_EXTENSIONS
from vises_site.load.sources import Project
from vises_site.model.publishable import Publishable
from vises_site.render.pictures import Picture, PictureStore, name_suffix
from vises_site.render.portraits import name_portraits
from vises_site.render.recordings import Sound

EASY_LOGO = "logos/facile-a-lire"
"""Where the European easy-to-read logo lies in `content/`, without its ending."""

THEME_SOURCES = ("assets/", "styles/", "scripts/")
"""Material's own scripts and styles, which our pages do not use, and what ours are made of."""


def add_portraits(
    files: Files, config: MkDocsConfig, store: PictureStore, shown: Publishable, jobs: int
) -> dict[str, Picture]:
    """Add the portraits that may appear, in all their sizes; return them by the picture's path."""
    wanted = name_portraits(v for t in shown.testimonies for v in t.voices)
    pictures = store.make_portraits(wanted, jobs)
    for picture in pictures.values():
        for variant in picture.variants:
            files.append(File.generated(config, variant.uri, abs_src_path=str(variant.path)))
    return pictures


def add_sounds(
    files: Files, config: MkDocsConfig, store: PictureStore, shown: Publishable
) -> dict[str, Sound]:
    """Add the recordings that may be heard; return them by the testimony's slug."""
    sounds = make_sounds(store, shown.testimonies)
    for sound in sounds.values():
        files.append(File.generated(config, sound.uri, abs_src_path=str(sound.path)))
    return sounds


def remove_foreign_files(files: Files, config: MkDocsConfig, project: Project) -> None:
    """Take out what is no page: record sources, raw data, and Material's scripts and styles."""
    trusted = {*config.extra_css, *map(str, config.extra_javascript)}
    for file in list(files):
        if file.src_dir == str(project.content):
            path = project.content / file.src_uri
            is_record = file.src_uri.partition("/")[0] in RECORD_FOLDERS
            # What translates a page is shown by ours, below its language's folder
            is_whole = split_language(file.src_uri) == (file.src_uri, "")
            is_page = path.suffix == ".md" and not is_record and is_whole
            is_wanted = is_page or may_be_published(path) or file.src_uri in trusted
            if not (is_wanted and is_inside(project, path)):
                files.remove(file)
        elif file.src_dir and file.src_uri.startswith(THEME_SOURCES):
            files.remove(file)


def clean_copies(files: Files, config: MkDocsConfig, project: Project, store: PictureStore) -> None:
    """Replace pictures and PDFs by copies that tell nothing of their making and do nothing."""
    for file in list(files):
        if file.src_dir == str(project.content) and file.src_uri.lower().endswith(
            (*PICTURE_EXTENSIONS, ".pdf")
        ):
            copy = store.make_clean_copy(project.content / file.src_uri)
            files.remove(file)
            clean = File.generated(config, file.src_uri, abs_src_path=str(copy))
            stem, _dot, suffix = file.dest_uri.rpartition(".")
            clean.dest_uri = stem + name_suffix(f".{suffix}")
            files.append(clean)


def find_easy_logo(files: Files) -> str:
    """Return the uri of the European easy-to-read logo; empty where the organism has not got it.

    It may not be handed on freely: whoever uses it takes it from Inclusion Europe.
    """
    uris = (f"{EASY_LOGO}.{suffix}" for suffix in ("svg", "png"))
    return next((uri for uri in uris if files.get_file_from_path(uri)), "")
