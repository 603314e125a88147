package tireless.kubernetes.objects;

/**
 * Why a workload can be no objects, for people.
 *
 * @param what is wrong
 * @param remedy what to do
 */
public record Flaw(String what, String remedy) {
    @Override
    public String toString() {
        return what + ": " + remedy;
    }
}
