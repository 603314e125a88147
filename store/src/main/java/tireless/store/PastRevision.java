package tireless.store;

import java.time.Instant;
import java.util.Optional;
import tireless.model.Revision;
import tireless.plan.Document;

/**
 * A revision of the history.
 *
 * @param document the manifest that it comes from
 * @param deletedAt when its uid ended; empty while the resource exists
 */
public record PastRevision(Revision revision, Document document, Optional<Instant> deletedAt) {}
