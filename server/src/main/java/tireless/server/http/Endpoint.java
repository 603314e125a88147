package tireless.server.http;

import tireless.engine.Subscription;

/** What a route does with a call. Called on a thread that may block; a thrown exception becomes an error reply. */
public sealed interface Endpoint {
    /** Answers once. */
    @FunctionalInterface
    non-sealed interface Reply extends Endpoint {
        Answer answer(Call call);
    }

    /** Answers piece by piece. */
    @FunctionalInterface
    non-sealed interface Stream extends Endpoint {
        /**
         * Begins the stream, and writes to it now or later.
         *
         * @return what ends the writing; closed once, when the stream is over, on a thread that may block
         */
        Subscription open(Call call, Outflow out);
    }
}
