# find_jdk sets jdk (a folder) and jdk_release (the text of its release file), or ends with one line on stderr.
# In: needed, a file that the JDK must have (bin/java or bin/javac). No JVM is started: the release file says the version.

least_jdk=25

# Silences the JVM about what Maven's own libraries do.
quiet_maven='--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED'

# try_jdk FOLDER: true, and jdk set, if that is a JDK which is new enough.
try_jdk() {
    [ -x "$1/$needed" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    jdk_release=
    version=
    while IFS= read -r line; do
        jdk_release="$jdk_release$line
"
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=}
                version=${version#\"}
                version=${version%%[!0-9]*}
                ;;
        esac
    done <"$1/release"
    [ "${version:-0}" -ge "$least_jdk" ] || return 1
    jdk=$1
}

find_jdk() {
    if [ -n "${TIRELESS_JAVA_HOME:-}" ]; then
        try_jdk "$TIRELESS_JAVA_HOME" && return
        fail "TIRELESS_JAVA_HOME=$TIRELESS_JAVA_HOME is no JDK of version $least_jdk or newer"
    fi
    [ -n "${JAVA_HOME:-}" ] && try_jdk "$JAVA_HOME" && return
    if java=$(command -v java); then
        [ -L "$java" ] && java=$(readlink -f -- "$java")
        try_jdk "${java%/bin/java}" && return
    fi
    for folder in /usr/lib/jvm/* /opt/* /usr/java/* \
        ${HOME:+"$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*}; do
        try_jdk "$folder" && return
    done
    fail "needs a JDK of version $least_jdk or newer: install one (such as Eclipse Temurin 25) and set JAVA_HOME to its folder"
}
