"""The day for which consents are judged."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from mkdocs.exceptions import PluginError

from vises_site.language import gettext as _
from vises_site.model.record import parse_date


def find_day(written: str | None) -> date:
    """Return the day for which consents are judged: as given, or by the build's date, or today.

    Raises:
        PluginError: The date is not of one of the known forms.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if written:
            day: date = parse_date(written)
            return day
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = _("« {value} » is no date for which consents can be judged")
        raise PluginError(message.format(value=written or epoch)) from error
    return find_today()


def find_today() -> date:
    """Return the day in Belgium: a machine elsewhere must not publish who withdrew today."""
    return datetime.now(ZoneInfo("Europe/Brussels")).date()
