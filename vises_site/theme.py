"""Where the theme's files are.

In a checkout the theme stands beside the package, where a designer looks for it; in a wheel it
ships inside the package. This module is also the MkDocs theme entry point: MkDocs takes the
folder of the module's `__file__` for the theme's folder, hence the assignment at the end.
"""

from pathlib import Path

_packaged_path = Path(__file__).parent / "_theme"
THEME_PATH = _packaged_path if _packaged_path.is_dir() else Path(__file__).parent.parent / "theme"
WEB_PATH = THEME_PATH / "web"
PRESS_PATH = THEME_PATH / "press"
PREVIEW_PATH = THEME_PATH / "preview"
FONTS_PATH = THEME_PATH / "fonts"
ICC_PATH = THEME_PATH / "icc"
MAPS_PATH = THEME_PATH / "maps"
TOKENS_PATH = THEME_PATH / "tokens.toml"

__file__ = str(WEB_PATH / "__init__.py")
