# For the scripts beside it: finds a JDK, compiles a module with its tests, and says what is needed to run these.
fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

needed=bin/javac
. dist/launcher/jdk.sh
find_jdk
export JAVA_HOME="$jdk"
export MAVEN_OPTS="$quiet_maven ${MAVEN_OPTS:-}"

# Sets class_path, from the project's folder.
compile() {
    mvn -q -B -pl "$1" -am test-compile dependency:build-classpath -Dmdep.outputFile=target/class-path </dev/null >&2
    class_path=$1/target/test-classes:$1/target/classes:$(cat "$1/target/class-path")
}
