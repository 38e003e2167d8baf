"""What pages of the site say of its open data, and where they lead to it."""

from collections.abc import Collection, Mapping
from functools import cached_property

from markupsafe import Markup

from vises_site.model.evaluation import Evaluation
from vises_site.model.publishable import Publishable
from vises_site.render.datasets.descriptors import Origin
from vises_site.render.datasets.documents import FindAddress
from vises_site.render.datasets.linked import describe_dataset, describe_site, render_linked
from vises_site.render.datasets.site import FOLDER, OpenData, render_open_data


class DataPages:
    """The open data of one site, made when first asked for.

    Args:
        shown: What may appear on the site.
        origin: Where it is published.
        find_uri: Returns the address of a page or file below the site's root.
        with_pdf: The publications whose screen PDF stands on the site.
    """

    def __init__(
        self,
        shown: Publishable,
        origin: Origin,
        find_uri: FindAddress,
        with_pdf: Collection[tuple[str, str]],
    ) -> None:
        self._shown, self.origin, self._with_pdf = shown, origin, with_pdf
        self._find_uri = find_uri

    @cached_property
    def files(self) -> OpenData:
        """All files."""
        return render_open_data(self._shown, self.origin, self._find_address, self._with_pdf)

    def _find_address(self, uri: str) -> str:
        return self.origin.url + self._find_uri(uri)

    @property
    def uris(self) -> Mapping[str, bytes]:
        """What stands below the site, by its place there."""
        return {f"{FOLDER}/{d.name}": d.content for d in self.files.documents}

    def render_site_block(self, url: FindAddress) -> Markup:
        """Return what search engines read in the page of the data.

        Args:
            url: Returns relative addresses, seen from the page: what is written where the site's
                own address is unknown.
        """
        files = self.files
        address = self._find_address if self.origin.url else url
        documents = (*files.site, files.descriptor)
        found = describe_site(documents, self._shown.evaluations, self.origin, address)
        return render_linked(found)

    def render_evaluation_block(self, evaluation: Evaluation, url: FindAddress) -> Markup:
        """Return what search engines read in the page of an evaluation; see above."""
        shown, fields = self._shown, evaluation.fields
        owners = [shown.organisms[slug] for slug in fields.organisms if slug in shown.organisms]
        return render_linked(
            describe_dataset(
                evaluation,
                shown.results.get(evaluation.slug, {}),
                owners,
                self.files.evaluations[evaluation.slug],
                self.origin,
                self._find_address if self.origin.url else url,
            )
        )
