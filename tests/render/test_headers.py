import re
import shutil
import subprocess
from pathlib import Path

import pytest

from vises_site.render.headers import FORMS, POLICIES, render_headers

HASHED = ["assets/vises.0123.css", "assets/vises.4567.js"]


def test_each_form_says_all_policies() -> None:
    for form in FORMS:
        text = render_headers(form, HASHED, ["/themes/*"], "/vises/")
        for name, value in POLICIES.items():
            assert name in text
            assert value in text
        assert "immutable" in text


def test_an_unknown_server_is_refused() -> None:
    with pytest.raises(ValueError, match="iis"):
        render_headers("iis", [], [])


def find_value(text: str, variable: str, uri: str) -> str:
    """Return what a `map` of nginx gives for a uri."""
    block = re.search(rf"map \$uri \${variable} {{\n(.*?)\n}}", text, re.DOTALL)
    assert block
    default = ""
    for pattern, value in re.findall(r'^ +(\S+) "([^"]*)";$', block[1], re.MULTILINE):
        if pattern == "default":
            default = value
        elif re.search(pattern.removeprefix("~"), uri):
            return str(value)
    return str(default)


def test_nginx_keeps_what_never_changes_and_frames_what_is_embedded() -> None:
    text = render_headers("nginx", HASHED, [], "/vises/")
    assert "immutable" in find_value(text, "vises_cache", "/vises/assets/vises.0123.css")
    assert "2592000" in find_value(text, "vises_cache", "/vises/assets/fonts/a.woff2")
    assert find_value(text, "vises_cache", "/vises/temoignages/luc/") == "no-cache"
    assert find_value(text, "vises_cache", "/vises/assets/vises_0123_css") == "no-cache"
    assert find_value(text, "vises_frames", "/vises/nl/integrer/luc/") == ""
    assert "'none'" in find_value(text, "vises_frames", "/vises/temoignages/integrer/")
    assert "error_page 404 /vises/404.html" in text


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed here")
def test_nginx_takes_its_settings(tmp_path: Path) -> None:
    site = render_headers("nginx", HASHED, [], "/vises/")
    site = site.replace("/var/www/vises", str(tmp_path)).replace("80;", "8089;")
    paths = f"pid {tmp_path}/pid; error_log {tmp_path}/errors;"
    config = tmp_path / "nginx.conf"
    config.write_text(f"{paths} events {{}} http {{ {site} }}", encoding="utf-8")
    command = ["nginx", "-t", "-q", "-p", str(tmp_path), "-c", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
