# shellcheck shell=sh
# What the stages share: Debian 13's packages, whatever this machine runs. Sourced; sets only functions and names.
# A stage is called with the folder to fill, in an empty working folder of its own.

SUITE=trixie
MIRROR=${STEREOBRIDGE_MIRROR:-http://deb.debian.org/debian}
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

say() {
    printf '%s\n' "$*" >&2
}

# apt-get with a state of its own: this machine's own sources and packages are neither read nor changed.
suite_apt() {
    apt-get -qq -o Dir::State="$PWD/apt/state" -o Dir::State::status="$PWD/apt/status" -o Dir::Cache="$PWD/apt/cache" \
        -o Dir::Etc::sourcelist="$PWD/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferencesparts=/dev/null -o Dir::Etc::preferences=/dev/null -o APT::Sandbox::User=root "$@"
}

# read_suite KIND: fetches the list of the suite's packages; KIND is deb or deb-src.
read_suite() {
    mkdir -p apt/state/lists/partial apt/cache/archives/partial
    : >apt/status
    printf '%s [signed-by=%s] %s %s main\n' "$1" "$KEYRING" "$MIRROR" "$SUITE" >apt/sources.list
    suite_apt update
}
