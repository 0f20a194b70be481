"""Objects behind a port: S3 in every deployment, a fake in tests."""

from services.kit.blobs.port import BlobInfo, BlobNotFound, BlobStore, BlobStoreUnavailable, PresignedPost
from services.kit.blobs.s3 import S3BlobStore, open_blob_store

__all__ = [
    "BlobInfo",
    "BlobNotFound",
    "BlobStore",
    "BlobStoreUnavailable",
    "PresignedPost",
    "S3BlobStore",
    "open_blob_store",
]
