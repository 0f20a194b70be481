"""The story model on GPUs: one server for the engines TensorRT-LLM and vLLM. Validated, not run."""
