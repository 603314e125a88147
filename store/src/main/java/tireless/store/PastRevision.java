package tireless.store;

import java.time.Instant;
import java.util.Optional;
import tireless.model.Revision;

/**
 * A revision of the history.
 *
 * @param manifest the document that it comes from, as written
 * @param deletedAt when its uid ended; empty while the resource exists
 */
public record PastRevision(Revision revision, String manifest, Optional<Instant> deletedAt) {}
