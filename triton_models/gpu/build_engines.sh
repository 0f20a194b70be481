#!/usr/bin/env bash
# Builds the TensorRT engines on the GPU that will serve them, once for each ONNX, TensorRT and kind of GPU.
# Kubernetes runs it as a job before Triton starts, in NVIDIA's Triton image, which has trtexec:
#
#   build_engines.sh MODELS CACHE
#
# MODELS is a Triton repository with video_upscale_luma/; the plan goes to its 1/model.plan. CACHE keeps plans by
# what they depend on, so that a restart builds nothing. Read by bash -n alone; no GPU has run it here.
set -euo pipefail

models=${1:?a Triton model repository}
cache=${2:?a folder that outlives the pod}
here=$(cd "$(dirname "$0")/../.." && pwd)
onnx="$here/data/upscaler/video_upscale.fp16.onnx"

gpu=$(nvidia-smi --query-gpu=name --format=csv,noheader --id=0 | tr -c 'A-Za-z0-9\n' '-')
tensorrt=$(trtexec --help | grep -o 'TensorRT.v[0-9]*' | head -1 || true)
hash=$(sha256sum "$onnx" | cut -c1-16)
plan="$cache/video_upscale-$hash-${tensorrt:-unknown}-$gpu.plan"

if [[ ! -f "$plan" ]]; then
  mkdir -p "$cache"
  # 180p to 1080p in, 540p to 720p most often. A plan that was cut short must not count as one.
  trtexec --onnx="$onnx" --saveEngine="$plan.part" --fp16 \
    --inputIOFormats=fp16:chw --outputIOFormats=fp16:chw \
    --minShapes=luma:1x1x180x180 --optShapes=luma:8x1x720x1280 --maxShapes=luma:8x1x1080x1920 \
    --timingCacheFile="$cache/timing.cache" --skipInference
  mv "$plan.part" "$plan"
fi

mkdir -p "$models/video_upscale_luma/1"
cp "$plan" "$models/video_upscale_luma/1/model.plan"
echo "video_upscale_luma: $plan"
