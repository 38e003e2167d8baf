"""Settings of the plugin in `mkdocs.yml`."""

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config


class VisesConfig(Config):
    """Settings under `plugins: - vises:`; all are optional."""

    # Content
    testimonies_dir = opt.Type(str, default="testimonies")
    on_date = opt.Optional(opt.Type(str))

    # Publications
    publications = opt.Type(bool, default=True)
    imprimerie_dir = opt.Type(str, default="imprimerie")
    jobs = opt.Type(int, default=0)

    # Cache
    cache_dir = opt.Type(str, default=".vises")
