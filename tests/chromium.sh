#!/bin/sh
# Installs Chromium where it is missing, for the tests of the desk, which look at it in a real browser.
set -eu
command -v chromium >/dev/null && exit 0

missing() {
    echo "tests: Chromium is missing and $1; the tests that need it are skipped, or fail where CI=true" >&2
    exit 0
}
command -v apt-get >/dev/null || missing "there is no apt-get to install it with"
root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || missing "it takes root or sudo to install it"
    root="sudo -n"
fi
export DEBIAN_FRONTEND=noninteractive
$root apt-get update -qq && $root apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null ||
    missing "apt-get cannot install it"
