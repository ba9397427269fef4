#!/bin/sh
cd "$(dirname "$0")" || exit 1
for python in python3 python; do
  if command -v "$python" >/dev/null 2>&1; then
    exec "$python" scripts/run.py desk "$@"
  fi
done
echo "Chưa có Python: hãy cài Python 3.11 trở lên rồi mở lại bàn biên tập." >&2
exit 1
