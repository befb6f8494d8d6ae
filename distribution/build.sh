# shellcheck shell=sh
# What ./run and ./test share: the tools that they need on this machine, and the build. Sourced; sets only functions.

JDK_OLDEST=17

say() {
    printf '%s\n' "$*" >&2
}

# Runs a command as root where that is possible without asking for a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
}

# install_packages WHY PACKAGE...: false where they cannot be installed; what went wrong has been said then.
install_packages() {
    why=$1
    shift
    if ! can_install; then
        return 1
    fi
    say "Installing $* with apt ($why) ..."
    log=$(mktemp)
    if { as_root apt-get -qq update && as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq -y --no-install-recommends install "$@"; } >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 3 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# The JDK's command of this name: of JAVA_HOME where it is set, as Maven has it.
jdk() {
    if [ -n "${JAVA_HOME:-}" ]; then
        printf '%s\n' "$JAVA_HOME/bin/$1"
    else
        printf '%s\n' "$1"
    fi
}

has_jdk() {
    version=$("$(jdk javac)" -version 2>&1) || return 1
    version=${version#javac }
    [ "${version%%[.-]*}" -ge "$JDK_OLDEST" ] 2>/dev/null
}

# Leaves a JDK and Maven on this machine, or ends the script with what to do.
need_jdk_and_maven() {
    if ! has_jdk; then
        if [ -n "${JAVA_HOME:-}" ]; then
            say "stereobridge: JAVA_HOME: $JAVA_HOME: has no JDK $JDK_OLDEST or newer; set it to one, or unset it"
            exit 69
        fi
        package=openjdk-17-jdk-headless
        for newer in 21 25; do
            if ! apt-cache show $package >/dev/null 2>&1; then
                package=openjdk-$newer-jdk-headless
            fi
        done
        install_packages "a JDK builds and runs Stereobridge" "$package" || true
        if ! has_jdk; then
            say "stereobridge: JDK: none of version $JDK_OLDEST or newer: install one, such as openjdk-17-jdk-headless"
            exit 69
        fi
    fi
    if ! command -v mvn >/dev/null; then
        install_packages "Maven builds Stereobridge" maven || true
        if ! command -v mvn >/dev/null; then
            say "stereobridge: Maven: not found: install it, such as by apt install maven"
            exit 69
        fi
    fi
}

# is_stale FOLDER: whether a source is newer than the last build. A folder counts too: a deleted file changes it.
is_stale() {
    stamp=$1/distribution/target/built
    [ ! -e "$stamp" ] || [ -n "$(find "$1/pom.xml" "$1/features" "$1/distribution" "$1/bundles" \
        -name target -prune -o \( -type f -o -type d -path '*/src/*' \) -newer "$stamp" -print | head -n 1)" ]
}

# build FOLDER: lays FOLDER/distribution/target/stereobridge anew, where it is not of the present sources.
build() {
    target=$1/distribution/target
    if ! is_stale "$1"; then
        return
    fi
    need_jdk_and_maven
    mkdir -p "$target"
    # One build at a time in a folder; what another one built meanwhile need not be built again.
    exec 9>"$target/build.lock"
    if command -v flock >/dev/null; then
        flock 9
    fi
    if is_stale "$1"; then
        if [ -e "$target/built" ]; then
            say "Building what has changed ..."
        else
            say "Building Stereobridge; the first time takes some minutes, as Maven downloads what it needs ..."
        fi
        # Of the time before the build, so that what is saved during it counts as newer.
        touch "$target/built.new"
        if ! mvn -q -B -f "$1/pom.xml" -pl distribution -am -Dmaven.test.skip=true package \
                >"$target/build.log" 2>&1 9>&-; then
            grep -m 5 '^\[ERROR\]' "$target/build.log" >&2 || tail -n 5 "$target/build.log" >&2
            say "stereobridge: build: failed: all of its output is in $target/build.log"
            exit 70
        fi
        mv "$target/built.new" "$target/built"
    fi
    exec 9>&-
}
