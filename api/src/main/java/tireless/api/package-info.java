/**
 * What the server and its clients say to each other: records enter and JSON leaves, and the other way round. Fields that a reader
 * does not know are ignored, so that a newer side can talk to an older one.
 */
@NullMarked
package tireless.api;

import org.jspecify.annotations.NullMarked;
