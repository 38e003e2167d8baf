"""What a published page lets a reader's browser do: nothing outside its own site."""

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}

EMBED_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)
"""That of quotations in other sites' pages: which of them may frame one, only a header can say."""

REFERRER_POLICY = "no-referrer"
"""A link from a testimony tells nobody which one was read."""


def write_content_policy(is_preview: bool = False, is_header: bool = False) -> str:
    """Return the Content-Security-Policy of all pages, for a `meta` element.

    Args:
        is_preview: Also allow the inline script by which MkDocs reloads a preview.
        is_header: For a header of every answer instead. A worker obeys what comes with its own
            program: Pagefind's compiles WebAssembly, which no page has to do.

    >>> "unsafe" in write_content_policy()
    False
    >>> "'wasm-unsafe-eval'" in write_content_policy(is_header=True)
    True
    """
    directives = dict(_DIRECTIVES)
    if is_preview:
        directives["script-src"] += " 'unsafe-inline'"
    if is_header:
        directives["script-src"] += " 'wasm-unsafe-eval'"
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
