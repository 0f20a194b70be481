"""Objects behind a port: S3 in every deployment, a fake in tests."""

from services.kit.blobs.port import BlobInfo, BlobNotFound, BlobStore, BlobStoreUnavailable
from services.kit.blobs.s3 import S3BlobStore, open_blob_store

__all__ = ["BlobInfo", "BlobNotFound", "BlobStore", "BlobStoreUnavailable", "S3BlobStore", "open_blob_store"]
