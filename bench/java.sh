# For the scripts beside it: finds a JDK, compiles a module with its tests, and names the classes of modules.
fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

needed=bin/javac
. dist/launcher/jdk.sh
find_jdk
export JAVA_HOME="$jdk"
export MAVEN_OPTS="$quiet_maven ${MAVEN_OPTS:-}"

compile() {
    mvn -q -B -pl "$1" -am test-compile </dev/null >&2
}

classes() {
    for module; do
        printf '%s:' "$module/target/classes"
    done
}
