/** Where manifests come from: files, folders and standard input become texts with a name and a folder. The only package here that reads files. */
@NullMarked
package tireless.manifest.source;

import org.jspecify.annotations.NullMarked;
