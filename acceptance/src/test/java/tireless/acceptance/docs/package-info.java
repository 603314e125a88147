/** The pages for readers: Markdown enters, its manifests and links are checked. Nothing is started. */
@NullMarked
package tireless.acceptance.docs;

import org.jspecify.annotations.NullMarked;
