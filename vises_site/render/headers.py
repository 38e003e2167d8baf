"""What a web server says with each file: policies, and how long a browser may keep it."""

from collections.abc import Iterable, Mapping

from vises_site.render.policy import REFERRER_POLICY, write_content_policy

FORMS = ("netlify", "nginx", "apache")
"""Kinds of servers; Cloudflare Pages reads the first."""

EMBED_FOLDER = "integrer"
"""Folder of the pages that other sites may show in a frame of theirs."""

FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose name changes with their content."""

FOR_A_MONTH = "public, max-age=2592000"
"""For fonts, which keep their name."""

ASKED_AGAIN = "no-cache"
"""For all else: who withdraws shall not stay in anybody's cache."""

POLICIES: Mapping[str, str] = {
    "Content-Security-Policy": write_content_policy(is_header=True),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What holds for all files."""

_NO_FRAME = "frame-ancestors 'none'"


def render_headers(form: str, hashed: Iterable[str], closed: Iterable[str], base: str = "/") -> str:
    """Return the settings of one kind of server.

    Args:
        form: One of `FORMS`.
        hashed: Uris of files whose name changes with their content.
        closed: Patterns such as `/themes/*` of what no other site may show in a frame.
        base: Path of the site on its server, from slash to slash.

    Raises:
        ValueError: The kind of server is unknown.
    """
    if form == "netlify":
        return _render_netlify(hashed, closed)
    if form == "nginx":
        return _render_nginx(hashed, base)
    if form == "apache":
        return _render_apache(hashed, base)
    raise ValueError(form)


def _render_netlify(hashed: Iterable[str], closed: Iterable[str]) -> str:
    """Return a file `_headers`; rules for one file add up, so that each header stands once.

    Several policies, of which each holds, are the exception.
    """
    rules: list[tuple[str, list[str]]] = [
        ("/*", [f"{name}: {value}" for name, value in POLICIES.items()])
    ]
    rules += [(path, [f"Content-Security-Policy: {_NO_FRAME}"]) for path in closed]
    rules += [(f"/{uri}", [f"Cache-Control: {FOR_EVER}"]) for uri in hashed]
    rules.append(("/assets/fonts/*", [f"Cache-Control: {FOR_A_MONTH}"]))
    lines = [line for path, said in rules for line in (path, *(f"  {one}" for one in said))]
    return "\n".join(lines) + "\n"


def _render_nginx(hashed: Iterable[str], base: str) -> str:
    """Return a whole site for the folder `sites-enabled`."""
    root = _escape(base)
    policies = dict(POLICIES)
    content = policies.pop("Content-Security-Policy")
    kept = "\n".join(f'    ~^{root}{_escape(uri)}$ "{FOR_EVER}";' for uri in hashed)
    others = "\n".join(
        f'    add_header {name} "{value}" always;' for name, value in policies.items()
    )
    return f"""map $uri $vises_cache {{
    default "{ASKED_AGAIN}";
{kept}
    ~^{root}assets/fonts/ "{FOR_A_MONTH}";
}}

map $uri $vises_frames {{
    default "; {_NO_FRAME}";
    ~^{root}([a-z][a-z]/)?{EMBED_FOLDER}/ "";
}}

server {{
    listen 80;
    listen [::]:80;
    server_name www.exemple.be;
    root /var/www/vises;
    index index.html;
    charset utf-8;
    absolute_redirect off;
    error_page 404 {base}404.html;

    # Copies that `vises build --compress` wrote; the second needs a module of nginx for brotli
    gzip_static on;
    # brotli_static on;

    add_header Content-Security-Policy "{content}$vises_frames" always;
{others}
    add_header Cache-Control $vises_cache;

    location / {{
        try_files $uri $uri/ =404;
    }}
}}
"""


def _render_apache(hashed: Iterable[str], base: str) -> str:
    """Return a file `.htaccess`, which needs the modules headers, mime and rewrite."""
    policies = dict(POLICIES)
    content = policies.pop("Content-Security-Policy")
    others = "\n".join(f'Header always set {name} "{value}"' for name, value in policies.items())
    names = "|".join(_escape(uri.rpartition("/")[2]) for uri in hashed)
    return f"""ErrorDocument 404 {base}404.html
DirectoryIndex index.html
AddDefaultCharset utf-8
AddType image/avif .avif

Header always set Content-Security-Policy "{content}; {_NO_FRAME}"
<If "%{{REQUEST_URI}} =~ m#^{base}([a-z][a-z]/)?{EMBED_FOLDER}/#">
Header always set Content-Security-Policy "{content}"
</If>
{others}
Header set Cache-Control "{ASKED_AGAIN}"
<FilesMatch "\\.woff2$">
Header set Cache-Control "{FOR_A_MONTH}"
</FilesMatch>
<FilesMatch "^({names})$">
Header set Cache-Control "{FOR_EVER}"
</FilesMatch>

# Files that `vises build --compress` wrote
RewriteEngine On
RewriteCond %{{HTTP:Accept-Encoding}} br
RewriteCond %{{REQUEST_FILENAME}}.br -f
RewriteRule ^(.+)$ $1.br [L]
RewriteCond %{{HTTP:Accept-Encoding}} gzip
RewriteCond %{{REQUEST_FILENAME}}.gz -f
RewriteRule ^(.+)$ $1.gz [L]
{_render_encodings()}"""


def _render_encodings() -> str:
    kinds = {
        "html": "text/html",
        "css": "text/css",
        "js": "text/javascript",
        "json": "application/json",
        "xml": "application/xml",
        "csv": "text/csv",
        "txt": "text/plain",
        "svg": "image/svg+xml",
    }
    lines = []
    for ending, encoding in (("br", "br"), ("gz", "gzip")):
        for suffix, kind in kinds.items():
            lines += [
                f'<FilesMatch "\\.{suffix}\\.{ending}$">',
                f"ForceType {kind}",
                f"Header set Content-Encoding {encoding}",
                "Header append Vary Accept-Encoding",
                f"SetEnv no-{'brotli' if ending == 'br' else 'gzip'} 1",
                "</FilesMatch>",
            ]
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return text.replace(".", "\\.")
