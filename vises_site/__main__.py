"""`python -m vises_site` is the command `vises`."""

from vises_site.cli import run

if __name__ == "__main__":
    run()
