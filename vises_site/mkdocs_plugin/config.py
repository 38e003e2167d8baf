"""Settings of the plugin in `mkdocs.yml`."""

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from vises_site.interface import SITE_LANGUAGES
from vises_site.render.datasets.descriptors import Origin, check_licence


class VisesConfig(Config):
    """Settings under `plugins: - vises:`; all are optional."""

    # Content
    testimonies_dir = opt.Type(str, default="testimonies")
    on_date = opt.Optional(opt.Type(str))

    # Whether a link that leads nowhere stops a build, as while an older site is moved in
    broken_links = opt.Choice(("error", "warning"), default="error")

    # Languages of the interface besides French, each below a folder of its own
    languages = opt.ListOfItems(opt.Choice(SITE_LANGUAGES[1:]), default=[])

    # Publications
    publications = opt.Type(bool, default=True)
    imprimerie_dir = opt.Type(str, default="imprimerie")
    jobs = opt.Type(int, default=0)

    # Press kits: whom journalists call
    press_contact = opt.Optional(opt.Type(str))

    # Open data
    data_licence = opt.Optional(opt.Type(str))

    # Cache
    cache_dir = opt.Type(str, default=".vises")


def find_origin(config: MkDocsConfig, settings: VisesConfig) -> Origin:
    """Return what the open data say of the site.

    Raises:
        PluginError: The licence is none.
    """
    licence = (settings.data_licence or "").strip()
    if complaint := check_licence(licence):
        raise PluginError(complaint)
    return Origin(config.site_name or "", config.site_url or "", licence)
