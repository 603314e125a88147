package tireless.cli.target;

import java.util.Optional;
import tireless.model.ResourceType;
import tireless.model.ResourceType.Scope;
import tireless.model.TirelessException;

/**
 * A resource as DataOS' options {@code -i} and {@code --id} name it.
 *
 * @param version as written, such as {@code v1beta}; it tells no resources apart
 * @param workspace empty where none is written, and for a type that belongs to the whole instance
 */
public record Identifier(ResourceType type, String version, String name, Optional<String> workspace) {
    public Identifier {
        workspace = type.scope() == Scope.INSTANCE ? Optional.empty() : workspace;
    }

    /**
     * Reads what {@code -i} takes: a row copied from a table, {@code NAME:VERSION:TYPE[:WORKSPACE]} or
     * {@code TYPE:VERSION:NAME[:WORKSPACE]}.
     *
     * @throws TirelessException with what is wrong and what is right
     */
    public static Identifier parse(String text) {
        return IdentifierReader.ofEitherOrder(text).read();
    }

    /**
     * Reads what {@code --id} takes: {@code TYPE:VERSION:NAME[:WORKSPACE]} and nothing else.
     *
     * @throws TirelessException with what is wrong and what is right
     */
    public static Identifier parseId(String text) {
        return IdentifierReader.ofId(text).readTypeFirst();
    }

    /** {@code worker:v1beta:pulse:public}, as {@code --id} takes it. */
    public String id() {
        return type.keyword() + ":" + version + ":" + name
                + workspace.map(space -> ":" + space).orElse("");
    }

    /** {@code pulse:v1beta:worker:public}. */
    @Override
    public String toString() {
        return name + ":" + version + ":" + type.keyword()
                + workspace.map(space -> ":" + space).orElse("");
    }
}
