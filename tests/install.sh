#!/bin/sh
# sh tests/install.sh NAME PACKAGE…: installs what tests need, PostgreSQL or Chromium, from Debian's packages.
set -eu
name=$1
shift

missing() {
    echo "tests: $name is missing and $1; the tests that need it are skipped, or fail where CI=true" >&2
    exit 0
}
command -v apt-get >/dev/null || missing "there is no apt-get to install it with"
root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || missing "it takes root or sudo to install it"
    root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq && $root apt-get install -qq -y --no-install-recommends "$@" >/dev/null ||
    missing "apt-get cannot install it"
