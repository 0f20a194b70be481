"""Inference through Triton, the only way to a model."""

from services.kit.triton.client import Model, TritonClient
from services.kit.triton.errors import ModelRejected, ModelUnavailable
from services.kit.triton.tensors import scalar, text, texts

__all__ = ["Model", "ModelRejected", "ModelUnavailable", "TritonClient", "scalar", "text", "texts"]
