/**
 * The written form of what the store keeps: JSON with a version, exact in both directions. By hand, because a general JSON
 * library costs more time at the first read than opening the database does.
 */
@NullMarked
package tireless.store.text;

import org.jspecify.annotations.NullMarked;
