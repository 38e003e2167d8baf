"""What a published page lets a reader's browser do: nothing outside its own site."""

_DIRECTIVES = {
    "default-src": "'none'",
    # Pagefind searches with WebAssembly, in a worker
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

REFERRER_POLICY = "no-referrer"
"""A link from a testimony tells nobody which one was read."""


def write_content_policy(is_preview: bool = False) -> str:
    """Return the Content-Security-Policy of all pages, for a `meta` element.

    Args:
        is_preview: Also allow the inline script by which MkDocs reloads a preview.

    >>> "unsafe-inline" in write_content_policy()
    False
    """
    directives = dict(_DIRECTIVES)
    if is_preview:
        directives["script-src"] += " 'unsafe-inline'"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
