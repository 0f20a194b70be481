"""Buckets of the S3 server, as tests have them."""

from urllib.parse import urlsplit

from minio import Minio

from services.kit.settings import S3Settings


def remove_bucket(settings: S3Settings) -> None:
    """Removes a bucket with all that is in it."""
    address = urlsplit(settings.endpoint)
    client = Minio(
        endpoint=address.netloc,
        access_key=settings.access_key,
        secret_key=settings.secret_key.get_secret_value(),
        secure=address.scheme == "https",
        region=settings.region,
    )
    for found in client.list_objects(settings.bucket, recursive=True):
        if found.object_name is not None:
            client.remove_object(settings.bucket, found.object_name)
    client.remove_bucket(settings.bucket)
