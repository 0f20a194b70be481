#!/usr/bin/env bash
# The tests run it with stand-ins for trtexec and nvidia-smi (tests/unit/triton_models/test_build_engines.py); no GPU has.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly here
readonly onnx=${ENCOMPASS_UPSCALE_ONNX:-$here/data/upscaler/video_upscale.fp16.onnx}

usage() {
  cat <<'WORDS'
build_engines.sh MODELS CACHE

Builds the TensorRT engines on the GPU that will serve them, in NVIDIA's Triton image, which has trtexec.

  MODELS  a Triton repository with video_upscale_luma/; its plan becomes 1/model.plan
  CACHE   a folder that outlives the pod. It keeps plans by the ONNX's checksum, TensorRT's version and the kind of
          GPU: what is there isn't built again, and what is for another of them isn't used.

ENCOMPASS_UPSCALE_ONNX names another network than data/upscaler/video_upscale.fp16.onnx. Running it again, or twice
at once, does no harm: files are put in their places whole.
WORDS
}

fail() {
  echo "build_engines.sh: $*" >&2
  exit 1
}

# What is being written, which nobody may take for finished. One name, so that it can be removed whatever happens.
part=""
trap '[[ -z $part ]] || rm -f -- "$part"' EXIT

main() {
  case ${1:-} in
    -h | --help)
      usage
      return
      ;;
  esac
  [[ $# -eq 2 ]] || {
    usage >&2
    exit 2
  }
  local models=$1 cache=$2
  [[ -f $models/video_upscale_luma/config.pbtxt ]] ||
    fail "$models has no video_upscale_luma/config.pbtxt: name a Triton repository with triton_models/gpu's folders"
  [[ -f $onnx ]] || fail "$onnx is missing: fetch data/upscaler, or set ENCOMPASS_UPSCALE_ONNX"
  mkdir -p "$cache" || fail "$cache can't be made: mount a volume there that this user may write to"

  local gpu version hash plan
  gpu=$(name_of_gpu)
  version=$(version_of_tensorrt)
  hash=$(sha256sum "$onnx" | cut -c1-16)
  plan=$cache/video_upscale-$hash-$version-$gpu.plan
  if [[ -s $plan ]]; then
    echo "video_upscale_luma: $plan was built before"
  else
    build "$plan" "$cache/timing-$version-$gpu.cache"
  fi
  install_plan "$plan" "$models/video_upscale_luma/1"
}

name_of_gpu() {
  command -v nvidia-smi > /dev/null || fail "there is no nvidia-smi: run on a node with a GPU (nvidia.com/gpu: 1)"
  local name
  name=$(nvidia-smi --query-gpu=name --format=csv,noheader --id=0) ||
    fail "nvidia-smi finds no GPU: the pod needs one (nvidia.com/gpu: 1) of the kind that will serve"
  [[ -n $name ]] || fail "nvidia-smi doesn't tell the GPU's name"
  printf '%s' "$name" | tr -c 'A-Za-z0-9' '-'
}

version_of_tensorrt() {
  command -v trtexec > /dev/null ||
    fail "there is no trtexec: use the image nvcr.io/nvidia/tritonserver, or put /usr/src/tensorrt/bin on PATH"
  local said
  said=$(trtexec --help 2>&1 || true)
  # Plans of one version are refused by the next: without it nothing could be kept.
  [[ $said =~ TensorRT[[:space:]]v([0-9]+) ]] || fail "trtexec doesn't say its version: ${said:0:200}"
  printf '%s' "${BASH_REMATCH[1]}"
}

build() {
  local plan=$1 timing=$2
  part=$(mktemp "$plan.XXXXXX")
  # 180p to 1080p in, 540p to 720p most often. The network's own types are kept (--fp16 is gone in TensorRT 11).
  trtexec --onnx="$onnx" --saveEngine="$part" --stronglyTyped \
    --inputIOFormats=fp16:chw --outputIOFormats=fp16:chw \
    --minShapes=luma:1x1x180x180 --optShapes=luma:8x1x720x1280 --maxShapes=luma:8x1x1080x1920 \
    --timingCacheFile="$timing" --skipInference >&2 ||
    fail "trtexec couldn't build $onnx: what it said stands above; is the GPU free, and its memory?"
  [[ -s $part ]] || fail "trtexec ended well and wrote nothing"
  finish "$plan"
  echo "video_upscale_luma: $plan"
}

install_plan() {
  local plan=$1 folder=$2
  mkdir -p "$folder"
  part=$(mktemp "$folder/model.plan.XXXXXX")
  cp -- "$plan" "$part"
  finish "$folder/model.plan"
}

# Triton's user, who may be another one, has to be able to read it.
finish() {
  chmod a+r -- "$part"
  mv -f -- "$part" "$1"
  part=""
}

main "$@"
