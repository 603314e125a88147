package tireless.kubernetes.apply;

import tools.jackson.databind.node.ObjectNode;

/**
 * An object as it shall be.
 *
 * @param tree with the hash of its content among its annotations; not changed by anybody any more
 * @param content that hash
 */
public record Wanted(ObjectRef ref, ObjectNode tree, String content) {
    /** Its values may be a secret's. */
    @Override
    public String toString() {
        return ref + "@" + content;
    }
}
