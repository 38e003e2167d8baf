#!/usr/bin/env bash
# Installs the system libraries and programs that are missing; says nothing where none is.
#   bootstrap.sh run     what a build needs: Pango for the publications, Python's venv
#   bootstrap.sh test    what the tests need besides: Chromium, Java, Poppler, Ghostscript
set -euo pipefail

has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }

debian=() fedora=() brew=()
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 ou plus récent est nécessaire (Python 3.11 or newer is needed)." >&2
  exit 1
fi
has_venv || { debian+=(python3-venv); fedora+=(python3); brew+=(python); }
if [ "$(uname)" = Darwin ]; then
  [ -e "$(brew --prefix 2>/dev/null)/lib/libpango-1.0.dylib" ] || brew+=(pango)
else
  has_library libpango-1.0.so.0 || { debian+=(libpango-1.0-0); fedora+=(pango); }
  has_library libpangoft2-1.0.so.0 || { debian+=(libpangoft2-1.0-0); fedora+=(pango); }
  has_library libharfbuzz-subset.so.0 || { debian+=(libharfbuzz-subset0); fedora+=(harfbuzz); }
fi
if [ "${1:-run}" = test ]; then
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    { debian+=(chromium); fedora+=(chromium); brew+=(chromium); }
  command -v pdftoppm >/dev/null || { debian+=(poppler-utils); fedora+=(poppler-utils); brew+=(poppler); }
  command -v java >/dev/null || { debian+=(default-jre-headless); fedora+=(java-latest-openjdk-headless); brew+=(openjdk); }
  command -v gs >/dev/null || { debian+=(ghostscript); fedora+=(ghostscript); brew+=(ghostscript); }
fi

if [ "$(uname)" = Darwin ]; then missing=("${brew[@]}"); else missing=("${debian[@]}"); fi
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(uname)" = Darwin ]; then
  echo "Lancez (run): brew install ${brew[*]}" >&2
  exit 1
elif command -v apt-get >/dev/null; then
  root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  echo "Installation de ${debian[*]}…" >&2
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${debian[@]}" >/dev/null
else
  echo "Lancez (run): sudo dnf install ${fedora[*]}" >&2
  exit 1
fi
