"""What tests of signed films share: the certificate that a development machine makes for itself."""

import pytest

from services.stack.film_pki import prepare_film_certificate
from services.stack.layout import Layout
from services.video.film.credentials import SigningKey


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = Layout(tmp_path_factory.mktemp("stack"))
    layout.create()
    assert prepare_film_certificate(layout)
    return layout


@pytest.fixture(scope="module")
def key(layout: Layout) -> SigningKey:
    return SigningKey(layout.film_certificates.read_bytes(), layout.film_key.read_bytes())
