/** The client of the API: requests enter, and records of what the server of this home replied leave. Whatever goes wrong is a {@link tireless.model.TirelessException} that says what to do. */
@NullMarked
package tireless.client;

import org.jspecify.annotations.NullMarked;
