"""Characters that a reader does not see, and that may change what a text says."""

import re

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, marks that turn the direction of reading, invisible separators and tags.

A reader does not see them, and with them a text may say something else than it shows. Source:
N. Boucher and R. Anderson, *Trojan Source*, USENIX Security 2023.
"""
