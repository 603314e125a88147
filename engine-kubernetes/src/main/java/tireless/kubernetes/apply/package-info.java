/** Makes objects on a cluster what they shall be, with as few requests as possible, and never touches what is somebody else's. */
@NullMarked
package tireless.kubernetes.apply;

import org.jspecify.annotations.NullMarked;
