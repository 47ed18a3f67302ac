#!/bin/sh
# Installs PostgreSQL where it is missing, for the tests that need a real one; they start a server of their own.
set -eu
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0

missing() {
    echo "tests: PostgreSQL is missing and $1; the tests that need it are skipped, or fail where CI=true" >&2
    exit 0
}
command -v apt-get >/dev/null || missing "there is no apt-get to install it with"
root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || missing "it takes root or sudo to install it"
    root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq && $root apt-get install -qq -y --no-install-recommends postgresql >/dev/null ||
    missing "apt-get cannot install it"
