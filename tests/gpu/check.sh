#!/usr/bin/env bash
# Checks and times the library on an NVIDIA GPU, with the libtorch of a Python installation.
#
#   tests/gpu/check.sh pack [FILE]     on a machine with the .NET SDK: everything into one file
#   ./check.sh [OPTION...]             on the machine with the GPU, where that file was unpacked: no SDK, no network
#   tests/gpu/check.sh [OPTION...]     both at once, where both are there
#
# The machine with the GPU needs NVIDIA's driver, PyTorch, and of the system glibc, libstdc++ and OpenSSL (libssl 1.1 or 3), from
# which .NET takes SHA-256; without it the program ends with "No usable version of libssl was found".
# Options: --python PYTHON (default python3), --libtorch DIR (default: the folder torch/lib of that Python's PyTorch),
# --output DIR (default: the working folder; gpu.json and gpu.md go there), --cpu (everything but the GPU),
# --quick (few steps and small cohorts: whether it works, not how fast).
# Exit codes: 0 all holds, 1 not all holds, 2 nothing could be checked.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
most_bytes=$((50 * 1000 * 1000))

fail() { printf '%s\n' "$1" >&2; exit 2; }

# Publishes the program, with .NET itself, into the folder $1. What is compiled for that stays apart, in the folder $2: the
# checkout's own build, which takes .NET from the machine, is left as it is. Files are copied, not linked to those of the package
# folder: tar fails where another build makes a link to a file that it reads. No server for the next build stays behind: it
# would hold the streams of whoever waits for this to end.
publish() {
  command -v dotnet >/dev/null || fail "There is no dotnet here: make the file with 'check.sh pack' on a machine that has the .NET SDK."
  dotnet publish "$here/Check" -c Release -r linux-x64 -p:SelfContained=true -p:CreateHardLinksForPublishFilesIfPossible=false \
    --artifacts-path "$2" -o "$1" -v quiet -nologo --disable-build-servers >&2
  rm -f "$1"/libmscordbi.so "$1"/libmscordaccore.so "$1"/createdump   # for debuggers only
}

# The comment at this file's beginning, without its marks.
for word in "$@"; do
  [[ $word == --help || $word == -h ]] || continue
  sed -n '2,/^set /{/^#/!d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
  exit 0
done

if [[ ${1:-} == pack ]]; then
  file="${2:-torchgradients-gpu-check.tar.gz}"
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
  publish "$folder/torchgradients-gpu-check/program" "$folder/build"
  cp "$here/check.sh" "$folder/torchgradients-gpu-check/"
  tar -C "$folder" -cf - torchgradients-gpu-check | gzip -9 >"$file"
  bytes=$(stat -c %s "$file")
  echo "$file: $bytes bytes"
  ((bytes < most_bytes)) || fail "That is not under $most_bytes bytes."
  exit 0
fi

python=python3 libtorch='' device=cuda output=. more=()
while (($# > 0)); do
  case "$1" in
    --python) python="${2:?--python has no value}"; shift 2 ;;
    --libtorch) libtorch="${2:?--libtorch has no value}"; shift 2 ;;
    --output) output="${2:?--output has no value}"; shift 2 ;;
    --cpu) device=cpu; shift ;;
    --quick) more+=(--quick); shift ;;
    *) fail "'$1' is not an option; --help names them." ;;
  esac
done

# Where PyTorch lies, without loading it.
find_torch='import importlib.util as u; s = u.find_spec("torch"); print(s.submodule_search_locations[0] if s else "")'
torch="$("$python" -c "$find_torch" 2>/dev/null || true)"
if [[ -z $libtorch ]]; then
  [[ -n $torch ]] || fail "$python has no PyTorch. Name another interpreter with --python, or a folder torch/lib with --libtorch."
  libtorch="$torch/lib"
fi

program="$here/program/torchgradients-gpu-check"
if [[ ! -x $program ]]; then
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
  publish "$folder/program" "$folder/build"
  program="$folder/program/torchgradients-gpu-check"
fi

# In a process of its own: a neighbouring version may end it.
code=0
"$program" --libtorch "$libtorch" --device "$device" --probe || code=$?
((code < 128)) || fail "The libtorch in $libtorch does NOT fit: a process that loaded it ended with signal $((code - 128))."
((code == 0)) || exit "$code"

[[ -z $torch ]] || more+=(--python "$python")
"$program" --libtorch "$libtorch" --device "$device" --output "$output" "${more[@]}"
